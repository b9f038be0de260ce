import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, '../../src/main/core/security/coreDump.ts');

it('a core dump of the app, and of what it starts, would hold no memory', () => {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { keepOutOfCoreDumps } from ${JSON.stringify(MODULE)};
    const isTaken = keepOutOfCoreDumps();
    console.log(isTaken, execFileSync('cat', ['/proc/self/coredump_filter'], { encoding: 'utf8' }).trim());
  `;
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], { encoding: 'utf8' });
  const expected = process.platform === 'linux' ? 'true 00000000' : 'false';
  expect(run.stdout.trim()).toMatch(new RegExp(`^${expected}`));
});
