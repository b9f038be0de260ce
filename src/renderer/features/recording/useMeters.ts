/** The latest levels. Only those who show levels listen, so that nothing else is drawn again ten times a second. */
import { useState } from 'react';
import type { AppEvent } from '../../../shared/contract.ts';
import { useAppEvent } from '../../state/ClientContext.tsx';

export type Meters = Extract<AppEvent, { kind: 'meters' }>;

export function useMeters(): Meters | null {
  const [meters, setMeters] = useState<Meters | null>(null);
  useAppEvent((event) => {
    if (event.kind === 'meters') setMeters(event);
  });
  return meters;
}
