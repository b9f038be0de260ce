/**
 * Finds the Electron program if it is on this machine already. The electron package itself must not be asked: merely
 * loading it starts a download when the program is missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** @returns the path of the program, or null: then the pages open in a browser instead. */
export function findElectronBinary(
  environment: Environment = process.env,
  packageFolder: string | null = electronPackage(),
): string | null {
  const program = PROGRAM[process.platform] ?? 'electron';
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = [
    ...(override ? [join(override, program)] : []),
    ...(packageFolder ? [join(packageFolder, 'dist', readProgram(packageFolder) ?? program)] : []),
  ];
  return candidates.find((file) => existsSync(file)) ?? null;
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The name the package's installer wrote down for this platform. */
function readProgram(packageFolder: string): string | null {
  try {
    return readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim();
  } catch {
    return null;
  }
}
