/** What is due for a patient, where the year stands, and the two things that are typed in: plan events and amounts. */
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EpisodeView } from '../../../shared/contract.ts';
import type { Clock, PlanEventKind } from '../../../shared/domain/clocks.ts';
import { date } from '../../format/time.ts';
import { useAppEvent, useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner, type Tone } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { ThresholdCard } from '../rules/ThresholdCard.tsx';
import { WhyRow } from '../rules/WhyRow.tsx';

interface StatusLook {
  readonly word: string;
  readonly tone: Tone;
  /** Whether the message is read without pressing the row. */
  readonly isPressing: boolean;
}

const STATUS: Readonly<Record<Clock['status'], StatusLook>> = {
  overdue: { word: 'Overdue', tone: 'danger', isPressing: true },
  due: { word: 'Due', tone: 'danger', isPressing: true },
  warning: { word: 'Soon', tone: 'attention', isPressing: true },
  unknown: { word: 'Date missing', tone: 'attention', isPressing: true },
  running: { word: 'In time', tone: 'info', isPressing: false },
  settled: { word: 'Settled', tone: 'info', isPressing: false },
};
const URGENCY = Object.keys(STATUS);

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
    <div className="patient-columns">
      <section aria-labelledby="clocks-title">
        <h3 id="clocks-title" className="section-title">
          Due
        </h3>
        {[...view.clocks].sort(byUrgency).map((clock) => (
          <WhyRow
            key={clock.id}
            title={clock.label}
            value={<ClockState clock={clock} />}
            note={STATUS[clock.status].isPressing ? clock.message : null}
            why={{ ...clock.why, text: clock.message }}
          />
        ))}
        <Unfolding label="Add a plan event">{(close) => <AddEvent patientId={patientId} onDone={close} />}</Unfolding>
      </section>
      {view.thresholdFault !== null && <Banner tone="attention">{view.thresholdFault}</Banner>}
      {view.threshold !== null && (
        <div>
          <ThresholdCard state={view.threshold} onDecide={null} />
          <Unfolding label="Add the year to date">
            {(close) => <AddAmount patientId={patientId} onDone={close} />}
          </Unfolding>
        </div>
      )}
    </div>
  );
}

const byUrgency = (a: Clock, b: Clock): number => URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status);

function ClockState({ clock }: { readonly clock: Clock }) {
  const { word, tone } = STATUS[clock.status];
  return (
    <span className="clock-state">
      {clock.due !== null && <span className="small soft">{date(clock.due)}</span>}
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}

interface UnfoldingProps {
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that gives way to its form. */
function Unfolding({ label, children }: UnfoldingProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return children(() => setOpen(false));
  return (
    <div className="unfolding">
      <Button size="small" icon={Plus} onPress={() => setOpen(true)}>
        {label}
      </Button>
    </div>
  );
}

interface AddProps {
  readonly patientId: string;
  readonly onDone: () => void;
}

function AddEvent({ patientId, onDone }: AddProps) {
  const [kind, setKind] = useState<string | null>(null);
  const [day, setDay] = useState('');
  const action = useAction();
  const add = async (): Promise<void> => {
    const given = { patientId, kind: kind as PlanEventKind, date: day, note: '', byAssistant: false };
    if ((await action.run('episode.addEvent', given)) !== null) onDone();
  };
  return (
    <div className="rule-question">
      <SelectField
        label="What happened"
        value={kind}
        onChange={setKind}
        options={Object.entries(EVENTS).map(([value, label]) => ({ value, label }))}
      />
      <Field label="On" type="date" value={day} onChange={setDay} />
      <ErrorNote error={action.error} />
      <div className="row" data-end>
        <Button onPress={onDone}>Cancel</Button>
        <Button variant="primary" isDisabled={kind === null || day === '' || action.isBusy} onPress={() => void add()}>
          Add event
        </Button>
      </div>
    </div>
  );
}

const DOLLARS = /^\d{1,6}(?:\.\d{1,2})?$/;

function AddAmount({ patientId, onDone }: AddProps) {
  const [amount, setAmount] = useState('');
  const [asOf, setAsOf] = useState('');
  const [source, setSource] = useState('');
  const action = useAction();
  const isReady = DOLLARS.test(amount) && asOf !== '' && source.trim() !== '';
  const add = async (): Promise<void> => {
    const amountCents = Math.round(Number(amount) * 100);
    const given = { patientId, kind: 'yearToDate', discipline: 'OT', date: asOf, amountCents, source } as const;
    if ((await action.run('episode.addAmount', given)) !== null) onDone();
  };
  return (
    <div className="rule-question">
      <Field
        label="Allowed amount in dollars"
        help="Of all providers this year, as the contractor's portal shows it."
        value={amount}
        onChange={setAmount}
        placeholder="1250.00"
      />
      <Field label="Up to" type="date" value={asOf} onChange={setAsOf} />
      <Field label="Source" value={source} onChange={setSource} placeholder="Contractor portal" />
      <ErrorNote error={action.error} />
      <div className="row" data-end>
        <Button onPress={onDone}>Cancel</Button>
        <Button variant="primary" isDisabled={!isReady || action.isBusy} onPress={() => void add()}>
          Add amount
        </Button>
      </div>
    </div>
  );
}
