/** How a voice is called on screen. */
import type { Role } from '../../../shared/domain/audio.ts';

export const SPEAKER_WORDS: Readonly<Record<Role, string>> = {
  therapist: 'You',
  patient: 'Patient',
  caregiver: 'Caregiver',
  other: 'Other',
};
