/** Name, credentials, licence and passphrase of one person, confirmed by that person. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Therapist } from '../../../shared/domain/record.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';

interface ChangePersonDialogProps {
  readonly person: Therapist;
  /** Whoever has the app open changes themselves. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

export function ChangePersonDialog({ person, isOwn, onClose }: ChangePersonDialogProps) {
  const [name, setName] = useState(person.name);
  const [credentials, setCredentials] = useState(person.credentials);
  const [licence, setLicence] = useState(person.licence ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [fresh, setFresh] = useState('');
  const action = useAction();
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const save = async (): Promise<void> => {
    const done = await action.run('people.change', {
      ...{ personId: person.id, name, credentials, passphrase },
      licence: licence.trim() === '' ? null : licence.trim(),
      newPassphrase: fresh === '' ? null : fresh,
    });
    if (done === null) return;
    for (const list of ['people.list', 'people.here']) void queryClient.invalidateQueries({ queryKey: [list] });
    announce({ text: fresh === '' ? 'Changed' : 'Changed. The new passphrase counts from now on.' });
    onClose();
  };
  const isReady = name.trim() !== '' && credentials.trim() !== '' && passphrase !== '' && !action.isBusy;
  return (
    <Dialog title={isOwn ? 'Change what you sign as' : `Change ${person.name}`} isOpen onClose={onClose}>
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
        label={isOwn ? 'Your passphrase' : `Passphrase of ${person.name}`}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
        help={
          isOwn
            ? 'What you signed until now stays as it is.'
            : 'Typed by them: nobody changes what another person signs as. What they signed stays as it is.'
        }
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
