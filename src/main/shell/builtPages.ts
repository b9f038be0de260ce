/** Builds the pages when they are missing or older than their source: a checkout starts with one command. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isStale } from './staleness.ts';

const SOURCES = ['src/renderer/**/*', 'src/shared/**/*.ts', 'vite.config.ts'];

/** @returns the folder of the built pages */
export async function buildPagesIfStale(root: string, say: (line: string) => void): Promise<string> {
  const folder = join(root, 'dist', 'renderer');
  const configFile = join(root, 'vite.config.ts');
  // An installed app comes with its pages and without their source.
  if (!existsSync(configFile) || !isStale(root, join(folder, 'index.html'), SOURCES)) return folder;
  say('Building the pages …');
  const { build } = await import('vite');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return folder;
}
