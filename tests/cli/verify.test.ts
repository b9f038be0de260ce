import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/main/core/openCore.ts';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

const PASSPHRASE = 'slow river painted bridge';
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-verify-'));
  const core = await openCore({ shell: 'test', dataFolder: folder });
  if (!core.ok) throw new Error(core.error.message);
  const setUp = await core.value.call('security.setUp', {
    name: 'Robin Example',
    credentials: 'OTR/L',
    licence: null,
    passphrase: PASSPHRASE,
  });
  if (!setUp.ok) throw new Error(setUp.error.message);
  await core.value.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ot-scribe verify', () => {
  it('proves an untouched data folder', async () => {
    const run = await runCli(['verify', '--data', folder], { env: { OT_SCRIBE_PASSPHRASE: PASSPHRASE } });
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: true });
  });

  it('refuses a wrong passphrase with one plain sentence', async () => {
    const run = await runCli(['verify', '--data', folder], { env: { OT_SCRIBE_PASSPHRASE: 'not the right one' } });
    expect(run).toSatisfy(isPlainRefusal);
    expect(run.code).toBe(7);
  });

  it('says when the passphrase is missing', async () => {
    expect(await runCli(['verify', '--data', folder])).toSatisfy(isPlainRefusal);
  });

  it('says when there is nothing to verify, and makes nothing', async () => {
    const run = await runCli(['verify', '--data', join(folder, 'nowhere')]);
    expect(run).toSatisfy(isPlainRefusal);
    expect(run.code).toBe(2);
  });
});
