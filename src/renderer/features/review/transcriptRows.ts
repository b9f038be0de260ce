/** What the transcript shows, in the order of time: words, words that could not be written, holes in the sound, marks. */
import type { Gap, SessionRecord } from '../../../shared/domain/record.ts';
import type { TranscriptGap, Utterance } from '../../../shared/domain/utterance.ts';
import { clock, instant } from '../../format/time.ts';

export type TranscriptRow =
  | { readonly kind: 'said'; readonly atMs: number; readonly utterance: Utterance }
  | { readonly kind: 'gap'; readonly atMs: number; readonly gap: TranscriptGap }
  /** No sound was recorded here. */
  | { readonly kind: 'hole'; readonly atMs: number; readonly text: string }
  | { readonly kind: 'mark'; readonly atMs: number };

const HOLE_WORDS: Readonly<Record<Gap['reason'], string>> = {
  paused: 'paused',
  device_lost: 'the microphone was gone',
  interrupted: 'the recording was interrupted',
  overrun: 'a moment of sound was lost',
  damaged: 'the stored sound is damaged',
};

export function transcriptRows({
  transcript,
  tracks,
  session,
  parts = [],
  marksMs = [],
}: SessionRecord): readonly TranscriptRow[] {
  const rows: readonly TranscriptRow[] = [
    ...transcript.utterances.map((utterance) => ({ kind: 'said' as const, atMs: utterance.startMs, utterance })),
    ...transcript.gaps.map((gap) => ({ kind: 'gap' as const, atMs: gap.startMs, gap })),
    ...(tracks[0]?.gaps ?? []).map((gap) => ({ kind: 'hole' as const, atMs: gap.startMs, text: holeText(gap) })),
    ...parts.slice(1).map(({ startMs, startedAt }) => {
      const text = `${clock(startMs)}: the next recording of this visit, begun ${instant(startedAt, session.timeZone)}`;
      return { kind: 'hole' as const, atMs: startMs, text };
    }),
    ...marksMs.map((atMs) => ({ kind: 'mark' as const, atMs })),
  ];
  return rows.toSorted((a, b) => a.atMs - b.atMs);
}

function holeText({ reason, startMs, lengthMs }: Gap): string {
  const length = lengthMs === null ? '' : `, for ${clock(Math.max(1000, lengthMs))}`;
  return `${clock(startMs)}: not recorded, ${HOLE_WORDS[reason]}${length}`;
}
