import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findElectronBinary } from '../../src/main/shell/electron/findElectron.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-electron-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const PROGRAM =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron';

describe('the Electron program', () => {
  it('is found in the package when its installer has put it there', () => {
    const folder = folderWith({ 'path.txt': `${PROGRAM}\n`, [`dist/${PROGRAM}`]: '' });
    expect(findElectronBinary({}, folder)).toBe(join(folder, 'dist', PROGRAM));
  });

  it('is found where ELECTRON_OVERRIDE_DIST_PATH says', () => {
    const folder = folderWith({ [PROGRAM]: '' });
    expect(findElectronBinary({ ELECTRON_OVERRIDE_DIST_PATH: folder }, null)).toBe(join(folder, PROGRAM));
  });

  it('is not there when the package holds no program, whatever its notes say', () => {
    expect(findElectronBinary({}, folderWith({ 'path.txt': PROGRAM }))).toBeNull();
    expect(findElectronBinary({}, folderWith({}))).toBeNull();
    expect(findElectronBinary({}, null)).toBeNull();
  });

  it('is looked for without loading the package, which would download it', () => {
    const folder = folderWith({
      'index.js': 'throw new Error("loaded")',
      'install.js': 'throw new Error("installed")',
    });
    expect(findElectronBinary({}, folder)).toBeNull();
  });
});
