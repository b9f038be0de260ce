/** What the front-end process answers: where sound is stored in, who speaks and each segment's sound out. */
import { z } from 'zod';
import type { FrontEndResult, SpeechSegment } from '../../../shared/domain/audio.ts';
import { arrayGeometrySchema } from '../input/readArray.ts';
import type { SoundDescriptor } from '../sound/soundDescriptor.ts';
import { pcmSchema, type WorkerContract } from './workerProtocol.ts';

const soundDescriptorSchema: z.ZodType<SoundDescriptor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wav'), path: z.string().min(1) }),
  z.object({ kind: z.literal('journal'), folder: z.string().min(1), sessionKey: z.instanceof(Uint8Array) }),
]);

/** Made by our own code on the other side: the shape is trusted, presence is checked. */
const frontEndResultSchema = z.custom<FrontEndResult>(
  (value) => typeof value === 'object' && value !== null && 'segments' in value && 'health' in value,
  'a front-end result',
);
const segmentSchema = z.custom<SpeechSegment>(
  (value) => typeof value === 'object' && value !== null && 'role' in value,
  'a speech segment',
);

const inputSchema = z.object({
  session: soundDescriptorSchema,
  enrolment: soundDescriptorSchema.nullable(),
  geometry: arrayGeometrySchema.nullable(),
  channel: z.int().nonnegative().nullable(),
  hasCompanion: z.boolean().optional(),
});
const soundsSchema = z
  .array(z.object({ segment: segmentSchema, turns: z.array(segmentSchema).readonly().optional(), samples: pcmSchema }))
  .readonly();

export const frontEndContract = {
  hear: {
    in: inputSchema,
    out: z.object({ frontEnd: frontEndResultSchema, sounds: soundsSchema }),
    progress: z.number(),
  },
  /** A recording that goes on, as far as it has come: what is worked out is kept for the next call and for `hear`. */
  hearAhead: {
    in: inputSchema.extend({ fromMs: z.number().nonnegative() }),
    /** The sounds that begin from `fromMs` on; the newest may still change. */
    out: z.object({ heardToMs: z.number().nonnegative(), sounds: soundsSchema }),
  },
  /** A stretch of a stored recording, heard anew. */
  hearSpan: {
    in: inputSchema.extend({ startMs: z.number().nonnegative(), endMs: z.number().positive() }),
    out: z.object({ sounds: soundsSchema }),
  },
} satisfies WorkerContract;

export const frontEndConfigurationSchema = z.object({
  modelsFolder: z.string().min(1),
  resourcesFolder: z.string().min(1),
});

export type FrontEndConfiguration = z.infer<typeof frontEndConfigurationSchema>;
