/** One of many, in a menu. */
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Icon } from './Icon.tsx';
import './field.css';

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string; readonly detail?: string }[];
  readonly placeholder?: string;
  readonly help?: string;
  readonly isLabelHidden?: boolean;
}

export function SelectField({ label, value, onChange, options, placeholder, help, isLabelHidden }: SelectFieldProps) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => {
        if (typeof key === 'string') onChange(key);
      }}
      placeholder={placeholder ?? 'Choose'}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="field-input select-button">
        <SelectValue>
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Icon of={ChevronDown} size={16} />
      </Button>
      {help && <span className="field-help">{help}</span>}
      <Popover className="select-popover">
        <ListBox>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="select-option">
              <span>{option.label}</span>
              {option.detail && <span className="small muted">{option.detail}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
