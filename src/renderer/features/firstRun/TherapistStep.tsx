/** Who signs: name, credentials, licence number. */
import { ArrowRight } from 'lucide-react';
import type { FormEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

export interface TherapistInput {
  readonly name: string;
  readonly credentials: string;
  readonly licence: string;
}

export interface TherapistStepProps {
  readonly value: TherapistInput;
  readonly onChange: (value: TherapistInput) => void;
  readonly onNext: () => void;
  readonly onRestore: () => void;
}

export function TherapistStep({ value, onChange, onNext, onRestore }: TherapistStepProps) {
  const isComplete = value.name.trim() !== '' && value.credentials.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete) onNext();
  };
  return (
    <form className="stack" data-gap="3" onSubmit={submit}>
      <div className="stack" data-gap="1">
        <h1>Welcome. Who signs the notes?</h1>
        <p className="soft">
          OT Scribe listens to your session, drafts the note with its source beside every sentence, and leaves the last
          word to you. Sound and notes never leave this computer.
        </p>
      </div>
      <div className="card stack">
        <Field
          label="Your name"
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
          help="As it should stand under a note."
          autoComplete="name"
          maxLength={120}
          autoFocus
        />
        <div className="pair">
          <Field
            label="Credentials"
            value={value.credentials}
            onChange={(credentials) => onChange({ ...value, credentials })}
            maxLength={40}
          />
          <Field
            label="Licence number"
            value={value.licence}
            onChange={(licence) => onChange({ ...value, licence })}
            maxLength={40}
            isOptional
          />
        </div>
      </div>
      <div className="row" data-end>
        <Button variant="quiet" size="large" onPress={onRestore}>
          Restore a backup instead
        </Button>
        <span className="push" />
        <Button type="submit" variant="primary" size="large" icon={ArrowRight} isDisabled={!isComplete}>
          Continue
        </Button>
      </div>
    </form>
  );
}
