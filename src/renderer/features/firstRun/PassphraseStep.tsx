/** The passphrase that all keys hang on. */
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { NewPassphrase } from '../passphrase/NewPassphrase.tsx';

export interface PassphraseStepProps {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly onBack: () => void;
  readonly onNext: (passphrase: string) => void;
}

export function PassphraseStep({ isBusy, error, onBack, onNext }: PassphraseStepProps) {
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== null && !isBusy) onNext(passphrase);
  };
  return (
    <form className="stack" data-gap="3" onSubmit={submit}>
      <div className="stack" data-gap="1">
        <h1>Choose a passphrase</h1>
        <p className="soft">
          It encrypts everything on this computer and signs your notes. Nobody can look it up for you. Four unrelated
          words are stronger than one clever word.
        </p>
      </div>
      <div className="card stack">
        <NewPassphrase label="Passphrase" onChange={setPassphrase} autoFocus />
      </div>
      <ErrorNote error={error} />
      <div className="row" data-end>
        <Button size="large" variant="quiet" onPress={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" size="large" isDisabled={passphrase === null || isBusy}>
          {isBusy ? 'Setting up' : 'Set the passphrase'}
        </Button>
      </div>
    </form>
  );
}
