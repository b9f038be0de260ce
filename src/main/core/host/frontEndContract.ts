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

export const frontEndContract = {
  hear: {
    in: z.object({
      session: soundDescriptorSchema,
      enrolment: soundDescriptorSchema.nullable(),
      geometry: arrayGeometrySchema.nullable(),
      channel: z.int().nonnegative().nullable(),
    }),
    out: z.object({
      frontEnd: frontEndResultSchema,
      sounds: z
        .array(
          z.object({ segment: segmentSchema, turns: z.array(segmentSchema).readonly().optional(), samples: pcmSchema }),
        )
        .readonly(),
    }),
    progress: z.number(),
  },
} satisfies WorkerContract;

export const frontEndConfigurationSchema = z.object({
  modelsFolder: z.string().min(1),
  resourcesFolder: z.string().min(1),
});

export type FrontEndConfiguration = z.infer<typeof frontEndConfigurationSchema>;
