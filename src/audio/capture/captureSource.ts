/**
 * Port: where microphone sound comes from. An adapter delivers interleaved S16LE at 16 kHz in whole sample
 * frames and tells in events what happened; it never throws and never emits after `stop` has resolved.
 */
import type { AppError, Result } from '../../shared/result.ts';

export type CaptureSourceEvent =
  | { readonly kind: 'sound'; readonly pcm: Uint8Array }
  /** The driver dropped sound because nobody read fast enough. */
  | { readonly kind: 'overrun'; readonly lostMs: number | null }
  /** The source is over although nobody asked: device gone, recorder dead, end of a replayed file. */
  | { readonly kind: 'ended'; readonly error: AppError | null };

export interface CaptureSource {
  /** Resolves once the recorder runs; whether sound arrives shows in the events. */
  start(listener: (event: CaptureSourceEvent) => void): Promise<Result<null>>;
  /** A real pause: the microphone is let go, what is said meanwhile is nowhere. */
  pause(): Promise<void>;
  resume(): Promise<Result<null>>;
  stop(): Promise<void>;
}

export interface CaptureFormat {
  readonly deviceId: string;
  readonly channelCount: number;
  readonly sampleRateHz: number;
}

export const BYTES_PER_SAMPLE = 2;
