import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program's version, from its package file; stamped on every draft. */
export function appVersion(root: string): string {
  const description: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return (description as { readonly version: string }).version;
}
