/** One entry of the minutes: where it comes from, which code, how long; to confirm, correct, hear or remove. */
import { AudioLines, Check, Keyboard, Pencil, Timer, Trash2, Volume2 } from 'lucide-react';
import { useState } from 'react';
import type { LedgerInput } from '../../../shared/contract.ts';
import type { LedgerEntry, Provider } from '../../../shared/domain/billing.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { hasSound } from './evidence.ts';
import { ProviderChoice } from './ProviderChoice.tsx';

const SOURCES = {
  spoken: { word: 'Said', icon: AudioLines },
  timer: { word: 'Timed', icon: Timer },
  typed: { word: 'Typed', icon: Keyboard },
} as const;

const NO_CODE = 'none';

export interface LedgerRowProps {
  readonly entry: LedgerEntry;
  readonly label: string | null;
  readonly codes: readonly { readonly code: string; readonly label: string }[];
  readonly isLocked: boolean;
  readonly onChange: (change: LedgerInput) => void;
  readonly onPlay: () => void;
}

export function LedgerRow({ entry, label, codes, isLocked, onChange, onPlay }: LedgerRowProps) {
  const [isEditing, setEditing] = useState(false);
  const { word, icon } = SOURCES[entry.source];
  if (isEditing) {
    return <LedgerEditor entry={entry} codes={codes} onChange={onChange} onClose={() => setEditing(false)} />;
  }
  return (
    <li className="ledger-row" data-open={entry.needsConfirmation || undefined} data-entry={entry.id}>
      <span className="ledger-source">
        <Icon of={icon} size={14} />
        {word}
      </span>
      <span className="ledger-task">{entry.task}</span>
      <span className="ledger-minutes tabular">
        {entry.approximate && <span className="small muted">about </span>}
        {entry.minutes} min
      </span>
      <span className="ledger-code">
        {entry.cpt === null ? 'No code' : entry.cpt}
        {label === null ? '' : ` · ${label}`}
        {entry.provider === 'assistant' && ' · by an assistant'}
      </span>
      <span className="ledger-tools">
        {hasSound(entry) && <IconButton icon={Volume2} label={`Hear ${entry.task}`} onPress={onPlay} />}
        {!isLocked && (
          <>
            <IconButton icon={Pencil} label={`Change ${entry.task}`} onPress={() => setEditing(true)} />
            <IconButton
              icon={Trash2}
              label={`Remove ${entry.task}`}
              onPress={() => onChange({ kind: 'remove', entryId: entry.id })}
            />
          </>
        )}
      </span>
      {entry.needsConfirmation && entry.cpt !== null && !isLocked && (
        <span className="ledger-confirm">
          <Button size="small" icon={Check} onPress={() => onChange({ kind: 'confirm', entryId: entry.id })}>
            Confirm {entry.minutes} min
          </Button>
          {entry.contradictedBy && (
            <Button
              size="small"
              icon={Timer}
              onPress={() =>
                onChange({
                  kind: 'change',
                  entryId: entry.id,
                  cpt: entry.cpt,
                  minutes: entry.contradictedBy?.minutes ?? entry.minutes,
                })
              }
            >
              Take the timer’s {entry.contradictedBy.minutes} min
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

interface LedgerEditorProps {
  readonly entry: LedgerEntry;
  readonly codes: readonly { readonly code: string; readonly label: string }[];
  readonly onChange: (change: LedgerInput) => void;
  readonly onClose: () => void;
}

function LedgerEditor({ entry, codes, onChange, onClose }: LedgerEditorProps) {
  const [minutes, setMinutes] = useState(String(entry.minutes));
  const [cpt, setCpt] = useState(entry.cpt ?? NO_CODE);
  const [provider, setProvider] = useState<Provider>(entry.provider ?? 'therapist');
  const count = Number(minutes);
  const isValid = minutes !== '' && Number.isInteger(count) && count >= 0 && count <= 1440;
  const save = (): void => {
    const who = provider === (entry.provider ?? 'therapist') ? {} : { provider };
    onChange({ kind: 'change', entryId: entry.id, cpt: cpt === NO_CODE ? null : cpt, minutes: count, ...who });
    onClose();
  };
  return (
    <li className="add-minutes">
      <SelectField
        label="Activity"
        value={cpt}
        onChange={setCpt}
        options={[
          { value: NO_CODE, label: 'No code', detail: 'Counts as treatment time, not billed' },
          ...codes.map((code) => ({ value: code.code, label: code.label, detail: code.code })),
        ]}
      />
      <Field
        label="Minutes"
        type="number"
        value={minutes}
        onChange={setMinutes}
        error={isValid ? null : 'Whole minutes, up to a day.'}
        autoFocus
      />
      <ProviderChoice value={provider} onChange={setProvider} />
      <div className="row" data-end>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={!isValid} onPress={save}>
          Keep
        </Button>
      </div>
    </li>
  );
}
