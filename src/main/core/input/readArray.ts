import { z } from 'zod';
import type { ArrayGeometry } from '../../../shared/domain/audio.ts';
import type { Result } from '../../../shared/result.ts';
import { readJsonFile } from './readJson.ts';

const metres = z.number().min(-5).max(5);
const position = z.object({ x: metres, y: metres, z: metres });

export const arrayGeometrySchema: z.ZodType<ArrayGeometry> = z.object({
  name: z.string().max(200).optional(),
  microphones: z.array(position).min(1).max(16),
  wornAt: z.string().max(60).optional(),
  mouth: position.optional(),
  sampleRate: z.number().optional(),
});

/** Microphone positions in metres: x = wearer's right, y = forward, z = up. */
export function readArray(path: string): Promise<Result<ArrayGeometry>> {
  return readJsonFile(path, 'microphone array', arrayGeometrySchema);
}
