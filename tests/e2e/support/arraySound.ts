/** The bundled session as the sound of a fake array. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './openApp.ts';

const SAMPLE = join(ROOT, 'resources/sample/gym-session');
const HEADER_BYTES = 44;
const SILENCE_BYTES = 4 * 2 * 16_000 * 120;

/** The samples of a 16-bit WAV with a plain header, and silence behind them: the plugin must never run dry. */
export function samplesOf(name: 'enrol.wav' | 'session.wav'): Buffer {
  return Buffer.concat([readFileSync(join(SAMPLE, name)).subarray(HEADER_BYTES), Buffer.alloc(SILENCE_BYTES)]);
}
