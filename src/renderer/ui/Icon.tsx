/** An icon beside a word: decoration for the eye, silent for a screen reader. */
import type { LucideIcon } from 'lucide-react';

export interface IconProps {
  readonly of: LucideIcon;
  readonly size?: number;
}

export function Icon({ of: Drawing, size = 18 }: IconProps) {
  return <Drawing aria-hidden="true" focusable="false" size={size} strokeWidth={1.9} absoluteStrokeWidth={false} />;
}
