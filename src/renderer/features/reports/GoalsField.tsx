/** Goals with target, first and current measurement, status and what explains it. */
import { Plus, Trash2 } from 'lucide-react';
import type { DraftGoal } from '../../../shared/contract.ts';
import { type DocumentType, GOAL_STATUSES, type GoalStatus } from '../../../shared/domain/intake.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { useReportForm } from './FormContext.tsx';
import { Place, TextLine } from './fields.tsx';
import { FigureFields, LevelField, MeasurementFields } from './MeasurementFields.tsx';
import { Source } from './Source.tsx';

const STATUS_WORDS: Readonly<Record<GoalStatus, string>> = {
  MET: 'Met',
  PROGRESSING: 'Progressing',
  MODIFIED: 'Modified',
  'NOT MET': 'Not met',
  NEW: 'New',
};
const STATUS_OPTIONS = [
  { value: 'none', label: 'As the measurements say' },
  ...GOAL_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
];

const NOT_MEASURED = { text: '', level: null, value: null, unit: '' } as const;

function newGoal(goals: readonly DraftGoal[]): DraftGoal {
  const long = goals.filter(({ term }) => term === 'long').length + 1;
  const id = [`LTG ${long}`, ...goals.map((_, index) => `LTG ${long + index + 1}`)].find(
    (each) => !goals.some((goal) => goal.id === each),
  );
  return {
    ...{ id: id ?? '', term: 'long', text: '', area: '', status: null, comment: '', revised: '' },
    ...{ target: { level: null, value: null, unit: '', better: 'higher' } },
    ...{ initial: NOT_MEASURED, current: NOT_MEASURED },
  };
}

/** How a target is compared with what was carried over: the same words on both sides, not shown. */
function targetWords({ level, value, unit }: DraftGoal['target']): string {
  return [level, value, unit].filter((part) => part !== null && part !== '').join(' ');
}

export function GoalsField({ document }: { readonly document: DocumentType }) {
  const { draft, set } = useReportForm();
  const { goals } = draft;
  return (
    <Place path="goals">
      {goals.map((goal, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a goal's number may be edited, its place is what stays
        <GoalEditor key={index} goal={goal} index={index} document={document} />
      ))}
      <div>
        <Button size="small" icon={Plus} onPress={() => set('goals', [...goals, newGoal(goals)])}>
          Add a goal
        </Button>
      </div>
    </Place>
  );
}

interface GoalEditorProps {
  readonly goal: DraftGoal;
  readonly index: number;
  readonly document: DocumentType;
}

function GoalEditor({ goal, index, document }: GoalEditorProps) {
  const { draft, set } = useReportForm();
  const path = `goals.${index}`;
  const name = goal.id === '' ? `goal ${index + 1}` : goal.id;
  return (
    <section className="report-goal" aria-label={name}>
      <header className="report-goal-head">
        <h3>{name}</h3>
        <IconButton
          icon={Trash2}
          label={`Remove ${name}`}
          onPress={() => set('goals', draft.goals.toSpliced(index, 1))}
        />
      </header>
      <TextLine path={`${path}.text`} label="Goal" rows={2} />
      <div className="pair">
        <TextLine path={`${path}.id`} label="Number" />
        <TextLine path={`${path}.area`} label="What is worked on" />
      </div>
      <Choices
        label="Term"
        value={goal.term}
        onChange={(term) => set(`${path}.term`, term)}
        options={[
          { value: 'long', label: 'Long' },
          { value: 'short', label: 'Short' },
        ]}
      />
      <Place path={`${path}.target`}>
        <fieldset className="measurement">
          <legend className="field-label">Target</legend>
          <LevelField path={`${path}.target.level`} label="Level" />
          <FigureFields path={`${path}.target`} label="Figure" />
          <SelectField
            label="Better is"
            value={goal.target.better}
            onChange={(better) => set(`${path}.target.better`, better)}
            options={[
              { value: 'higher', label: 'Higher' },
              { value: 'lower', label: 'Lower' },
            ]}
          />
          <Source path={`${path}.target`} text={targetWords(goal.target)} />
        </fieldset>
      </Place>
      <MeasurementFields path={`${path}.initial`} label={document === 'plan' ? 'Baseline' : 'First measurement'} />
      {document !== 'plan' && (
        <>
          <MeasurementFields path={`${path}.current`} label="Current measurement" />
          <Place path={`${path}.status`}>
            <SelectField
              label="Status"
              value={goal.status ?? 'none'}
              onChange={(next) => set(`${path}.status`, next === 'none' ? null : next)}
              options={STATUS_OPTIONS}
            />
          </Place>
          <TextLine path={`${path}.comment`} label="What explains the status" rows={2} />
        </>
      )}
      {document === 'progress' && <TextLine path={`${path}.revised`} label="The goal from now on, if it changes" />}
    </section>
  );
}
