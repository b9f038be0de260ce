/** Which recogniser works and where its files are: the bundled one, or one of those a user imported. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IMPORTED_ID } from '../../../audio/modelImport/describeModel.ts';
import { checkModels } from '../../../audio/onnx/checkModels.ts';
import { BUNDLED_WHISPER } from '../../../audio/transcribe/whisperGraphs.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';

export interface RecogniserPlace {
  readonly name: string;
  readonly origin: 'bundled' | 'imported';
  /** Folder with the manifest. */
  readonly folder: string;
  /** What the ids in the manifest begin with. */
  readonly modelId: string;
}

export const BUNDLED_NAME = BUNDLED_WHISPER;
const NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/;

export function bundledRecogniser(installation: Installation): RecogniserPlace {
  return { name: BUNDLED_NAME, origin: 'bundled', folder: installation.models, modelId: BUNDLED_WHISPER };
}

/** @param models the folder of imported models in the data folder; it need not exist */
export function importedRecogniser(models: string, name: string): RecogniserPlace {
  return { name, origin: 'imported', folder: join(models, name), modelId: IMPORTED_ID };
}

/** All recognisers of this machine, the bundled one first. */
export async function listRecognisers(installation: Installation, models: string): Promise<RecogniserPlace[]> {
  const names = await readdir(models, { withFileTypes: true }).catch(() => []);
  const imported = names
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map((entry) => importedRecogniser(models, entry.name))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return [bundledRecogniser(installation), ...imported];
}

export async function findRecogniser(
  installation: Installation,
  models: string,
  name: string,
): Promise<Result<RecogniserPlace>> {
  const known = await listRecognisers(installation, models);
  const found = known.find((each) => each.name === name);
  if (found) return ok(found);
  return fail('not_found', `There is no model "${name}". There is: ${known.map((each) => each.name).join(', ')}.`);
}

/** The name under which an imported model is kept. */
export function readModelName(text: string): Result<string> {
  if (text === BUNDLED_NAME) {
    return fail('conflict', `${BUNDLED_NAME} is the bundled model: choose another name with --name.`);
  }
  if (NAME.test(text)) return ok(text);
  return fail('invalid_input', `"${text}" is no name for a model: small letters, digits, dots and dashes.`);
}

/** Changes with any file of the recogniser; fails when one is missing or altered. */
export async function recogniserFingerprint(place: RecogniserPlace): Promise<Result<string>> {
  const checked = await checkModels(place.folder, [`${place.modelId}.`]);
  if (checked.ok) return ok(checked.value.fingerprint);
  if (place.origin === 'bundled') return checked;
  const { code, at } = checked.error;
  return fail(code, `The model ${place.name} is not as it was imported. Remove it and import it again.`, { at });
}
