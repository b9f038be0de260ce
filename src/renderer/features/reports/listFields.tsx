/** Lists whose entries have several fields: reports of patient and caregiver, baselines, activities for home. */
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { useReportForm } from './FormContext.tsx';
import { ChoiceField, LinesField, Place, TextLine } from './fields.tsx';
import { Source } from './Source.tsx';

interface EntriesProps<T> {
  readonly path: 'reports' | 'baselines' | 'homeProgramme';
  readonly entries: readonly T[];
  readonly fresh: T;
  readonly addWords: string;
  readonly titleOf: (entry: T, index: number) => string;
  readonly children: (entry: T, index: number) => ReactNode;
}

function Entries<T>({ path, entries, fresh, addWords, titleOf, children }: EntriesProps<T>) {
  const { set } = useReportForm();
  return (
    <Place path={path}>
      {entries.map((entry, index) => {
        const title = titleOf(entry, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has nothing but its place
          <section className="report-goal" key={index} aria-label={title}>
            <header className="report-goal-head">
              <h3>{title}</h3>
              <IconButton
                icon={Trash2}
                label={`Remove ${title}`}
                onPress={() => set(path, entries.toSpliced(index, 1))}
              />
            </header>
            {children(entry, index)}
          </section>
        );
      })}
      <div>
        <Button size="small" icon={Plus} onPress={() => set(path, [...entries, fresh])}>
          {addWords}
        </Button>
      </div>
    </Place>
  );
}

const WHO_WORDS = { patient: 'Patient', caregiver: 'Caregiver' } as const;

/** What patient and caregiver say, kept apart by where it is seen. */
export function ReportsField() {
  const { draft, set } = useReportForm();
  return (
    <Entries
      path="reports"
      entries={draft.reports}
      fresh={{ who: 'patient', where: null, text: '' }}
      addWords="Add a report"
      titleOf={({ who }, index) => `${WHO_WORDS[who]}, report ${index + 1}`}
    >
      {({ who, text }, index) => (
        <>
          <div className="row" data-gap="2">
            <Choices
              label="Who"
              value={who}
              onChange={(next) => set(`reports.${index}.who`, next)}
              options={[
                { value: 'patient', label: 'Patient' },
                { value: 'caregiver', label: 'Caregiver' },
              ]}
            />
            <ChoiceField
              path={`reports.${index}.where`}
              label="Seen where"
              options={[
                { value: 'clinic', label: 'Clinic' },
                { value: 'home', label: 'Home' },
              ]}
            />
          </div>
          <Place path={`reports.${index}.text`}>
            <Field
              label="What they report"
              value={text}
              onChange={(next) => set(`reports.${index}.text`, next)}
              maxLength={600}
              rows={2}
            />
            <Source path="reports" text={text} />
          </Place>
        </>
      )}
    </Entries>
  );
}

export function BaselinesField() {
  const { draft, set } = useReportForm();
  return (
    <Entries
      path="baselines"
      entries={draft.baselines}
      fresh={{ name: '', finding: '' }}
      addWords="Add a finding"
      titleOf={({ name }, index) => (name === '' ? `Finding ${index + 1}` : name)}
    >
      {({ finding }, index) => (
        <div className="pair">
          <TextLine path={`baselines.${index}.name`} label="What was measured" />
          <div>
            <Field
              label="Finding"
              value={finding}
              onChange={(next) => set(`baselines.${index}.finding`, next)}
              maxLength={600}
            />
            <Source path="baselines" text={finding} />
          </div>
        </div>
      )}
    </Entries>
  );
}

export function HomeField() {
  const { draft } = useReportForm();
  return (
    <Entries
      path="homeProgramme"
      entries={draft.homeProgramme}
      fresh={{ name: '', dose: '', steps: [], stopIf: '' }}
      addWords="Add an activity"
      titleOf={({ name }, index) => (name === '' ? `Activity ${index + 1}` : name)}
    >
      {({ name }, index) => (
        <>
          <div className="pair">
            <TextLine path={`homeProgramme.${index}.name`} label="Activity" />
            <TextLine path={`homeProgramme.${index}.dose`} label="How often, how many times" />
          </div>
          <Source path="homeProgramme" text={name} />
          <LinesField path={`homeProgramme.${index}.steps`} label="Step" addWords="Add a step" />
          <TextLine path={`homeProgramme.${index}.stopIf`} label="Stop if" />
        </>
      )}
    </Entries>
  );
}
