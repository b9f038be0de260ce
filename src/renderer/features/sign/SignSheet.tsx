/** What every signature asks for: what is signed, by whom, the declaration, and the passphrase. */
import { PenLine } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Tick } from '../../ui/Tick.tsx';
import './sign.css';

export interface SignSheetProps {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode; readonly key?: string }[];
  readonly attestation: string;
  readonly help: string;
  readonly submitWords?: string;
  readonly action: Action;
  /** Resolves with false when it was refused; `action` then says why. */
  readonly onSubmit: (passphrase: string) => Promise<boolean>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Seldom needed: below the buttons, out of the way of the keys. */
  readonly otherwise?: ReactNode;
}

export function SignSheet(props: SignSheetProps) {
  const {
    facts,
    attestation,
    help,
    submitWords = 'Sign and lock',
    action,
    onSubmit,
    onClose,
    children,
    otherwise,
  } = props;
  const [isAttested, setAttested] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const waitSeconds = useCountdown(Math.ceil((action.error?.waitMs ?? 0) / 1000));
  const isReady = isAttested && passphrase !== '' && !action.isBusy && waitSeconds <= 0;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isReady && !(await onSubmit(passphrase))) setPassphrase('');
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <dl className="sign-facts">
        {facts.map(({ name, value, key = name }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
      <Tick isSelected={isAttested} onChange={setAttested}>
        {attestation}
      </Tick>
      <Field
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
        help={help}
      />
      <ErrorNote error={action.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Not yet
        </Button>
        <Button type="submit" size="large" variant="primary" icon={PenLine} isDisabled={!isReady}>
          {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : action.isBusy ? 'Signing' : submitWords}
        </Button>
      </DialogActions>
      {otherwise}
    </form>
  );
}
