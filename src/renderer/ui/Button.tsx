/** The button. One primary per screen; "large" is the size for gloved hands; icons come with a word. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Icon } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'record';
  readonly size?: 'small' | 'medium' | 'large' | 'huge';
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly children: ReactNode;
}

const ICON_SIZE = { small: 16, medium: 18, large: 20, huge: 26 } as const;

export function Button({ variant = 'secondary', size = 'medium', icon, keys, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className="button" data-variant={variant} data-size={size}>
      {icon && <Icon of={icon} size={ICON_SIZE[size]} />}
      <span className="button-label">{children}</span>
      {keys && <KeyHint keys={keys} />}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly icon: LucideIcon;
  /** What a screen reader says and the tooltip shows. */
  readonly label: string;
}

export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <AriaButton {...rest} className="icon-button" aria-label={label}>
      <Icon of={icon} size={16} />
      <span className="icon-button-tip" aria-hidden="true">
        {label}
      </span>
    </AriaButton>
  );
}
