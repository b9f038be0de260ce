import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareOutputFolder } from '../../src/main/cli/paths.ts';

describe('the folder for results', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-out-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with its parents', async () => {
    const prepared = await prepareOutputFolder(join(folder, 'a/b'));
    expect(prepared.ok).toBe(true);
    expect(existsSync(join(folder, 'a/b'))).toBe(true);
  });

  it('is taken back with its parents when nothing was written', async () => {
    const prepared = await prepareOutputFolder(join(folder, 'a/b'));
    if (prepared.ok) await prepared.value.abandon();
    expect(existsSync(join(folder, 'a'))).toBe(false);
  });

  it('stays when somebody else has put a file into it', async () => {
    const prepared = await prepareOutputFolder(join(folder, 'a'));
    writeFileSync(join(folder, 'a/kept.txt'), 'kept');
    if (prepared.ok) await prepared.value.abandon();
    expect(existsSync(join(folder, 'a/kept.txt'))).toBe(true);
  });

  it('is refused when a file stands in its way, and nothing is left behind', async () => {
    writeFileSync(join(folder, 'file'), '');
    const direct = await prepareOutputFolder(join(folder, 'file'));
    const below = await prepareOutputFolder(join(folder, 'file/below'));
    expect([direct.ok, below.ok]).toEqual([false, false]);
    expect(!below.ok && below.error.code).toBe('storage');
  });

  it('is refused where nobody may write', async () => {
    const prepared = await prepareOutputFolder('/proc/ot-scribe/out');
    expect(!prepared.ok && prepared.error.message).toContain('Choose a folder');
  });
});
