/**
 * Native modules lie outside the archive, where the archive's own integrity check does not reach. The build writes
 * their hashes into the archive; an installed app compares before anything loads them. Not on macOS: signing changes
 * the files after the build, and the system checks the signature itself.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const natives = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/** @returns the files that are missing or not those of the build */
export function alteredNatives(listFile: string, unpackedFolder: string): readonly string[] {
  const expected = natives.parse(JSON.parse(readFileSync(listFile, 'utf8')));
  return Object.entries(expected)
    .filter(([file, sha256]) => hashOf(join(unpackedFolder, file)) !== sha256)
    .map(([file]) => file);
}

function hashOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}
