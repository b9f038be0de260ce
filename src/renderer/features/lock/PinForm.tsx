/** The short way in on this computer. The passphrase stays one press away. */
import { type FormEvent, useState } from 'react';
import { Brand } from '../../app/Brand.tsx';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { UnlockButton } from './UnlockButton.tsx';

export interface PinFormProps {
  /** From earlier wrong attempts, also before this page was opened. */
  readonly waitSeconds: number;
  readonly onPassphrase: () => void;
}

export function PinForm({ waitSeconds: knownWaitSeconds, onPassphrase }: PinFormProps) {
  const [pin, setPin] = useState('');
  const unlock = useAction();
  const errorWaitSeconds = Math.ceil((unlock.error?.waitMs ?? 0) / 1000);
  const waitSeconds = useCountdown(Math.max(knownWaitSeconds, errorWaitSeconds));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (waitSeconds > 0 || unlock.isBusy) return;
    if ((await unlock.run('security.unlockWithPin', { pin })) === null) setPin('');
  };
  return (
    <form className="lock-form" onSubmit={(event) => void submit(event)}>
      <Brand isLarge />
      <h1 className="lock-title">Locked</h1>
      <Field
        label="PIN"
        type="password"
        value={pin}
        onChange={setPin}
        autoComplete="off"
        maxLength={12}
        error={unlock.error?.message ?? null}
        autoFocus
      />
      <UnlockButton isBusy={unlock.isBusy} waitSeconds={waitSeconds} />
      <Button variant="quiet" size="small" onPress={onPassphrase}>
        Use the passphrase
      </Button>
    </form>
  );
}
