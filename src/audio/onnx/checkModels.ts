/**
 * Proves that the model files are the ones this release was tested with, before any of them is opened.
 * A clinical record must not be made by an altered model: size first (cheap), then SHA-256. Nothing is ever downloaded.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type AppError, fail, failure, ok, type Result } from '../../shared/result.ts';
import { type ModelFile, REINSTALL, readModelManifest } from './modelManifest.ts';

export interface CheckedModels {
  readonly folder: string;
  /** Changes with any model file: part of every checkpoint key and of the note's version stamp. */
  readonly fingerprint: string;
  readonly models: ReadonlyMap<string, ModelFile>;
}

/** What was already hashed in this process: path → size, time of change and digest. */
const hashed = new Map<string, { readonly stamp: string; readonly sha256: string }>();

/** Checks all listed models, or only those whose id begins with one of `prefixes`. */
export async function checkModels(modelsFolder: string, prefixes?: readonly string[]): Promise<Result<CheckedModels>> {
  const folder = path.resolve(modelsFolder);
  const manifest = await readModelManifest(folder);
  if (!manifest.ok) return manifest;
  const wanted = manifest.value.models.filter(
    (model) => !prefixes || prefixes.some((prefix) => model.id.startsWith(prefix)),
  );
  for (const model of wanted) {
    const error = await faultOf(folder, model);
    if (error) return { ok: false, error };
  }
  const fingerprint = createHash('sha256')
    .update(wanted.map((model) => `${model.id} ${model.sha256}`).join('\n'))
    .digest('hex');
  return ok({ folder, fingerprint, models: new Map(wanted.map((model) => [model.id, model])) });
}

/** The path of a checked file. @throws when the id is not in the manifest: a bug, not a fault of the installation. */
export function modelPath(checked: CheckedModels, id: string): string {
  return path.join(checked.folder, modelEntry(checked, id).file);
}

export function modelEntry(checked: CheckedModels, id: string): ModelFile {
  const model = checked.models.get(id);
  if (!model) throw new Error(`model ${id} was not checked`);
  return model;
}

async function faultOf(folder: string, model: ModelFile): Promise<AppError | undefined> {
  const file = path.join(folder, model.file);
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) {
    return failure('model_missing', `The model file ${model.file} is missing. ${REINSTALL}`, { at: file }).error;
  }
  const altered = failure(
    'model_altered',
    `The model file ${model.file} is not the one this version was tested with. ${REINSTALL}`,
    { at: file },
  ).error;
  if (facts.size !== model.bytes) return altered;
  const sha256 = await hashOf(file, `${facts.size}/${facts.mtimeMs}/${facts.ino}`).catch(() => undefined);
  if (sha256 === undefined) {
    const unreadable = fail('model_missing', `The model file ${model.file} cannot be read. ${REINSTALL}`, { at: file });
    return unreadable.error;
  }
  return sha256 === model.sha256 ? undefined : altered;
}

async function hashOf(file: string, stamp: string): Promise<string> {
  const known = hashed.get(file);
  if (known?.stamp === stamp) return known.sha256;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  const sha256 = hash.digest('hex');
  hashed.set(file, { stamp, sha256 });
  return sha256;
}
