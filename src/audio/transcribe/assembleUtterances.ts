/**
 * Words per segment to what a reader expects: one utterance per turn or sentence group, in order of time. A sentence that
 * runs over a short pause between two segments of one speaker is put together again; long talk is split at sentence ends.
 */
import type { SpeechSegment } from '../../shared/domain/audio.ts';
import type { Utterance, Word } from '../../shared/domain/utterance.ts';
import { endsSentence } from './timeWords.ts';

/** A pause so long after a sentence starts a new utterance. */
const SENTENCE_PAUSE_MS = 700;
/** From this length on every sentence end starts a new utterance. */
const LONG_UTTERANCE_MS = 12_000;
/** Between segments of one speaker, an unfinished sentence goes on over so short a pause. */
const MAX_MERGE_PAUSE_MS = 1000;

export interface SegmentWords {
  readonly segment: SpeechSegment;
  readonly words: readonly Word[];
  /** Where it is surely another language than English. */
  readonly language?: string;
}

interface Draft {
  readonly segment: SpeechSegment;
  readonly speakerP: number;
  readonly words: readonly Word[];
  readonly language?: string;
}

export function assembleUtterances(segments: readonly SegmentWords[]): Utterance[] {
  const drafts = segments
    .filter(({ words }) => words.length > 0)
    .flatMap(({ segment, words, ...told }) =>
      splitAtSentences(words).map((part) => ({ segment, speakerP: segment.roleP, words: part, ...told })),
    )
    .sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b));
  return mergeUnfinished(drafts).map((draft, index) => ({
    id: `u${index}`,
    speaker: draft.segment.role,
    speakerP: draft.speakerP,
    setBy: 'model',
    text: draft.words.map((word) => word.text).join(' '),
    words: draft.words,
    beam: draft.segment.beam,
    startMs: startOf(draft),
    endMs: endOf(draft),
    ...(draft.language === undefined ? {} : { language: draft.language }),
  }));
}

function splitAtSentences(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [];
  let part: Word[] = [];
  words.forEach((word, index) => {
    part.push(word);
    const next = words[index + 1];
    if (!next || !endsSentence(word.text)) return;
    const isPause = next.startMs - word.endMs >= SENTENCE_PAUSE_MS;
    if (isPause || word.endMs - part[0]!.startMs >= LONG_UTTERANCE_MS) {
      parts.push(part);
      part = [];
    }
  });
  if (part.length > 0) parts.push(part);
  return parts;
}

/** Joins direct neighbours of one speaker where the first stops in the middle of a sentence. */
function mergeUnfinished(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    const goesOn =
      last &&
      last.segment.id !== draft.segment.id &&
      last.segment.role === draft.segment.role &&
      last.language === draft.language &&
      !endsSentence(last.words.at(-1)!.text) &&
      startOf(draft) - endOf(last) <= MAX_MERGE_PAUSE_MS &&
      startOf(draft) >= endOf(last) &&
      endOf(draft) - startOf(last) <= 2 * LONG_UTTERANCE_MS;
    if (goesOn) {
      merged[merged.length - 1] = {
        segment: last.segment,
        speakerP: Math.min(last.speakerP, draft.speakerP),
        words: [...last.words, ...draft.words],
        ...(last.language === undefined ? {} : { language: last.language }),
      };
    } else {
      merged.push(draft);
    }
  }
  return merged;
}

function startOf(draft: Draft): number {
  return draft.words[0]!.startMs;
}

function endOf(draft: Draft): number {
  return draft.words.at(-1)!.endMs;
}
