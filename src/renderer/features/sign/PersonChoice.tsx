/** Who signs: one of the people of this installation, or a colleague who is added on the spot. */

import { useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Signer } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

export interface PersonChoiceProps {
  readonly label: string;
  /** Those who may sign this. */
  readonly people: readonly Signer[];
  readonly chosen: Signer | null;
  readonly onChoose: (personId: string) => void;
  readonly credentialsExample: string;
}

export function PersonChoice({ label, people, chosen, onChoose, credentialsExample }: PersonChoiceProps) {
  const [isAdding, setAdding] = useState(false);
  if (isAdding || people.length === 0) {
    return (
      <AddPerson
        title={label}
        credentialsExample={credentialsExample}
        onAdded={(person) => {
          setAdding(false);
          onChoose(person.id);
        }}
        onCancel={people.length === 0 ? null : () => setAdding(false)}
      />
    );
  }
  return (
    <div className="stack" data-gap="1">
      <SelectField
        label={label}
        value={chosen?.id ?? null}
        onChange={onChoose}
        options={people.map(({ id, name, credentials }) => ({ value: id, label: `${name}, ${credentials}` }))}
      />
      <div>
        <Button size="small" variant="quiet" icon={UserPlus} onPress={() => setAdding(true)}>
          Somebody else
        </Button>
      </div>
    </div>
  );
}

interface AddPersonProps {
  readonly title: string;
  readonly credentialsExample: string;
  readonly onAdded: (person: Signer) => void;
  readonly onCancel: (() => void) | null;
}

function AddPerson({ title, credentialsExample, onAdded, onCancel }: AddPersonProps) {
  const [name, setName] = useState('');
  const [credentials, setCredentials] = useState('');
  const [licence, setLicence] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const queryClient = useQueryClient();
  const add = useAction();
  const save = async (): Promise<void> => {
    const person = { name, credentials, licence: licence.trim() === '' ? null : licence };
    const done = await add.run('people.add', { ...person, passphrase });
    if (done === null) return;
    await queryClient.invalidateQueries({ queryKey: ['people.list'] });
    onAdded(done.value);
  };
  const isReady = name.trim() !== '' && credentials.trim() !== '' && passphrase !== '' && !add.isBusy;
  return (
    <fieldset className="add-person">
      <legend className="field-label">{title}: who signs here for the first time</legend>
      <Field label="Name" value={name} onChange={setName} maxLength={120} />
      <div className="pair">
        <Field
          label="Credentials"
          value={credentials}
          onChange={setCredentials}
          placeholder={credentialsExample}
          maxLength={40}
        />
        <Field label="Licence" value={licence} onChange={setLicence} maxLength={40} isOptional />
      </div>
      <Field
        label="A passphrase of their own"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="new-password"
        help="Typed by the person who signs, at least 12 characters. It signs. It opens the app only if you let them in, in the settings."
      />
      <ErrorNote error={add.error} />
      <div className="row" data-end>
        {onCancel !== null && <Button onPress={onCancel}>Back</Button>}
        <Button isDisabled={!isReady} onPress={() => void save()}>
          Add this person
        </Button>
      </div>
    </fieldset>
  );
}
