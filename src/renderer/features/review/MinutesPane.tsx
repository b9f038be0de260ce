/** The minutes behind the bill: every entry with its source, and for every unit the arithmetic that led to it. */
import { Plus, Volume2 } from 'lucide-react';
import { useState } from 'react';
import type { DecisionInput, LedgerInput } from '../../../shared/contract.ts';
import type { LedgerEntry, Provider } from '../../../shared/domain/billing.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { ClaimPart } from '../rules/ClaimPart.tsx';
import { CompanyPart } from '../rules/CompanyPart.tsx';
import { ExercisesPart } from './ExercisesPart.tsx';
import { hasSound } from './evidence.ts';
import { LedgerRow } from './LedgerRow.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import './minutes.css';

export interface MinutesPaneProps {
  readonly record: SessionRecord;
  readonly isLocked: boolean;
  readonly onChange: (change: LedgerInput) => Promise<boolean>;
  readonly onChooseCode: (code: string) => void;
  readonly onPlay: (entry: LedgerEntry) => void;
  readonly onPlayFact: (fact: Fact) => void;
  readonly onDecide: (decision: DecisionInput) => void;
}

export function MinutesPane(props: MinutesPaneProps) {
  const { record, isLocked, onChange, onChooseCode, onPlay, onPlayFact, onDecide } = props;
  const { ledger, charges } = record;
  const codes = useRead('codes.list', {});
  const labels = new Map((codes.data ?? []).map((code) => [code.code, code.label]));
  return (
    <div className="stack" data-gap="3">
      <section className="stack" data-gap="1" aria-labelledby="ledger-title">
        <h3 id="ledger-title" className="section-title">
          Minutes
        </h3>
        {ledger.entries.length === 0 && <p className="muted">No minutes were said or timed.</p>}
        <ul className="ledger">
          {ledger.entries.map((entry) => (
            <LedgerRow
              key={`${entry.id}-${entry.minutes}-${entry.cpt ?? ''}-${entry.provider ?? ''}`}
              entry={entry}
              label={entry.cpt === null ? null : (labels.get(entry.cpt) ?? null)}
              codes={codes.data ?? []}
              isLocked={isLocked}
              onChange={(change) => void onChange(change)}
              onPlay={() => onPlay(entry)}
            />
          ))}
        </ul>
        <dl className="ledger-total">
          <div>
            <dt>Timed</dt>
            <dd className="tabular">{ledger.timedMinutes} min</dd>
          </div>
          <div>
            <dt>Treatment</dt>
            <dd className="tabular">{ledger.treatmentMinutes} min</dd>
          </div>
        </dl>
        {!isLocked && <AddMinutes codes={codes.data ?? []} onAdd={onChange} />}
        <CompanyPart company={record.reckoning?.company ?? null} onDecide={isLocked ? null : onDecide} />
      </section>

      <section className="stack" data-gap="1" aria-labelledby="units-title">
        <h3 id="units-title" className="section-title">
          Units
        </h3>
        {charges.result.ties.map((tie) => (
          <Banner
            key={tie.codes.join()}
            tone="attention"
            actions={
              !isLocked &&
              tie.codes.map((code) => (
                <Button key={code} size="small" onPress={() => onChooseCode(code)}>
                  {code}
                </Button>
              ))
            }
          >
            {tie.reason} Which one gets the unit?
          </Banner>
        ))}
        {charges.lines.length === 0 && charges.result.ties.length === 0 && (
          <p className="muted">No unit can be billed from these minutes.</p>
        )}
        <ul className="charges">
          {charges.lines.map((line) => (
            <li key={[line.code, ...line.modifiers].join('-')} className="charge">
              <HearLine code={line.code} entries={ledger.entries} onPlay={onPlay} />
              <details>
                <summary>
                  <span className="charge-code tabular">{line.code}</span>
                  <span className="charge-label">{labels.get(line.code)}</span>
                  <span className="soft tabular">{line.modifiers.join(' ')}</span>
                  <span className="charge-units tabular">
                    {line.units} {line.units === 1 ? 'unit' : 'units'}
                  </span>
                </summary>
                <p className="charge-why">{line.why}</p>
                {line.whys?.slice(1).map((why) => (
                  <p key={why.ruleId} className="charge-why">
                    {why.text}
                  </p>
                ))}
                <p className="charge-why muted small">{charges.ruleSource}</p>
              </details>
            </li>
          ))}
        </ul>
        {charges.margin && <p className="small">{charges.margin.why.text}</p>}
        {charges.lines.length > 0 && <p className="small muted">Press a line to see its arithmetic.</p>}
      </section>
      <ExercisesPart record={record} onPlay={onPlayFact} />
      <ClaimPart record={record} isLocked={isLocked} onDecide={onDecide} />
    </div>
  );
}

/** From a claim line to the sound of its minutes, each press the next of them. */
function HearLine({
  code,
  entries,
  onPlay,
}: {
  readonly code: string;
  readonly entries: readonly LedgerEntry[];
  readonly onPlay: (entry: LedgerEntry) => void;
}) {
  const [next, setNext] = useState(0);
  const heard = entries.filter((entry) => entry.cpt === code && hasSound(entry));
  const entry = heard[next % Math.max(1, heard.length)];
  if (entry === undefined) return null;
  const play = (): void => {
    onPlay(entry);
    setNext(next + 1);
  };
  return <IconButton icon={Volume2} label={`Hear where ${code} comes from`} onPress={play} />;
}

interface AddMinutesProps {
  readonly codes: readonly { readonly code: string; readonly label: string }[];
  readonly onAdd: (change: LedgerInput) => Promise<boolean>;
}

function AddMinutes({ codes, onAdd }: AddMinutesProps) {
  const [isOpen, setOpen] = useState(false);
  const [cpt, setCpt] = useState<string | null>(null);
  const [minutes, setMinutes] = useState('');
  const [provider, setProvider] = useState<Provider>('therapist');
  const count = Number(minutes);
  const isReady = cpt !== null && Number.isInteger(count) && count >= 1 && count <= 1440;
  const add = async (): Promise<void> => {
    if (cpt === null) return;
    const task = codes.find((code) => code.code === cpt)?.label ?? '';
    if (!(await onAdd({ kind: 'add', cpt, task, minutes: count, ...(provider === 'assistant' ? { provider } : {}) })))
      return;
    setOpen(false);
    setCpt(null);
    setMinutes('');
    setProvider('therapist');
  };
  if (!isOpen) {
    return (
      <div>
        <Button size="small" icon={Plus} onPress={() => setOpen(true)}>
          Add minutes
        </Button>
      </div>
    );
  }
  return (
    <div className="add-minutes">
      <SelectField
        label="Activity"
        value={cpt}
        onChange={setCpt}
        options={codes.map((code) => ({ value: code.code, label: code.label, detail: code.code }))}
      />
      <Field label="Minutes" type="number" value={minutes} onChange={setMinutes} />
      <ProviderChoice value={provider} onChange={setProvider} />
      <div className="row" data-end>
        <Button onPress={() => setOpen(false)}>Cancel</Button>
        <Button variant="primary" isDisabled={!isReady} onPress={() => void add()}>
          Add
        </Button>
      </div>
    </div>
  );
}
