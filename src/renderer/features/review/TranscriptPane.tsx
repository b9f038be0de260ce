/** Everything that was understood, with the words behind the chosen sentence marked and holes shown as holes. */
import { EarOff } from 'lucide-react';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { TranscriptGap, Utterance } from '../../../shared/domain/utterance.ts';
import { clock } from '../../format/time.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { resolveEvidence } from './evidence.ts';
import { TranscriptLine } from './TranscriptLine.tsx';

export interface TranscriptPaneProps {
  readonly record: SessionRecord;
  readonly evidence: readonly Evidence[];
  readonly onPlayUtterance: (utterance: Utterance) => void;
}

const NONE: ReadonlySet<number> = new Set();

type Row =
  | { readonly kind: 'said'; readonly utterance: Utterance }
  | { readonly kind: 'gap'; readonly gap: TranscriptGap };
const startOf = (row: Row): number => (row.kind === 'said' ? row.utterance.startMs : row.gap.startMs);

export function TranscriptPane({ record, evidence, onPlayUtterance }: TranscriptPaneProps) {
  const { lines } = resolveEvidence(evidence, record);
  const { utterances, gaps } = record.transcript;
  const rows: readonly Row[] = [
    ...utterances.map((utterance): Row => ({ kind: 'said', utterance })),
    ...gaps.map((gap): Row => ({ kind: 'gap', gap })),
  ].sort((a, b) => startOf(a) - startOf(b));
  if (rows.length === 0) {
    return (
      <EmptyState icon={EarOff} title="Nothing was heard">
        The recording holds no speech that could be written down.
      </EmptyState>
    );
  }
  return (
    <ol className="transcript" aria-label="Transcript">
      {rows.map((row) =>
        row.kind === 'gap' ? (
          <li key={`gap-${row.gap.startMs}`} className="transcript-gap">
            <Icon of={EarOff} size={16} />
            <span>
              {clock(row.gap.startMs)} to {clock(row.gap.endMs)}: speech that could not be written down safely
            </span>
          </li>
        ) : (
          <TranscriptLine
            key={row.utterance.id}
            utterance={row.utterance}
            marked={lines.find((line) => line.utterance.id === row.utterance.id)?.tokens ?? NONE}
            onPlay={onPlayUtterance}
          />
        ),
      )}
    </ol>
  );
}
