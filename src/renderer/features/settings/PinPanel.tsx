/** Setting and taking away the PIN of this computer; nothing where the system keeps no key for it. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PinView } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from './SettingsPanel.tsx';

const LEAST_DIGITS = 6;

export function PinPanel() {
  const read = useRead('security.pin', {});
  const queryClient = useQueryClient();
  const action = useAction();
  const [pin, setPin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  if (read.data === undefined || read.data.state === 'unavailable') return null;
  const isReady = pin.length >= LEAST_DIGITS && passphrase !== '' && !action.isBusy;

  const show = (done: { readonly value: PinView } | null): void => {
    if (done === null) return;
    setPin('');
    setPassphrase('');
    queryClient.setQueryData(['security.pin', {}], done.value);
  };
  const set = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isReady) show(await action.run('security.setPin', { pin, passphrase }));
  };

  return (
    <Panel id="pin" title="PIN">
      {read.data.state === 'on' ? (
        <>
          <p className="soft">
            A PIN opens the app on this computer. After ten wrong ones your passphrase is asked for.
          </p>
          <Button isDisabled={action.isBusy} onPress={() => void action.run('security.removePin', {}).then(show)}>
            Remove the PIN
          </Button>
        </>
      ) : (
        <form className="stack" data-gap="3" onSubmit={(event) => void set(event)}>
          <p className="soft">
            A shorter way in. It works on this computer alone, together with its key store; signing still asks for the
            passphrase.
          </p>
          <Field
            label="New PIN"
            type="password"
            value={pin}
            onChange={setPin}
            help="6 to 12 digits."
            autoComplete="off"
            maxLength={12}
          />
          <Field
            label="Passphrase"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            autoComplete="current-password"
          />
          <Button type="submit" isDisabled={!isReady}>
            Set the PIN
          </Button>
        </form>
      )}
      <ErrorNote error={action.error} />
    </Panel>
  );
}
