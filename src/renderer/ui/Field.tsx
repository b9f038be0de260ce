/** Text input with label, help and error in fixed places. Required fields need no mark: optional ones say so. */
import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import './field.css';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly error?: string | null;
  readonly isOptional?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: HTMLInputTypeAttribute;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly isLabelHidden?: boolean;
}

export function Field(props: FieldProps) {
  const {
    label,
    help,
    error,
    isOptional,
    rows,
    placeholder,
    autoComplete,
    isLabelHidden,
    type = 'text',
    ...rest
  } = props;
  return (
    // "aria": the browser's own validation would refuse to send the form as long as an old error shows.
    <TextField
      {...rest}
      type={type}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      autoComplete={autoComplete ?? 'off'}
      className="field"
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
        {isOptional && <span className="field-optional"> optional</span>}
      </Label>
      {rows === undefined ? (
        <Input className="field-input" placeholder={placeholder} />
      ) : (
        <TextArea className="field-input" rows={rows} placeholder={placeholder} />
      )}
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
