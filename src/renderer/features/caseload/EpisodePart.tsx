/** What is due for a patient, where the year stands, and the two things that are typed in: plan events and amounts. */
import { useState } from 'react';
import type { EpisodeView } from '../../../shared/contract.ts';
import type { Clock, PlanEventKind } from '../../../shared/domain/clocks.ts';
import { useAppEvent, useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { ThresholdCard } from '../rules/ThresholdCard.tsx';
import { WhyRow } from '../rules/WhyRow.tsx';

const STATUS: Readonly<Record<Clock['status'], string>> = {
  settled: 'settled',
  running: 'in time',
  warning: 'soon',
  due: 'due',
  overdue: 'overdue',
  unknown: 'not known',
};

const EVENTS: Readonly<Partial<Record<PlanEventKind, string>>> = {
  evaluation: 'Evaluation',
  orderReceived: 'Signed order received',
  verbalOrder: 'Verbal order',
  planSent: 'Plan sent',
  planSigned: 'Plan signed',
  recertified: 'Recertified',
  progressReport: 'Progress report signed',
  changeSignificant: 'Plan change is significant',
  changeMinor: 'Plan change is minor',
};

export function EpisodePart({ patientId }: { readonly patientId: string }) {
  const read = useRead('episode.get', { patientId });
  useAppEvent((event) => {
    if (event.kind === 'changed' && (event.id === patientId || event.what === 'sessions')) void read.refetch();
  });
  const view: EpisodeView | undefined = read.data;
  if (view === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  return (
    <div className="stack" data-gap="2">
      <section className="stack" data-gap="1" aria-labelledby="clocks-title">
        <h3 id="clocks-title" className="section-title">
          Due
        </h3>
        <div>
          {view.clocks.map((clock) => (
            <WhyRow
              key={clock.id}
              title={clock.label}
              value={clock.due === null ? STATUS[clock.status] : `${STATUS[clock.status]}, ${clock.due}`}
              why={{ ...clock.why, text: clock.message }}
            />
          ))}
        </div>
        <AddEvent patientId={patientId} />
      </section>
      {view.thresholdFault !== null && <p>{view.thresholdFault}</p>}
      {view.threshold !== null && (
        <>
          <ThresholdCard state={view.threshold} onDecide={null} />
          <AddAmount patientId={patientId} />
        </>
      )}
    </div>
  );
}

function AddEvent({ patientId }: { readonly patientId: string }) {
  const [kind, setKind] = useState<string | null>(null);
  const [date, setDate] = useState('');
  const action = useAction();
  const add = async (): Promise<void> => {
    const given = { patientId, kind: kind as PlanEventKind, date, note: '', byAssistant: false };
    if ((await action.run('episode.addEvent', given)) !== null) setKind(null);
  };
  return (
    <details>
      <summary className="small">Enter a plan event</summary>
      <div className="rule-question">
        <SelectField
          label="What happened"
          value={kind}
          onChange={setKind}
          options={Object.entries(EVENTS).map(([value, label]) => ({ value, label }))}
        />
        <Field label="On" type="date" value={date} onChange={setDate} />
        <ErrorNote error={action.error} />
        <div className="row" data-end>
          <Button size="small" isDisabled={kind === null || date === '' || action.isBusy} onPress={() => void add()}>
            Enter event
          </Button>
        </div>
      </div>
    </details>
  );
}

const DOLLARS = /^\d{1,6}(?:\.\d{1,2})?$/;

function AddAmount({ patientId }: { readonly patientId: string }) {
  const [amount, setAmount] = useState('');
  const [asOf, setAsOf] = useState('');
  const [source, setSource] = useState('');
  const action = useAction();
  const isReady = DOLLARS.test(amount) && asOf !== '' && source.trim() !== '';
  const add = async (): Promise<void> => {
    const amountCents = Math.round(Number(amount) * 100);
    const given = { patientId, kind: 'yearToDate', discipline: 'OT', date: asOf, amountCents, source } as const;
    if ((await action.run('episode.addAmount', given)) !== null) setAmount('');
  };
  return (
    <details>
      <summary className="small">Enter the year to date of all providers</summary>
      <div className="rule-question">
        <Field label="Allowed amount in dollars" value={amount} onChange={setAmount} placeholder="1250.00" />
        <Field label="Up to" type="date" value={asOf} onChange={setAsOf} />
        <Field label="Source" value={source} onChange={setSource} placeholder="Contractor portal" />
        <ErrorNote error={action.error} />
        <div className="row" data-end>
          <Button size="small" isDisabled={!isReady || action.isBusy} onPress={() => void add()}>
            Enter amount
          </Button>
        </div>
      </div>
    </details>
  );
}
