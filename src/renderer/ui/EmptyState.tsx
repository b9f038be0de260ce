/** Nothing here yet: says why, and offers the next step. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './emptyState.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <span className="empty-state-mark">
        <Icon of={icon} size={26} />
      </span>
      <h2>{title}</h2>
      <div className="soft empty-state-text">{children}</div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
