/** Several starts on one data folder at the same moment: one owner, a clear sentence for the others. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { report, times } from '../support/faultTable.ts';
import { runCli } from '../support/runCli.ts';
import { PASSPHRASE, PERSON, startTestCore } from '../support/testCore.ts';

const ROUNDS = times(3, 20);
const STARTS = 3;
const CHILD = join(import.meta.dirname, '../support/openingChild.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-instances-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(): { readonly child: ChildProcess; readonly said: Promise<string> } {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('close', () => reject(new Error('ended without a word')));
  });
  return { child, said };
}

it(
  `lets exactly one of ${STARTS} starts in, ${ROUNDS} times`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const starts = Array.from({ length: STARTS }, start);
      const said = await Promise.all(starts.map((each) => each.said));
      expect(said.filter((word) => word === 'owner')).toHaveLength(1);
      for (const word of said.filter((each) => each !== 'owner')) {
        expect(word).toMatch(/^OT Scribe is open already.*Close it first, or use that window\.$/);
      }
      await Promise.all(
        starts.map(({ child }) => {
          const closed = new Promise((resolve) => child.once('close', resolve));
          // The owner of every other round is killed: what it leaves must lock nobody out.
          if (round % 2 === 0) child.kill('SIGKILL');
          else child.stdin?.end();
          return closed;
        }),
      );
    }
    report(
      'several starts on one data folder',
      ROUNDS * STARTS,
      'one owner each time, the others told in a sentence; a killed owner locks nobody out',
    );
  },
  ROUNDS * 30_000,
);

it('keeps the command line out while the app is open, and the app unharmed', async () => {
  const app = startTestCore({}, folder);
  await app.must('security.setUp', PERSON);
  const run = await runCli(['verify', '--data', folder], { env: { OT_SCRIBE_PASSPHRASE: PASSPHRASE } });
  expect(run.code).not.toBe(0);
  expect(run.stderr).toContain('OT Scribe is open already');
  expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
  await app.close();
});
