/** A clip of tests/fixtures/speech as samples; its 16-bit mono data begin behind a plain 44-byte header. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/speech');
const HEADER_BYTES = 44;

export function readClip(file: string): Float32Array {
  const bytes = readFileSync(path.join(FOLDER, file));
  return Float32Array.from({ length: (bytes.length - HEADER_BYTES) >> 1 }, (_, index) => {
    return bytes.readInt16LE(HEADER_BYTES + 2 * index) / 32_768;
  });
}
