/** What the live process answers: one call that lasts as long as the recording and tells words as they are heard. */
import { z } from 'zod';
import type { PreviewWord } from '../../../shared/contract.ts';
import type { Role } from '../../../shared/domain/audio.ts';
import type { WorkerContract } from '../host/workerProtocol.ts';
import { arrayGeometrySchema } from '../input/readArray.ts';

export interface LiveLine {
  /** On the sample clock of the recording. */
  readonly startMs: number;
  readonly endMs: number;
  /** Null: nothing tells who it was. */
  readonly speaker: Role | null;
  readonly text: string;
  readonly words: readonly PreviewWord[];
}

export type LiveNews =
  | { readonly kind: 'line'; readonly line: LiveLine }
  /** `behind`: the machine is too slow just now and some words are left out of the preview. */
  | { readonly kind: 'pace'; readonly pace: 'ready' | 'behind' }
  /** A sign of life: it says nothing for minutes when nobody speaks. */
  | { readonly kind: 'alive' };

/** Made by our own code on the other side: the kind is checked, the rest is trusted. */
const newsSchema = z.custom<LiveNews>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value,
  'news of the live lane',
);

export const liveContract = {
  follow: {
    in: z.object({
      folder: z.string().min(1),
      sessionKey: z.instanceof(Uint8Array),
      enrolmentFolder: z.string().min(1).nullable(),
      geometry: arrayGeometrySchema.nullable(),
    }),
    out: z.null(),
    progress: newsSchema,
  },
} satisfies WorkerContract;

export type LiveRequest = z.infer<(typeof liveContract)['follow']['in']>;

export const liveConfigurationSchema = z.object({
  modelsFolder: z.string().min(1),
  resourcesFolder: z.string().min(1),
  threads: z.int().min(1).max(16),
});

export type LiveConfiguration = z.infer<typeof liveConfigurationSchema>;
