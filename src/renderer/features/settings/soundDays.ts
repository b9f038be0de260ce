/** How long sound stays, in words. */
import type { SOUND_DAYS_CHOICES } from '../../../shared/contractKeeping.ts';

export type SoundDays = (typeof SOUND_DAYS_CHOICES)[number];

export function soundDaysWords(days: number): string {
  return days === 0 ? 'At the signature' : `After ${days} days`;
}

/** The sentence before a recording. */
export function soundFate(days: number | null): string {
  if (days === null) return 'The sound stays on this computer until you delete it.';
  return days === 0
    ? 'The sound is deleted when you sign the note.'
    : `The sound is deleted ${days} days after you sign the note.`;
}
