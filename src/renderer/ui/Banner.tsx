/** One sentence that must be seen, with what can be done about it. Shape and word carry the tone, colour repeats it. */
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './banner.css';

export type Tone = 'info' | 'good' | 'attention' | 'danger';

export const TONE_ICON: Readonly<Record<Tone, LucideIcon>> = {
  info: Info,
  good: CircleCheck,
  attention: TriangleAlert,
  danger: CircleAlert,
};

export interface BannerProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Said at once by a screen reader; for what happened just now. */
  readonly isLive?: boolean;
}

export function Banner({ tone, children, actions, isLive }: BannerProps) {
  return (
    <div className="banner" data-tone={tone} role={isLive ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon of={TONE_ICON[tone]} />
      <div className="banner-text">{children}</div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
