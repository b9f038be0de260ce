/** Locked: no names, one field. A recording that goes on shows here with its clock and can be stopped. */
import { type FormEvent, useEffect, useState } from 'react';
import type { AppStatus } from '../../../shared/contract.ts';
import { Brand } from '../../app/Brand.tsx';
import { RecordingPill } from '../../app/RecordingPill.tsx';
import { useClient } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { StillRecording } from '../recording/StillRecording.tsx';
import { StopButton } from '../recording/StopButton.tsx';
import { RestoreForm } from '../restore/RestoreForm.tsx';
import { PinForm } from './PinForm.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { UnlockButton } from './UnlockButton.tsx';
import './lock.css';

export function LockScreen({ status }: { readonly status: AppStatus }) {
  const [passphrase, setPassphrase] = useState('');
  const hasPin = useHasPin();
  const [chosen, setWay] = useState<'pin' | 'passphrase' | 'recoveryCode' | 'backup' | null>(null);
  const way = chosen ?? (hasPin ? 'pin' : 'passphrase');
  const back = (): void => setWay('passphrase');
  const unlock = useAction();
  const errorWaitSeconds = Math.ceil((unlock.error?.waitMs ?? 0) / 1000);
  const waitSeconds = useCountdown(Math.max(status.unlockWaitSeconds, errorWaitSeconds));

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (waitSeconds > 0) return;
    const done = await unlock.run('security.unlock', { passphrase });
    if (done === null) setPassphrase('');
  };

  return (
    <main className="lock">
      {way === 'recoveryCode' && <RecoverForm onBack={back} />}
      {way === 'backup' && <RestoreForm onBack={back} onRestored={back} />}
      {way === 'pin' && <PinForm waitSeconds={status.unlockWaitSeconds} onPassphrase={back} />}
      {way === 'passphrase' && (
        <form className="lock-form" onSubmit={(event) => void submit(event)}>
          <Brand isLarge />
          <h1 className="lock-title">Locked</h1>
          <Field
            label="Passphrase"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            autoComplete="current-password"
            error={unlock.error?.message ?? null}
            autoFocus
          />
          <UnlockButton isBusy={unlock.isBusy} waitSeconds={waitSeconds} />
          <div className="lock-ways">
            <Button variant="quiet" size="small" onPress={() => setWay('recoveryCode')}>
              Forgot the passphrase?
            </Button>
            <Button
              variant="quiet"
              size="small"
              isDisabled={status.recording !== null}
              onPress={() => setWay('backup')}
            >
              Restore a backup
            </Button>
          </div>
          <p className="small muted">Your records stay encrypted on this computer until you unlock them.</p>
        </form>
      )}
      {status.recording && (
        <div className="lock-recording">
          {status.recording.ask && <StillRecording ask={status.recording.ask} />}
          <RecordingPill recording={status.recording} onOpen={null} />
          {!status.recording.ask && <StopButton size="large" />}
        </div>
      )}
    </main>
  );
}

/** Asked without the cache of the pages, which is emptied at the very moment this screen appears. */
function useHasPin(): boolean {
  const client = useClient();
  const [hasPin, setHasPin] = useState(false);
  useEffect(() => {
    let isHere = true;
    void client.call('security.pin', {}).then((pin) => {
      if (isHere) setHasPin(pin.ok && pin.value.state === 'on');
    });
    return () => {
      isHere = false;
    };
  }, [client]);
  return hasPin;
}
