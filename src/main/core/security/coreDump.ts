/**
 * Keeps memory out of core dumps: a crash of this process or of one it starts may leave a dump, but no key and no word
 * in it. Linux lets a process say so itself; elsewhere dumps are off unless somebody switched them on.
 */
import { writeFileSync } from 'node:fs';

const FILTER = '/proc/self/coredump_filter';
const NO_KIND_OF_MEMORY = '0';

/** @returns whether the system took it */
export function keepOutOfCoreDumps(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    writeFileSync(FILTER, NO_KIND_OF_MEMORY);
    return true;
  } catch {
    return false;
  }
}
