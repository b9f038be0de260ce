/** Whether something built is missing or older than what it is built from. */
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function isStale(root: string, built: string, sources: readonly string[]): boolean {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return true;
  return globSync([...sources], { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > builtAt);
}
