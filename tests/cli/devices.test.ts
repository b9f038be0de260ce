import { describe, expect, it } from 'vitest';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

describe('ot-scribe devices', () => {
  it('lists what record can use, or says what to install', async () => {
    const run = await runCli(['devices']);
    if (run.code !== 0) {
      expect(run.code).toBe(6);
      expect(run.stderr).toContain('Install');
      return;
    }
    const { devices } = JSON.parse(run.stdout) as { devices: { id: string; label: string }[] };
    expect(devices.every(({ id, label }) => id !== '' && label !== '')).toBe(true);
  });

  it('says plainly that there is no recorder program', async () => {
    const run = await runCli(['devices'], { env: { PATH: '/nowhere' } });
    if (process.platform !== 'linux') return;
    expect(isPlainRefusal(run)).toBe(true);
    expect(run.code).toBe(6);
    expect(run.stderr).toContain('alsa-utils');
  });

  it('takes no options', async () => {
    expect((await runCli(['devices', '--all'])).code).toBe(2);
  });
});
