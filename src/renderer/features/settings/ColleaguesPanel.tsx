/** Colleagues who sign on this computer: what stands under their signatures, changed by their own passphrase. */
import { useQueryClient } from '@tanstack/react-query';
import { Pencil, UserMinus } from 'lucide-react';
import { useState } from 'react';
import type { Signer } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from './SettingsPanel.tsx';

export function ColleaguesPanel() {
  const people = useRead('people.list', {});
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState<Signer | null>(null);
  const [leaving, setLeaving] = useState<Signer | null>(null);
  const colleagues = people.data?.filter(({ isUser }) => !isUser) ?? [];
  const renew = (): void => void queryClient.invalidateQueries({ queryKey: ['people.list'] });
  return (
    <Panel id="colleagues" title="Colleagues who sign here">
      <p className="soft">
        {colleagues.length === 0
          ? 'Nobody else yet. A colleague is added where they sign for the first time.'
          : 'Each has a passphrase of their own that signs and opens nothing. The app stays yours: whoever should not see your patients needs an account of the computer.'}
      </p>
      {colleagues.length > 0 && (
        <ul className="setting-rows">
          {colleagues.map((person) => (
            <li key={person.id}>
              <span>
                {person.name}, {person.credentials}
                <span className="small muted setting-detail">
                  {roleOf(person)}
                  {person.licence !== null && ` · Licence ${person.licence}`}
                </span>
              </span>
              <span className="row">
                <IconButton icon={Pencil} label={`Change ${person.name}`} onPress={() => setChanging(person)} />
                <IconButton icon={UserMinus} label={`${person.name} left`} onPress={() => setLeaving(person)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {changing !== null && (
        <ChangeDialog key={changing.id} person={changing} onClose={() => setChanging(null)} onChanged={renew} />
      )}
      {leaving !== null && <LeaveDialog person={leaving} onClose={() => setLeaving(null)} onLeft={renew} />}
    </Panel>
  );
}

function roleOf({ isAssistant, isStudent }: Signer): string {
  if (isStudent) return 'Student: contributes, never signs alone';
  return isAssistant ? 'Assistant: signs for their minutes' : 'Therapist: co-signs';
}

interface ChangeDialogProps {
  readonly person: Signer;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function ChangeDialog({ person, onClose, onChanged }: ChangeDialogProps) {
  const [name, setName] = useState(person.name);
  const [credentials, setCredentials] = useState(person.credentials);
  const [licence, setLicence] = useState(person.licence ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [fresh, setFresh] = useState('');
  const action = useAction();
  const save = async (): Promise<void> => {
    const done = await action.run('people.change', {
      ...{ personId: person.id, name, credentials, passphrase },
      licence: licence.trim() === '' ? null : licence.trim(),
      newPassphrase: fresh === '' ? null : fresh,
    });
    if (done === null) return;
    onChanged();
    onClose();
  };
  const isReady = name.trim() !== '' && credentials.trim() !== '' && passphrase !== '' && !action.isBusy;
  return (
    <Dialog title={`Change ${person.name}`} isOpen onClose={onClose}>
      <Field label="Name" value={name} onChange={setName} maxLength={120} />
      <div className="pair">
        <Field label="Credentials" value={credentials} onChange={setCredentials} maxLength={40} />
        <Field label="Licence" value={licence} onChange={setLicence} maxLength={40} isOptional />
      </div>
      <Field
        label="New passphrase"
        type="password"
        value={fresh}
        onChange={setFresh}
        autoComplete="new-password"
        isOptional
      />
      <Field
        label={`Passphrase of ${person.name}`}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        help="Typed by them: nobody changes what another person signs as. What they signed stays as it is."
      />
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button size="large" variant="primary" isDisabled={!isReady} onPress={() => void save()}>
          Keep the change
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface LeaveDialogProps {
  readonly person: Signer;
  readonly onClose: () => void;
  readonly onLeft: () => void;
}

function LeaveDialog({ person, onClose, onLeft }: LeaveDialogProps) {
  const action = useAction();
  const leave = async (): Promise<void> => {
    const done = await action.run('people.leave', { personId: person.id });
    if (done === null) return;
    onLeft();
    onClose();
  };
  return (
    <Dialog title={`${person.name} signs here no longer?`} isOpen onClose={onClose}>
      <p className="soft">
        They are not offered for signatures any more. Everything they signed keeps their name, credentials and licence.
      </p>
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button size="large" variant="danger" isDisabled={action.isBusy} onPress={() => void leave()}>
          Take {person.name} out
        </Button>
      </DialogActions>
    </Dialog>
  );
}
