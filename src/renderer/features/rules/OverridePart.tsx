/** The therapist's own score in place of the reckoned one, with the reason that stays with it. */
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { DecisionInput } from '../../../shared/contract.ts';
import type { BurdenScore, GgScore } from '../../../shared/domain/scores.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

const BURDEN = [7, 6, 5, 4, 3, 2, 1] as const;
const GG = ['06', '05', '04', '03', '02', '01'] as const;

interface OverridePartProps {
  readonly score: BurdenScore | GgScore;
  readonly onDecide: (decision: DecisionInput) => void;
}

export function OverridePart({ score, onDecide }: OverridePartProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <OverrideForm score={score} onDecide={onDecide} onClose={() => setOpen(false)} />;
  return (
    <div className="row score-override">
      <Button size="small" icon={Pencil} onPress={() => setOpen(true)}>
        Another score <span className="visually-hidden">for {score.label}</span>
      </Button>
    </div>
  );
}

function OverrideForm({ score, onDecide, onClose }: OverridePartProps & { readonly onClose: () => void }) {
  const glossary = useRead('glossary.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const isGg = 'loinc' in score;
  const meaning = (value: number | string): string => {
    const term = `${isGg ? 'GG' : 'Burden'} ${value}`;
    return glossary.data?.find((entry) => entry.kind === 'score' && entry.term === term)?.means ?? '';
  };
  const values: readonly (number | string)[] = isGg ? GG : BURDEN;
  const now = score.status === 'scored' ? String(score.value) : null;
  const keep = (): void => {
    const value = isGg ? GG.find((each) => each === chosen) : BURDEN.find((each) => String(each) === chosen);
    if (value === undefined) return;
    onDecide({ kind: 'scoreOverride', item: score.item, value, reason });
    onClose();
  };
  return (
    <div className="rule-question score-override">
      <SelectField
        label={`Your score for ${score.label}`}
        value={chosen}
        onChange={setChosen}
        options={values
          .filter((value) => String(value) !== now)
          .map((value) => ({ value: String(value), label: String(value), detail: meaning(value) }))}
      />
      <Field
        label="Why this score"
        help="What was seen that the words do not say. It stays with the score."
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={1000}
      />
      <div className="row" data-end>
        <Button size="small" onPress={onClose}>
          Leave it
        </Button>
        <Button size="small" variant="primary" isDisabled={chosen === null || reason.trim() === ''} onPress={keep}>
          Keep this score
        </Button>
      </div>
    </div>
  );
}
