/** The passphrase that all keys hang on: typed twice, with advice on its strength. Pasting is welcome. */
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { passphraseAdvice } from '../../format/passphraseStrength.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';

export interface PassphraseStepProps {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly onBack: () => void;
  readonly onNext: (passphrase: string) => void;
}

const BARS = { short: 0, weak: 1, fair: 2, strong: 3 } as const;

export function PassphraseStep({ isBusy, error, onBack, onNext }: PassphraseStepProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const { level, advice } = passphraseAdvice(passphrase);
  const isDifferent = repeated !== '' && !passphrase.startsWith(repeated) && repeated !== passphrase;
  const isReady = level !== 'short' && repeated === passphrase;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isBusy) onNext(passphrase);
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
        <Field
          label="Passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="new-password"
          autoFocus
        />
        <div className="strength" data-level={level}>
          <span className="strength-bars" aria-hidden="true">
            {[1, 2, 3].map((bar) => (
              <span key={bar} data-on={bar <= BARS[level] || undefined} />
            ))}
          </span>
          <span className="small" role="status">
            {advice}
          </span>
        </div>
        <Field
          label="The same again"
          type="password"
          value={repeated}
          onChange={setRepeated}
          autoComplete="new-password"
          error={isDifferent ? 'This is not the same as above.' : null}
        />
      </div>
      <ErrorNote error={error} />
      <div className="row" data-end>
        <Button size="large" variant="quiet" onPress={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" size="large" isDisabled={!isReady || isBusy}>
          {isBusy ? 'Setting up' : 'Set the passphrase'}
        </Button>
      </div>
    </form>
  );
}
