/** How pressing a deadline is, in a word and a tone. */
import type { DueEntry } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/Banner.tsx';

export const DUE_LOOK: Readonly<Record<DueEntry['status'], { readonly word: string; readonly tone: Tone }>> = {
  overdue: { word: 'Overdue', tone: 'danger' },
  due: { word: 'Due', tone: 'danger' },
  warning: { word: 'Soon', tone: 'attention' },
};

const ORDER = Object.keys(DUE_LOOK);

/** The most pressing entry of each patient. */
export function mostPressing(entries: readonly DueEntry[]): ReadonlyMap<string, DueEntry['status']> {
  const worst = new Map<string, DueEntry['status']>();
  for (const { patientId, status } of entries) {
    const known = worst.get(patientId);
    if (known === undefined || ORDER.indexOf(status) < ORDER.indexOf(known)) worst.set(patientId, status);
  }
  return worst;
}
