/** Where the program's own files are: beside the source in a checkout, in the resources folder of an installed app. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Installation {
  readonly root: string;
  readonly models: string;
  readonly resources: string;
}

/** The nearest folder above this file that holds both models and resources. */
export function findInstallation(start: string = import.meta.dirname): Installation {
  const packaged = (process as { readonly resourcesPath?: string }).resourcesPath;
  const root = packaged && isRoot(packaged) ? packaged : climb(start);
  return {
    root,
    models: process.env.OT_SCRIBE_MODELS ?? join(root, 'models'),
    resources: join(root, 'resources'),
  };
}

function climb(folder: string): string {
  if (isRoot(folder)) return folder;
  const parent = dirname(folder);
  if (parent === folder) return resolve(import.meta.dirname, '../../..');
  return climb(parent);
}

function isRoot(folder: string): boolean {
  return existsSync(join(folder, 'models')) && existsSync(join(folder, 'resources'));
}
