import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '../../src/main/shell/staleness.ts';

describe('what was built', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ot-scribe-stale-'));
    mkdirSync(join(root, 'src/deep'), { recursive: true });
    writeAt('src/deep/a.ts', 100);
    writeAt('src/b.css', 100);
    writeAt('other.ts', 900);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function writeAt(name: string, seconds: number): void {
    writeFileSync(join(root, name), '');
    utimesSync(join(root, name), seconds, seconds);
  }
  const stale = () => isStale(root, join(root, 'built'), ['src/**/*.{ts,css}']);

  it('is stale while it is missing', () => {
    expect(stale()).toBe(true);
  });

  it('is fresh when it is newer than each of its sources, whatever else is newer', () => {
    writeAt('built', 200);
    expect(stale()).toBe(false);
  });

  it.each(['src/deep/a.ts', 'src/b.css', 'src/deep/new.ts'])('is stale when %s is newer', (name) => {
    writeAt('built', 200);
    writeAt(name, 300);
    expect(stale()).toBe(true);
  });
});
