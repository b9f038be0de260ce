/** A stretch of blocks that one person speaks in, on its way from labels to a segment. */
import type { BlockRun } from './segmenter.ts';

export interface SpeechPiece extends BlockRun {
  readonly role: 'therapist' | 'patient';
  /** Mean probability of the role over the blocks. */
  readonly roleP: number;
  /** Mean of ln p(patient) - ln p(nobody): how surely this is the patient and not the room. */
  readonly logOdds: number;
  readonly azimuthDeg: number | null;
}
