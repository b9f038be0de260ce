/** A new passphrase: typed twice, with advice on its strength. Pasting is welcome. */
import { useState } from 'react';
import { passphraseAdvice } from '../../format/passphraseStrength.ts';
import { Field } from '../../ui/Field.tsx';
import './passphrase.css';

export interface NewPassphraseProps {
  readonly label: string;
  /** The passphrase once it is long enough and was typed twice alike, else null. */
  readonly onChange: (passphrase: string | null) => void;
  readonly autoFocus?: boolean;
}

const BARS = { short: 0, weak: 1, fair: 2, strong: 3 } as const;

export function NewPassphrase({ label, onChange, autoFocus }: NewPassphraseProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const { level, advice } = passphraseAdvice(passphrase);
  const isDifferent = repeated !== '' && !passphrase.startsWith(repeated);
  const change = (first: string, second: string): void => {
    setPassphrase(first);
    setRepeated(second);
    onChange(first === second && passphraseAdvice(first).level !== 'short' ? first : null);
  };
  return (
    <>
      <Field
        label={label}
        type="password"
        value={passphrase}
        onChange={(text) => change(text, repeated)}
        autoComplete="new-password"
        autoFocus={autoFocus}
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
        onChange={(text) => change(passphrase, text)}
        autoComplete="new-password"
        error={isDifferent ? 'This is not the same as above.' : null}
      />
    </>
  );
}
