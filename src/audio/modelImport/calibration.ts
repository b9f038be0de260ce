/** Calibration from a file: `{"encoder.blocks.0.mlp.2": [largest magnitude of each channel], …, "decoder.ln": […]}`. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Calibration } from './graphs/graphBuilder.ts';

const calibrationSchema = z.record(
  z.string().regex(/^((encoder|decoder)\.blocks\.\d+\.mlp\.2|decoder\.ln)$/),
  z.array(z.number().nonnegative()).min(1),
);

export async function readCalibration(file: string): Promise<Result<Calibration>> {
  try {
    const maxima = calibrationSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return ok(new Map(Object.entries(maxima).map(([name, values]) => [name, Float32Array.from(values)])));
  } catch {
    return fail('invalid_input', `${file} is missing or no list of calibration maxima.`, { at: file });
  }
}
