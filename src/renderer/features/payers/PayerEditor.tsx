/** A payer profile of the clinic's own, with what it does to a sample claim beside it at every key. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { CallInput, PayerBook, PayerPreview } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useSettled } from '../../state/useSettled.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { inputOf, isStillEmpty, type PayerForm } from './payerForm.ts';
import { SampleClaim } from './SampleClaim.tsx';
import { SectionFields } from './SectionFields.tsx';

const SETTLE_MS = 150;
type SampleMinutes = CallInput<'payers.preview'>['minutes'];

interface PayerEditorProps {
  readonly start: PayerForm;
  readonly book: PayerBook;
  readonly onDone: () => void;
}

export function PayerEditor({ start, book, onDone }: PayerEditorProps) {
  const [form, setForm] = useState(start);
  const [minutes, setMinutes] = useState<SampleMinutes>([]);
  const [wasSent, setSent] = useState(false);
  const settled = useSettled({ form, minutes }, SETTLE_MS);
  const asked = { profile: inputOf(settled.form), minutes: settled.minutes };
  const answer = useRead('payers.preview', asked, settled.minutes.length > 0).data;
  const [preview, setPreview] = useState<PayerPreview | null>(null);
  // The last answer stays until the next one is there: nothing may jump while somebody types.
  useEffect(() => {
    if (answer !== undefined) setPreview(answer);
  }, [answer]);
  const queryClient = useQueryClient();
  const action = useAction();
  const rule = book.unitRules.find(({ id }) => id === form.unitRule);

  const set = <K extends keyof PayerForm>(key: K) => {
    return (value: PayerForm[K]) => setForm((before) => ({ ...before, [key]: value }));
  };
  const fault = (at: string): string | null => {
    const found = preview?.faults.find((each) => each.at === at)?.message ?? null;
    return found !== null && (wasSent || !isStillEmpty(at, form)) ? found : null;
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    const done = await action.run('payers.keep', { profile: inputOf(form) });
    if (done === null) return;
    queryClient.setQueryData(['payers.book', {}], done.value);
    await queryClient.invalidateQueries({ queryKey: ['payers.list'] });
    await queryClient.invalidateQueries({ queryKey: ['payers.trial'] });
    onDone();
  };

  return (
    <form className="card payer-editor" aria-labelledby="payer-editor-title" onSubmit={(event) => void save(event)}>
      <h2 id="payer-editor-title">{form.id === null ? 'A profile of your own' : start.name}</h2>
      <div className="payer-columns">
        <div className="stack" data-gap="2">
          <Field label="Name" value={form.name} onChange={set('name')} maxLength={80} error={fault('name')} />
          <Choices
            label="Units are counted"
            value={form.unitRule}
            onChange={set('unitRule')}
            options={[
              { value: 'cms', label: 'over the day’s timed minutes' },
              { value: 'ama', label: 'for each service by itself' },
            ]}
          />
          <Field
            label="Least minutes for a unit"
            type="number"
            value={form.firstUnitMinutes}
            onChange={set('firstUnitMinutes')}
            help={rule && `${rule.firstUnitMinutes} by the published rule; a contract may ask for more.`}
            error={fault('firstUnitMinutes')}
          />
          <div className="payer-pair">
            <Field
              label="Modifiers on every line"
              value={form.modifiers}
              onChange={set('modifiers')}
              placeholder="GO"
              isOptional
              error={fault('modifiers')}
            />
            <Field
              label="Assistant’s modifier"
              value={form.assistantModifier}
              onChange={set('assistantModifier')}
              placeholder="CO"
              isOptional
              error={fault('assistantModifier')}
            />
          </div>
          <Field
            label="Order of the modifiers on a line"
            value={form.modifierOrder}
            onChange={set('modifierOrder')}
            isOptional
            error={fault('modifierOrder')}
          />
          <div className="payer-pair">
            <Field
              label="Not paid by themselves"
              value={form.notPaidSeparately}
              onChange={set('notPaidSeparately')}
              placeholder="97010"
              isOptional
              error={fault('notPaidSeparately')}
            />
            <Field
              label="Under another number"
              value={form.replacedCodes}
              onChange={set('replacedCodes')}
              placeholder="97014=G0283"
              isOptional
              error={fault('replacedCodes')}
            />
          </div>
          <div className="stack" data-gap="1">
            <Tick isSelected={form.threshold} onChange={set('threshold')}>
              The threshold of the year and its KX modifier apply
            </Tick>
            <Tick isSelected={form.pairEdits} onChange={set('pairEdits')}>
              Pairs of codes are checked and asked about
            </Tick>
          </div>
          <Choices
            label="Former G-codes and severity band"
            value={form.isReported ? 'shown' : 'hidden'}
            onChange={(value) => set('isReported')(value === 'shown')}
            options={[
              { value: 'hidden', label: 'Hidden' },
              { value: 'shown', label: 'Shown, a contract asks for it' },
            ]}
          />
          {form.isReported && (
            <Field
              label="Clause of the contract"
              value={form.clause}
              onChange={set('clause')}
              maxLength={200}
              help="The band then stands beside the scores. It never goes on a claim line."
              error={fault('functionalReporting')}
            />
          )}
          <SectionFields sections={form.sections} onChange={set('sections')} error={fault('sections')} />
          <div className="payer-pair">
            <Field
              label="Where this stands"
              value={form.sourceTitle}
              onChange={set('sourceTitle')}
              maxLength={200}
              placeholder="Contract with Mill Street, 2026"
              error={fault('source')}
            />
            <Field
              label="Section or page"
              value={form.sourceSection}
              onChange={set('sourceSection')}
              maxLength={200}
              placeholder="§4, billing"
            />
          </div>
          <Field
            label="In force from"
            type="date"
            value={form.effectiveFrom}
            onChange={set('effectiveFrom')}
            help={
              form.id === null
                ? 'Drafts of this payer’s patients follow it at once.'
                : 'With a later day, sessions before it keep the rules as they were. Signed notes never change.'
            }
            error={fault('effectiveFrom')}
          />
        </div>
        <SampleClaim
          trial={preview?.trial ?? null}
          sections={form.sections}
          isBandShown={form.isReported && form.clause.trim() !== ''}
          onMinutes={setMinutes}
        />
      </div>
      <ErrorNote error={action.error} />
      <div className="form-end">
        <Button variant="quiet" onPress={onDone}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isDisabled={action.isBusy}>
          Keep this profile
        </Button>
      </div>
    </form>
  );
}
