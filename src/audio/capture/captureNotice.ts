/** What a running recording tells without being asked. */
import type { ChannelVerdict } from '../../shared/domain/audio.ts';
import type { AppError } from '../../shared/result.ts';
import type { ChannelAlarm } from './channelWatch.ts';

export type CaptureNotice =
  /** After each stored frame: `storedSamples` are in the file and survive the death of the process. */
  | {
      readonly kind: 'meters';
      readonly storedSamples: number;
      readonly peakDbFs: readonly number[];
      readonly rmsDbFs: readonly number[];
      readonly verdicts: readonly ChannelVerdict[];
    }
  | { readonly kind: 'alarm'; readonly alarm: ChannelAlarm }
  | { readonly kind: 'overrun'; readonly lostMs: number | null }
  /** Sound broke off; restarts are being tried. */
  | { readonly kind: 'interrupted'; readonly error: AppError }
  /** All restarts failed: a person must look at the microphone, then resume or stop. */
  | { readonly kind: 'gaveUp'; readonly error: AppError }
  | { readonly kind: 'restored'; readonly gapMs: number }
  | { readonly kind: 'lowSpace'; readonly freeBytes: number }
  /** The recording is closed. `error`: why it was not the user who did it; null at the end of a replayed file. */
  | { readonly kind: 'stopped'; readonly storedSamples: number; readonly error: AppError | null };

export type CaptureState = 'starting' | 'recording' | 'paused' | 'interrupted' | 'stopped';

export interface CaptureStatus {
  readonly state: CaptureState;
  readonly storedSamples: number;
}
