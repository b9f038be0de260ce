import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { electronAgeWarning } from '../../scripts/builders/electronAge.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ot-scribe-age-'));
  mkdirSync(join(root, 'resources/packaging'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(inPackage: string, releasedOn = '2026-01-01'): void {
  const source = { title: 'test', retrieved: '2026-01-02' };
  const release = { version: '45.0.0', releasedOn, source, oldAfterWeeks: 24 };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ devDependencies: { electron: inPackage } }));
  writeFileSync(join(root, 'resources/packaging/electron-release.json'), JSON.stringify(release));
}

it('knows when the Electron of the package list was released', () => {
  const onItsDay = new Date('2026-11-28');
  expect(electronAgeWarning(resolve(import.meta.dirname, '../..'), onItsDay)).toBeNull();
});

it('warns of an Electron of more than 24 weeks, and not a day before', () => {
  write('45.0.0');
  expect(electronAgeWarning(root, new Date('2026-06-24'))).toBeNull();
  expect(electronAgeWarning(root, new Date('2026-06-25'))).toMatch(/Electron 45\.0\.0 is 25 weeks old/);
});

it('warns when the version changed and its date did not', () => {
  write('46.0.0');
  expect(electronAgeWarning(root, new Date('2026-02-01'))).toMatch(/package\.json asks for 46\.0\.0/);
});
