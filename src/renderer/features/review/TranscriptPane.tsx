/** Everything that was understood, with the words behind the chosen sentence marked and holes shown as holes. */
import { Bookmark, EarOff, type LucideIcon, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Evidence } from '../../../shared/domain/evidence.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { clock } from '../../format/time.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { resolveEvidence } from './evidence.ts';
import { type LineActions, soundOf, TranscriptLine } from './TranscriptLine.tsx';
import { transcriptRows } from './transcriptRows.ts';

export interface TranscriptPaneProps extends LineActions {
  readonly record: SessionRecord;
  readonly evidence: readonly Evidence[];
}

const NONE: ReadonlySet<number> = new Set();

function Aside({ icon, kind, children }: { icon: LucideIcon; kind?: 'mark'; children: ReactNode }) {
  return (
    <li className="transcript-gap" data-kind={kind}>
      <Icon of={icon} size={16} />
      <span>{children}</span>
    </li>
  );
}

export function TranscriptPane({ record, evidence, onPlay, onCorrect }: TranscriptPaneProps) {
  const { lines } = resolveEvidence(evidence, record);
  const rows = transcriptRows(record);
  if (rows.length === 0) {
    return (
      <EmptyState icon={EarOff} title="Nothing was heard">
        The recording holds no speech that could be written down.
      </EmptyState>
    );
  }
  return (
    <ol className="transcript" aria-label="Transcript">
      {rows.map((row) => {
        switch (row.kind) {
          case 'said':
            return (
              <TranscriptLine
                key={row.utterance.id}
                utterance={row.utterance}
                marked={lines.find((line) => line.utterance.id === row.utterance.id)?.tokens ?? NONE}
                sessionId={soundOf(record)}
                onPlay={onPlay}
                onCorrect={onCorrect}
              />
            );
          case 'gap':
            return (
              <Aside key={`gap-${row.atMs}`} icon={EarOff}>
                {clock(row.atMs)} to {clock(row.gap.endMs)}: speech that could not be written down safely
              </Aside>
            );
          case 'hole':
            return (
              <Aside key={`hole-${row.atMs}`} icon={Pause}>
                {row.text}
              </Aside>
            );
          case 'mark':
            return (
              <Aside key={`mark-${row.atMs}`} icon={Bookmark} kind="mark">
                {clock(row.atMs)}: you marked this moment
              </Aside>
            );
          default:
            return row satisfies never;
        }
      })}
    </ol>
  );
}
