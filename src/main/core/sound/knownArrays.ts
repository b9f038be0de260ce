/** The microphone arrays that ship with the product (resources/arrays): where their microphones are when worn. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ArrayGeometry } from '../../../shared/domain/audio.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readArray } from '../input/readArray.ts';

export interface KnownArray {
  readonly id: string;
  readonly geometry: ArrayGeometry;
}

export async function listKnownArrays(resourcesFolder: string): Promise<Result<readonly KnownArray[]>> {
  const folder = join(resourcesFolder, 'arrays');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const arrays: KnownArray[] = [];
  for (const file of files) {
    const geometry = await readArray(join(folder, file));
    if (!geometry.ok) return geometry;
    arrays.push({ id: basename(file, '.json'), geometry: geometry.value });
  }
  return ok(arrays);
}

/** @param arrayId null: an array nobody has described, or no array at all */
export async function geometryOf(
  resourcesFolder: string,
  arrayId: string | null,
  channels: number,
): Promise<Result<ArrayGeometry | null>> {
  if (arrayId === null) return ok(null);
  const arrays = await listKnownArrays(resourcesFolder);
  if (!arrays.ok) return arrays;
  const geometry = arrays.value.find(({ id }) => id === arrayId)?.geometry;
  if (!geometry) return fail('invalid_input', 'Choose an array from the list.', { at: 'arrayId' });
  const count = geometry.microphones.length;
  if (count !== channels) {
    return fail('invalid_input', `This array has ${count} microphones, not ${channels}. Choose another one.`, {
      at: 'arrayId',
    });
  }
  return ok(geometry);
}
