/** Heard, and in no sentence: so that leaving something out is a choice and never an accident. */
import { Check, Volume2 } from 'lucide-react';
import type { Fact } from '../../../shared/domain/facts.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FACT_WORDS, factSummary } from './factWords.ts';

export interface LeftOutPaneProps {
  readonly facts: readonly Fact[];
  readonly onPlay: (fact: Fact) => void;
}

export function LeftOutPane({ facts, onPlay }: LeftOutPaneProps) {
  if (facts.length === 0) {
    return (
      <EmptyState icon={Check} title="Nothing was left out">
        Everything that was picked out of the session is in the note.
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <p className="soft small">
        Picked out of the session, and in no sentence. Listen, and add a sentence if it matters.
      </p>
      <ul className="left-out">
        {facts.map((fact) => (
          <li key={fact.id}>
            <Badge>{FACT_WORDS[fact.kind]}</Badge>
            <span>{factSummary(fact)}</span>
            <IconButton icon={Volume2} label="Hear it" onPress={() => onPlay(fact)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
