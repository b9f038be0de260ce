/** One goal: its words, and a typed target that later values are held against. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PatientInput, SeriesChoice } from '../../../shared/contract.ts';
import { ASSIST_LEVELS, type AssistLevel } from '../../../shared/domain/facts.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { LEVEL_WORDS } from '../review/factWords.ts';

type Goal = PatientInput['goals'][number];
type Aim = NonNullable<Goal['target']>;

const WORDS_ALONE = 'words';

interface GoalEditorProps {
  readonly number: number;
  readonly goal: Goal;
  readonly series: readonly SeriesChoice[];
  readonly onChange: (goal: Goal) => void;
  readonly onRemove: () => void;
}

export function GoalEditor({ number, goal, series, onChange, onRemove }: GoalEditorProps) {
  const aim = goal.target ?? null;
  const follow = (key: string): void => {
    const chosen = series.find((one) => one.key === key);
    onChange({ ...goal, target: chosen === undefined ? null : startingAim(chosen) });
  };
  return (
    <fieldset className="goal-editor">
      <legend className="visually-hidden">Goal {number}</legend>
      <div className="goal-row">
        <Field
          label={`Goal ${number}`}
          value={goal.text}
          onChange={(text) => onChange({ ...goal, text })}
          maxLength={400}
          rows={2}
        />
        <IconButton icon={Trash2} label={`Remove goal ${number}`} onPress={onRemove} />
      </div>
      <div className="goal-aim">
        <Choices
          label="Term"
          value={goal.term}
          onChange={(term) => onChange({ ...goal, term })}
          options={[
            { value: 'short', label: 'Short' },
            { value: 'long', label: 'Long' },
          ]}
        />
        <SelectField
          label="Judged by"
          value={aim?.follows ?? WORDS_ALONE}
          onChange={follow}
          options={[
            { value: WORDS_ALONE, label: 'Words alone' },
            ...series.map(({ key, label }) => ({ value: key, label })),
          ]}
        />
        {aim !== null && <Target aim={aim} onChange={(target) => onChange({ ...goal, target })} />}
      </div>
    </fieldset>
  );
}

function Target({ aim, onChange }: { readonly aim: Aim; readonly onChange: (aim: Aim) => void }) {
  const [typed, setTyped] = useState(aim.value === null ? '' : String(aim.value));
  if (aim.level !== null) {
    return (
      <SelectField
        label="Target"
        value={aim.level}
        onChange={(level) => onChange({ ...aim, level: level as AssistLevel })}
        options={ASSIST_LEVELS.map((level) => ({ value: level, label: LEVEL_WORDS[level] }))}
      />
    );
  }
  const isNumber = /^\d+(?:\.\d+)?$/.test(typed.trim());
  return (
    <>
      <Field
        label={aim.unit === null ? 'Target' : `Target in ${aim.unit}`}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const value = Number(text);
          if (/^\d+(?:\.\d+)?$/.test(text.trim())) onChange({ ...aim, value });
        }}
        error={isNumber || typed === '' ? null : 'Type a figure, for example 120.'}
      />
      <Choices
        label="Better is"
        value={aim.better}
        onChange={(better) => onChange({ ...aim, better })}
        options={[
          { value: 'higher', label: 'More' },
          { value: 'lower', label: 'Less' },
        ]}
      />
    </>
  );
}

function startingAim({ key, kind, unit }: SeriesChoice): Aim {
  if (kind === 'level') return { follows: key, level: 'Supervision', value: null, unit: null, better: 'higher' };
  return { follows: key, level: null, value: 0, unit, better: key.startsWith('cues.') ? 'lower' : 'higher' };
}
