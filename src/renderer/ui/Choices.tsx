/** One of a few, all visible: quicker than a menu, and easy to hit. */
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import './field.css';

export interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly isDisabled?: boolean;
}

export function Choices<T extends string>({ label, value, onChange, options, isDisabled }: ChoicesProps<T>) {
  return (
    <RadioGroup
      className="choices"
      value={value}
      onChange={(next) => onChange(next as T)}
      orientation="horizontal"
      isDisabled={isDisabled ?? false}
    >
      <Label className="field-label">{label}</Label>
      <div className="choices-list">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice">
            <span className="choice-dot" />
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
