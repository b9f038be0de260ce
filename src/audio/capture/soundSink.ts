/** Where a capture session puts its frames: the journal, or memory for a sample that must never reach the disk. */
import type { Result } from '../../shared/result.ts';
import type { GapReason } from '../journal/frameNotes.ts';

export interface SoundSink {
  readonly storedSamples: number;
  appendAudio(samples: Uint8Array): Result<null>;
  openGap(reason: GapReason): Result<null>;
  closeGap(reason: GapReason, lengthMs: number): Result<null>;
  mark(label: string): Result<null>;
  sync(): Promise<Result<null>>;
  close(): Promise<Result<{ readonly samples: number }>>;
}
