/**
 * The list of model files: what each is, where it comes from, and the graph inputs and outputs the code relies on.
 * models/manifest.json is part of the release; a model that is not listed here is never opened.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';

const tensorSchema = z.strictObject({
  type: z.enum(['float32', 'int64', 'bool']),
  /** A number is fixed, a name stands for a length that varies from call to call. */
  shape: z.array(z.union([z.int().positive(), z.string()])),
});

const contractSchema = z.strictObject({
  inputs: z.record(z.string(), tensorSchema),
  outputs: z.record(z.string(), tensorSchema),
});

const fileFields = {
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  purpose: z.string().min(1),
  file: z.string().regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  licence: z.string().min(1),
  licenceFile: z.string().min(1),
  source: z.string().min(1),
};

const modelFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fileFields,
    kind: z.literal('graph'),
    sampleRateHz: z.int().optional(),
    contract: contractSchema,
  }),
  z.strictObject({ ...fileFields, kind: z.literal('data') }),
]);

export const modelManifestSchema = z.strictObject({
  format: z.literal(1),
  models: z
    .array(modelFileSchema)
    .min(1)
    .refine((models) => new Set(models.map((model) => model.id)).size === models.length, 'each id stands once'),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
export type ModelFile = z.infer<typeof modelFileSchema>;
export type GraphContract = z.infer<typeof contractSchema>;

export const REINSTALL = 'Install the app again, or copy the models folder from the installation medium.';

export async function readModelManifest(modelsFolder: string): Promise<Result<ModelManifest>> {
  const file = path.join(modelsFolder, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return fail('model_missing', `The model list manifest.json is missing. ${REINSTALL}`, { at: file });
  }
  try {
    return ok(modelManifestSchema.parse(JSON.parse(text)));
  } catch {
    return fail('model_altered', `The model list manifest.json is damaged. ${REINSTALL}`, { at: file });
  }
}
