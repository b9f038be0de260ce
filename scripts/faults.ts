/**
 * The fault suite: `npm run test:faults` in the small counts of every test run, `-- --full` in the large ones, `-- --soak`
 * with eight hours of recording at twenty times the speed. Ends with a table of what was done to the app and what came of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FaultRow } from '../tests/support/faultTable.ts';

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const isFull = words.includes('--full');
const isSoak = words.includes('--soak');
const filters = words.filter((word) => !word.startsWith('--'));
const SUITE = [
  'tests/faults',
  'tests/e2e/killedApp.test.ts',
  'tests/audio/journal',
  'tests/contract',
  'tests/store',
  'tests/keeping',
  'tests/security',
];

const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-fault-table-'));
const table = join(folder, 'rows.jsonl');
const startedAt = performance.now();
const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--project', 'node', '--project', 'e2e', '--reporter=default'],
    // The large counts measure times: one file after the other, so that they do not slow each other down.
    ...(isFull ? ['--no-file-parallelism'] : []),
    ...(filters.length > 0 ? filters : SUITE),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ORT_DISABLE_TELEMETRY: '1',
      OT_SCRIBE_FAULT_TABLE: table,
      ...(isFull ? { OT_SCRIBE_FAULTS: 'full' } : {}),
    },
  },
);
const soak = isSoak
  ? spawnSync(process.execPath, [join(root, 'tests/faults/soak.ts')], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, OT_SCRIBE_FAULT_TABLE: table },
    })
  : null;

const rows = existsSync(table)
  ? readFileSync(table, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as FaultRow)
  : [];
rmSync(folder, { recursive: true, force: true });
process.stdout.write('\n| fault | runs | outcome |\n| --- | ---: | --- |\n');
for (const { fault, runs, outcome } of rows.toSorted((a, b) => a.fault.localeCompare(b.fault))) {
  process.stdout.write(`| ${fault} | ${runs.toLocaleString('en-US')} | ${outcome} |\n`);
}
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
process.stdout.write(`\n${isFull ? 'full' : 'quick'} counts, ${minutes} minutes\n`);
process.exitCode = run.status === 0 && (soak === null || soak.status === 0) ? 0 : 1;
