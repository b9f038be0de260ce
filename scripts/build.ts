/** Builds what Electron runs into dist/: the pages, the Node side module by module, the preload script. */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { assertAddressesResolve, buildMain } from './builders/buildMain.ts';
import { buildPreload } from './builders/buildPreload.ts';
import { electronAgeWarning } from './builders/electronAge.ts';
import { listNatives } from './builders/listNatives.ts';

export async function buildApp(root: string, outFolder: string): Promise<void> {
  rmSync(outFolder, { recursive: true, force: true });
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(outFolder, 'renderer') },
  });
  await buildMain(root, outFolder);
  await buildPreload(root, join(outFolder, 'main'));
  listNatives(root, join(outFolder, 'main/natives.json'));
  assertAddressesResolve(outFolder);
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  await buildApp(root, join(root, 'dist'));
  const warning = electronAgeWarning(root, new Date());
  if (warning !== null) process.stderr.write(`${warning}\n`);
}
