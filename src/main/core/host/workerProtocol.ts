/**
 * What a process and its owner say to each other, and how the calls of one kind of worker are declared.
 * Both sides parse what they receive: nothing crosses the border as an exception or unchecked.
 */
import { z } from 'zod';

/** One call a worker answers; with a progress schema it may report in between. */
export interface WorkerCall {
  readonly in: z.ZodType;
  readonly out: z.ZodType;
  readonly progress?: z.ZodType;
}

export type WorkerContract = Readonly<Record<string, WorkerCall>>;

export type CallInput<C extends WorkerContract, N extends keyof C> = z.infer<C[N]['in']>;
export type CallOutput<C extends WorkerContract, N extends keyof C> = z.infer<C[N]['out']>;

const id = z.int().nonnegative();

/** The codes stand in src/shared/result.ts; a worker of another version may know more of them. */
const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  at: z.string().optional(),
  retryable: z.boolean().optional(),
});

export const toWorkerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), id, name: z.string(), body: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id }),
  z.object({ kind: z.literal('close') }),
]);

export const fromWorkerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), id, body: z.unknown() }),
  z.object({ kind: z.literal('reply'), id, body: z.unknown() }),
  z.object({ kind: z.literal('failure'), id, error: errorSchema }),
]);

export type ToWorker = z.infer<typeof toWorkerSchema>;
export type FromWorker = z.infer<typeof fromWorkerSchema>;

/** Typed arrays pass the border whole; zod only checks that they are what they claim. */
export const samplesSchema = z.custom<Float32Array>((value) => value instanceof Float32Array, 'a Float32Array');
export const pcmSchema = z.custom<Int16Array>((value) => value instanceof Int16Array, 'an Int16Array');
