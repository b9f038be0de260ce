/** Somebody may open the app from now on: a colleague who signs here already, or somebody new. Both people type. */
import { useState } from 'react';
import type { PersonHere } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';

const KINDS = [
  { value: 'therapist', label: 'Therapist' },
  { value: 'assistant', label: 'Assistant' },
  { value: 'student', label: 'Student' },
  { value: 'frontDesk', label: 'Front desk or billing' },
] as const;
type Kind = (typeof KINDS)[number]['value'] | 'inCharge';
const MAY: Readonly<Record<Kind, string>> = {
  inCharge: 'They see and do everything.',
  therapist: 'They see all patients and notes, and sign and co-sign.',
  assistant: 'They see all patients and notes, and sign for their minutes; a therapist co-signs.',
  student: 'They see all patients and notes, and sign and copy nothing.',
  frontDesk:
    'They see patients with payers, deadlines and amounts; no notes, transcripts or sound, and they sign nothing.',
};
const EXAMPLES = { therapist: 'OTR/L', assistant: 'COTA/L', student: 'OTS', frontDesk: '' } as const;

interface LetInDialogProps {
  /** null: somebody new. */
  readonly person: PersonHere | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function LetInDialog({ person, onClose, onChanged }: LetInDialogProps) {
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('therapist');
  const [name, setName] = useState('');
  const [credentials, setCredentials] = useState('');
  const [licence, setLicence] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [own, setOwn] = useState('');
  const action = useAction();
  const isFrontDesk = kind === 'frontDesk';
  const isReady =
    passphrase !== '' &&
    own !== '' &&
    !action.isBusy &&
    (person !== null || (name.trim() !== '' && (isFrontDesk || credentials.trim() !== '')));

  const save = async (): Promise<void> => {
    const written = isFrontDesk
      ? { credentials: 'Front desk', licence: null }
      : { credentials, licence: licence || null };
    const done =
      person === null
        ? await action.run('people.letInNew', { name, ...written, role: kind, passphrase, ownPassphrase: own })
        : await action.run('people.letIn', { personId: person.id, passphrase, ownPassphrase: own });
    if (done === null) return;
    onChanged();
    onClose();
  };
  const who = person?.name ?? (name.trim() === '' ? 'this person' : name);
  return (
    <Dialog
      title={person === null ? 'Let somebody open the app' : `Let ${person.name} open the app`}
      isOpen
      onClose={onClose}
    >
      {person === null && (
        <>
          <Choices label="They work as" value={kind} onChange={setKind} options={KINDS} />
          <Field label="Name" value={name} onChange={setName} maxLength={120} />
          {!isFrontDesk && (
            <div className="pair">
              <Field
                label="Credentials"
                value={credentials}
                onChange={setCredentials}
                placeholder={EXAMPLES[kind]}
                maxLength={40}
              />
              <Field label="Licence" value={licence} onChange={setLicence} maxLength={40} isOptional />
            </div>
          )}
        </>
      )}
      <p className="soft small">{MAY[person?.role ?? kind]} Backups, deletion and who opens the app stay with you.</p>
      <Field
        label={`Passphrase of ${who}`}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="off"
        help={person === null ? 'Typed by them, at least 12 characters.' : 'Typed by them: the one they sign with.'}
      />
      <Field
        label="Your passphrase"
        type="password"
        value={own}
        onChange={setOwn}
        autoComplete="off"
        help="Only you let others in. Your recovery code stays as it is."
      />
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button size="large" variant="primary" isDisabled={!isReady} onPress={() => void save()}>
          Let them in
        </Button>
      </DialogActions>
    </Dialog>
  );
}
