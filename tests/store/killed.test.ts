import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/main/core/store/createStore.ts';
import { report, times } from '../support/faultTable.ts';
import { AT, newTestStore, samplePatient, type TestStore } from './support.ts';

const KILLS = times(10, 100);

let test: TestStore;
beforeEach(() => {
  test = newTestStore();
  test.store.patients.save(samplePatient(), AT);
  test.store.close();
});
afterEach(() => test.remove());

/** Every id that was reported as committed before the process was killed in the middle of its work. */
function runAndKill(afterLines: number): Promise<readonly string[]> {
  const { database, audit } = test.keys;
  const args = [test.file, Buffer.from(database).toString('hex'), Buffer.from(audit).toString('hex')];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'commitWriter.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.split('\n').length > afterLines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('close', () => resolve(text.split('\n').slice(0, -1))));
}

it(`loses no acknowledged commit and tears none when killed ${KILLS} times`, async () => {
  const acknowledged: string[] = [];
  for (let i = 0; i < KILLS; i++) acknowledged.push(...(await runAndKill(3 + ((i * 7) % 20))));
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 3);
  const opened = openStore(test.file, test.keys);
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  expect(store.isIntact()).toBe(true);
  expect(store.audit.verify().ok).toBe(true);
  const sessions = new Set(store.sessions.ofPatient('p1').map(({ id }) => id));
  const audited = new Set(store.audit.newest(100_000).map(({ subject }) => subject));
  expect(acknowledged.filter((id) => !sessions.has(id))).toEqual([]);
  expect(audited).toEqual(sessions);
  store.close();
  report('kill -9 during commits', KILLS, `0 of ${acknowledged.length} acknowledged commits lost, none torn`);
}, 1_200_000);
