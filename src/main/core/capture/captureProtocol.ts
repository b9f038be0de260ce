/** What the core and the capture process say to each other. The session key travels in a message, never in arguments. */
import { z } from 'zod';
import type { CaptureNotice } from '../../../audio/capture/captureNotice.ts';
import type { AppError } from '../../../shared/result.ts';

const adapter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('node-record'), recorder: z.enum(['arecord', 'rec', 'sox']).optional() }),
  z.object({ kind: z.literal('arecord') }),
  z.object({ kind: z.literal('replay'), speed: z.number().positive() }),
  z.object({ kind: z.literal('page') }),
]);

const destination = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('journal'),
    folder: z.string().min(1),
    sessionKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    trackId: z.string().min(1).max(64),
    plannedSeconds: z.number().positive(),
  }),
  /** Nothing of it is written to the disk; the reply to `stop` holds the sound. */
  z.object({ kind: z.literal('memory'), maxSeconds: z.number().positive().max(120) }),
]);

const captureRequest = z.object({
  deviceId: z.string().min(1),
  channels: z.number().int().min(1).max(16),
  adapter,
  destination,
});
export type CaptureRequest = z.infer<typeof captureRequest>;

const id = z.number().int().nonnegative();

export const captureCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), id, request: captureRequest }),
  z.object({ kind: z.literal('pause'), id }),
  z.object({ kind: z.literal('resume'), id }),
  z.object({ kind: z.literal('mark'), id, label: z.string().max(200) }),
  z.object({ kind: z.literal('stop'), id }),
]);
export type CaptureCommand = z.infer<typeof captureCommand>;

/** Sound of a page on its way to the source: no command, and nobody waits for an answer. */
export const pageSoundMessage = z.object({
  kind: z.literal('sound'),
  pcm: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  lostMs: z.number().nonnegative(),
});

export interface CaptureReply {
  readonly storedSamples: number;
  /** Interleaved S16LE, only for a recording to memory that has stopped. */
  readonly pcm?: Uint8Array;
}

export const captureMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('notice'), notice: z.custom<CaptureNotice>((value) => typeof value === 'object') }),
  z.object({ kind: z.literal('done'), id, value: z.custom<CaptureReply>((value) => typeof value === 'object') }),
  z.object({ kind: z.literal('failed'), id, error: z.custom<AppError>((value) => typeof value === 'object') }),
]);
export type CaptureMessage = z.infer<typeof captureMessage>;
