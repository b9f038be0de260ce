/** The one other way in, shown once: it must be written down, and typing its last group proves that it was. */
import { type FormEvent, useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

export interface RecoveryCodeStepProps {
  readonly code: string;
  readonly onDone: () => void;
}

/** What must be typed: the characters after the last separator, else the last four. */
export function lastGroup(code: string): string {
  const groups = code.split(/[\s-]+/).filter((group) => group !== '');
  return groups.length > 1 ? (groups.at(-1) ?? '') : code.slice(-4);
}

export function RecoveryCodeStep({ code, onDone }: RecoveryCodeStepProps) {
  const [typed, setTyped] = useState('');
  const expected = lastGroup(code);
  const isRight = typed.trim().toLowerCase() === expected.toLowerCase();
  const isWrong = !isRight && typed.trim().length >= expected.length;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isRight) onDone();
  };
  return (
    <form className="stack" data-gap="3" onSubmit={submit}>
      <div className="stack" data-gap="1">
        <h1>Write down the recovery code</h1>
        <p className="soft">If the passphrase is ever forgotten, this code is the only way to your records.</p>
      </div>
      <div className="card stack">
        <p className="recovery-code tabular" data-testid="recovery-code">
          {code.split(/[\s-]+/).map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups never change their order and may repeat
            <span key={index}>{group} </span>
          ))}
        </p>
        <Banner tone="attention">
          On paper, kept apart from this computer. It is shown this one time and stored nowhere in readable form.
        </Banner>
        <Field
          label="Type its last group"
          value={typed}
          onChange={setTyped}
          help="To be sure that it is on paper."
          autoFocus
          error={isWrong ? 'That is not the last group of the code.' : null}
        />
      </div>
      <div className="row" data-end>
        <Button type="submit" variant="primary" size="large" isDisabled={!isRight}>
          I have it on paper
        </Button>
      </div>
    </form>
  );
}
