/** Weights a user brings → a recogniser in the library. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readCalibration } from '../../../audio/modelImport/calibration.ts';
import { type ImportedModel, type ImportRequest, importModel } from '../../../audio/modelImport/importModel.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { calibrationSpeech } from './calibrationSpeech.ts';
import type { ModelLibrary } from './modelLibrary.ts';
import { readModelName } from './recogniserPlace.ts';

export interface RecogniserImport extends Pick<ImportRequest, 'from' | 'precision' | 'signal' | 'onProgress'> {
  /** The name to keep it under; that of the folder or file when null. */
  readonly name: string | null;
  /** What stands out, as a file; measured with the sample session's speech when null. */
  readonly calibrationFile: string | null;
  readonly installation: Installation;
}

export async function importRecogniser(
  library: Pick<ModelLibrary, 'folder'>,
  { name: wanted, calibrationFile, installation, ...request }: RecogniserImport,
): Promise<Result<ImportedModel>> {
  const name = readModelName(wanted ?? nameOf(request.from));
  if (!name.ok) return name;
  const calibration =
    calibrationFile === null ? await calibrationSpeech(installation) : await readCalibration(calibrationFile);
  if (!calibration.ok) return calibration;
  try {
    await mkdir(library.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail('storage', `Nothing can be written to ${library.folder} (${(error as NodeJS.ErrnoException).code}).`);
  }
  const to = join(library.folder, name.value);
  return importModel({ ...request, to, name: name.value, calibration: calibration.value });
}

function nameOf(place: string): string {
  return basename(place)
    .replace(/\.(bin|safetensors)$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
}
