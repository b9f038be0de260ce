/**
 * The test command: runs every test project, says which tests this machine cannot run and why, and ends with the counts.
 * With OT_SCRIBE_TESTS_ALL=1 a missing browser or sound server is a failure instead.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CAPABILITIES, type Capability } from '../tests/support/capabilities.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const root = resolve(import.meta.dirname, '..');
const capabilities: readonly Capability[] = Object.values(CAPABILITIES);
const missing = capabilities.filter((capability) => !capability.isPresent);
const required = missing.filter((capability) => !capability.isOptional);
const mustRunAll = process.env.OT_SCRIBE_TESTS_ALL === '1';
const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-tests-'));
const reportFile = join(folder, 'report.json');

const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } },
);

let passed = 0;
let failed = 0;
let leftOut = 0;
try {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
  passed = report.numPassedTests;
  leftOut = report.numPendingTests;
  // A file that does not even load has no tests to count: it counts as one that failed.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  failed = report.numFailedTests + broken.length;
} catch {
  failed = 1;
}
if (run.status !== 0 && failed === 0) failed = 1;
rmSync(folder, { recursive: true, force: true });

for (const capability of missing) {
  process.stdout.write(`left out: tests that need a ${capability.name}; install ${capability.needs}\n`);
}
if (mustRunAll && (required.length > 0 || leftOut > 0)) {
  process.stdout.write(`${leftOut} tests were left out and none may be here\n`);
  failed += Math.max(1, leftOut);
} else if (leftOut > 0) {
  process.stdout.write(`${leftOut} tests left out\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
