/**
 * Makes a folder and the missing ones above it, one at a time. Node's own recursive mkdir never returns where the
 * file system answers "no such entry" for a folder that exists (/proc, some network mounts).
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * @returns those that were made, from above to below
 * @throws what node:fs throws, ENOTDIR when something on the way is a file
 */
export function makeFolders(folder: string, mode = 0o777): readonly string[] {
  const missing: string[] = [];
  for (let place = resolve(folder); !isFolder(place); place = dirname(place)) missing.push(place);
  for (const place of missing.toReversed()) {
    try {
      mkdirSync(place, { mode });
    } catch (thrown) {
      // Somebody else may have made it in the meantime.
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(place)) throw thrown;
    }
  }
  return missing.toReversed();
}

function isFolder(place: string): boolean {
  const info = statSync(place, { throwIfNoEntry: false });
  if (info && !info.isDirectory()) throw Object.assign(new Error(`${place} is a file`), { code: 'ENOTDIR' });
  return info !== undefined;
}
