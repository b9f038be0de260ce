/** Whose minutes they are: an assistant's are signed for by the assistant, and co-signed. */
import type { Provider } from '../../../shared/domain/billing.ts';
import { Choices } from '../../ui/Choices.tsx';

export interface ProviderChoiceProps {
  readonly value: Provider;
  readonly onChange: (value: Provider) => void;
}

export function ProviderChoice({ value, onChange }: ProviderChoiceProps) {
  return (
    <Choices
      label="Furnished by"
      value={value}
      onChange={onChange}
      options={[
        { value: 'therapist', label: 'Therapist' },
        { value: 'assistant', label: 'Assistant' },
      ]}
    />
  );
}
