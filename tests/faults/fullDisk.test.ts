/** A disk without a byte left, a real one of a few megabytes: nothing crashes, nothing is lost, and it works again after. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/main/core/store/migrate.ts';
import { CAPABILITIES } from '../support/capabilities.ts';
import { report, times } from '../support/faultTable.ts';
import type { FullDiskReport } from '../support/fullDiskChild.ts';

const MEGABYTES = [4, 6, 8, 12, 16].slice(0, times(2, 5));
const CHILD = join(import.meta.dirname, '../support/fullDiskChild.ts');

describe.skipIf(!CAPABILITIES.smallDisk.isPresent)('a full disk', () => {
  it.each(MEGABYTES)(
    'of %i MB is told in a sentence, loses nothing, and takes everything again when it has room',
    (size) => {
      const disk = mkdtempSync(join(tmpdir(), 'ot-scribe-full-'));
      const mount = `mount -t tmpfs -o size=${size}m tmpfs "$0" && exec "$1" "$2" "$0"`;
      const run = spawnSync('unshare', ['-m', 'sh', '-c', mount, disk, process.execPath, CHILD], { encoding: 'utf8' });
      rmSync(disk, { recursive: true, force: true });
      expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
      const told = JSON.parse(run.stdout) as FullDiskReport;
      expect(told.full).toMatchObject({
        'sessions.importWav': 'storage_full',
        'backup.make': 'storage_full',
        'export.pdf': 'ok',
        'review.get': 'ok',
        'security.lock': 'ok',
      });
      // Whether a row still fits depends on what the log had room for; a bug it never is.
      for (const [call, answer] of Object.entries(told.full)) expect([call, answer]).not.toEqual([call, 'internal']);
      // Each step is whole or not there: it stopped at a version there is, and goes on from it.
      expect(MIGRATIONS.map(({ version }) => version)).toContain(told.migration.version);
      expect(told.migration.outcome).toBe('SQLITE_FULL');
      expect(told.migration.afterwards).toBe(MIGRATIONS.at(-1)?.version);
      expect(told.lost).toEqual([]);
      expect(told.wasVerified).toBe(true);
      expect(told.worksAgain).toBe(true);
      const answers = Object.entries(told.full).map(([call, answer]) => `${call} ${answer}`);
      report(
        `full disk of ${size} MB`,
        answers.length + 1,
        `${answers.join(', ')}; 0 steps lost, all works after freeing`,
      );
    },
    120_000,
  );
});
