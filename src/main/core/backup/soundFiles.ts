/** The sealed sound files under a folder, for copying and for proving what was deleted. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Paths relative to the folder, with forward slashes, in a fixed order; locks and other files are left out. */
export function segmentsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\d{6}\.seg$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

export interface Fingerprint {
  readonly files: number;
  readonly bytes: number;
  /** Hex; over name and content of each file, and over the name alone of one that cannot be read. */
  readonly sealedSha256: string;
}

export async function fingerprint(folder: string): Promise<Fingerprint> {
  const hash = createHash('sha256');
  const names = segmentsIn(folder);
  let bytes = 0;
  for (const name of names) {
    hash.update(`${name}\n`);
    try {
      bytes += statSync(join(folder, name)).size;
      await pipeline(createReadStream(join(folder, name)), async (chunks) => {
        for await (const chunk of chunks) hash.update(chunk as Buffer);
      });
    } catch {
      // Damaged sound must be deletable too.
      hash.update('unreadable\n');
    }
  }
  return { files: names.length, bytes, sealedSha256: hash.digest('hex') };
}
