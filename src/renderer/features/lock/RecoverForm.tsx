/** The other way in: the recovery code from paper, and a new passphrase. */
import { type FormEvent, useState } from 'react';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { NewPassphrase } from '../passphrase/NewPassphrase.tsx';

export function RecoverForm({ onBack }: { readonly onBack: () => void }) {
  const [recoveryCode, setRecoveryCode] = useState('');
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const recover = useAction();
  const waitSeconds = useCountdown(Math.ceil((recover.error?.waitMs ?? 0) / 1000));
  const isReady = recoveryCode.trim() !== '' && passphrase !== null && !recover.isBusy && waitSeconds <= 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) void recover.run('security.recover', { recoveryCode: recoveryCode.trim(), passphrase });
  };
  return (
    <form className="lock-form" onSubmit={submit}>
      <h1 className="lock-title">Use the recovery code</h1>
      <Field
        label="Recovery code"
        value={recoveryCode}
        onChange={setRecoveryCode}
        help="From the paper you wrote at the set-up. The code stays good afterwards."
        maxLength={80}
        autoFocus
      />
      <NewPassphrase label="New passphrase" onChange={setPassphrase} />
      <ErrorNote error={recover.error} />
      <Button type="submit" variant="primary" size="large" isDisabled={!isReady}>
        {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : 'Set the new passphrase'}
      </Button>
      <Button variant="quiet" onPress={onBack}>
        Back to the passphrase
      </Button>
    </form>
  );
}
