/** The fields of a patient. */
import { Plus } from 'lucide-react';
import type { FormEvent } from 'react';
import type { PatientInput, SeriesChoice } from '../../../shared/contract.ts';
import type { PayerProfile } from '../../../shared/domain/billing.ts';
import type { AppError } from '../../../shared/result.ts';
import { useMay } from '../../state/Access.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { GoalEditor } from './GoalEditor.tsx';

export interface PatientFormProps {
  readonly value: PatientInput;
  readonly onChange: (value: PatientInput) => void;
  readonly payers: readonly PayerProfile[];
  /** What a goal can be judged by. */
  readonly series: readonly SeriesChoice[];
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

export function PatientForm({ value, onChange, payers, series, isBusy, error, onSubmit, onCancel }: PatientFormProps) {
  const isCare = useMay()('care');
  const set = <K extends keyof PatientInput>(key: K, next: PatientInput[K]): void =>
    onChange({ ...value, [key]: next });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.name.trim() !== '' && !isBusy) onSubmit();
  };
  return (
    <form className="stack" data-gap="3" onSubmit={submit}>
      <section className="card stack" aria-labelledby="person-title">
        <h2 id="person-title">Person</h2>
        <Field label="Name" value={value.name} onChange={(text) => set('name', text)} maxLength={120} autoFocus />
        <div className="pair">
          <Field
            label="Date of birth"
            type="date"
            value={value.birthDate ?? ''}
            onChange={(text) => set('birthDate', orNull(text))}
            isOptional
          />
          <Field
            label="Record number"
            value={value.recordNumber ?? ''}
            onChange={(text) => set('recordNumber', orNull(text))}
            maxLength={40}
            isOptional
          />
        </div>
        {isCare && (
          <>
            <Field
              label="Diagnosis"
              value={value.diagnosis ?? ''}
              onChange={(text) => set('diagnosis', orNull(text))}
              maxLength={300}
              isOptional
            />
            <Choices
              label="Affected side"
              value={value.affectedSide ?? 'none'}
              onChange={(side) => set('affectedSide', side === 'none' ? null : side)}
              options={[
                { value: 'none', label: 'Not stated' },
                { value: 'left', label: 'Left' },
                { value: 'right', label: 'Right' },
                { value: 'both', label: 'Both' },
              ]}
            />
            <Field
              label="Precautions"
              value={value.precautions ?? ''}
              onChange={(text) => set('precautions', orNull(text))}
              help="Shown before every session."
              maxLength={500}
              rows={2}
              isOptional
            />
          </>
        )}
      </section>

      <section className="card stack" aria-labelledby="plan-title">
        <h2 id="plan-title">Payer and plan of care</h2>
        <SelectField
          label="Payer"
          value={value.payerId}
          onChange={(payerId) => set('payerId', payerId)}
          options={payers.map((payer) => ({
            value: payer.id,
            label: payer.name,
            detail:
              payer.unitRule === 'cms' ? 'Units from the day’s timed minutes' : 'Units from each service by itself',
          }))}
        />
        {isCare && (
          <Field
            label="Frequency and duration"
            value={value.frequency ?? ''}
            onChange={(text) => set('frequency', orNull(text))}
            help="For example: 3 times a week for 6 weeks."
            maxLength={80}
            isOptional
          />
        )}
        <div className="pair">
          <Field
            label="Certified from"
            type="date"
            value={value.certificationStart ?? ''}
            onChange={(text) => set('certificationStart', orNull(text))}
            isOptional
          />
          <Field
            label="Certified to"
            type="date"
            value={value.certificationEnd ?? ''}
            onChange={(text) => set('certificationEnd', orNull(text))}
            isOptional
          />
        </div>
      </section>

      {isCare && (
        <section className="card stack" aria-labelledby="goal-title">
          <h2 id="goal-title">Goals</h2>
          {value.goals.map((goal, index) => (
            <GoalEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a new goal has no id yet, and goals keep their order
              key={index}
              number={index + 1}
              goal={goal}
              series={series}
              onChange={(next) =>
                set(
                  'goals',
                  value.goals.map((other, at) => (at === index ? next : other)),
                )
              }
              onRemove={() =>
                set(
                  'goals',
                  value.goals.filter((_, at) => at !== index),
                )
              }
            />
          ))}
          <div>
            <Button
              size="small"
              icon={Plus}
              onPress={() => set('goals', [...value.goals, { id: null, term: 'short', text: '' }])}
            >
              Add a goal
            </Button>
          </div>
        </section>
      )}

      <ErrorNote error={error} />
      <div className="form-end">
        <Button size="large" variant="quiet" onPress={onCancel}>
          Cancel
        </Button>
        <Button type="submit" size="large" variant="primary" isDisabled={value.name.trim() === '' || isBusy}>
          Save patient
        </Button>
      </div>
    </form>
  );
}
