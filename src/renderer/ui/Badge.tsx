/** A state in a word or two. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './Banner.tsx';
import { Icon } from './Icon.tsx';
import './banner.css';

export interface BadgeProps {
  readonly tone?: Tone | 'record';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

export function Badge({ tone = 'info', icon, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone}>
      {icon && <Icon of={icon} size={12} />}
      {children}
    </span>
  );
}
