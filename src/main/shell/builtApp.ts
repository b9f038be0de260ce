/** Builds what Electron runs when that is missing or older than its source. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isStale } from './staleness.ts';

const SOURCES = ['src/**/*.{ts,tsx,css,html,svg,cjs}', 'vite.config.ts'];

/** @returns whether there is something for Electron to run */
export async function buildAppIfStale(root: string, say: (line: string) => void): Promise<boolean> {
  const script = join(root, 'scripts', 'build.ts');
  const main = join(root, 'dist', 'main', 'main.js');
  if (!existsSync(script) || !isStale(root, main, SOURCES)) return existsSync(main);
  say('Building the app …');
  const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  return code === 0 && existsSync(main);
}
