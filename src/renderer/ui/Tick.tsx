/** A box to tick, with the whole sentence as its target. */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Icon } from './Icon.tsx';
import './field.css';

export interface TickProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

export function Tick({ isSelected, onChange, children }: TickProps) {
  return (
    <Checkbox isSelected={isSelected} onChange={onChange} className="tick">
      <span className="tick-box">
        <Icon of={Check} size={16} />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
