/** The browser for the end-to-end tests: $CHROMIUM, else a Chromium or Chrome on the PATH; without one they are skipped. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

export const CHROMIUM = findChromium();

if (CHROMIUM === null) {
  process.stderr.write('Skipped: no Chromium found. Install one or set CHROMIUM to its path.\n');
}

export function launchBrowser(moreArgs: readonly string[] = []): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('There is no Chromium on this machine');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--font-render-hinting=none', ...moreArgs],
  });
}
