/**
 * The Node side as it is built for Electron, on a stage that plays Electron's processes: a page's port reaches the core,
 * the core starts its workers through the broker from the built files, and everything ends when it is closed.
 */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assertAddressesResolve, buildMain } from '../../scripts/builders/buildMain.ts';
import { type CoreProcess, startCoreProcess } from '../../src/main/shell/electron/coreProcess.ts';
import type { MessagePortMain } from '../../src/main/shell/electron/electronApi.ts';
import type { AppEvent, AppStatus, ReplyFrame } from '../../src/shared/contract.ts';
import { type StagedUtilityProcess, stageUtilityProcess } from '../support/stagedUtilityProcess.ts';

const ROOT = join(import.meta.dirname, '../..');
const PASSPHRASE = 'four words are enough';

let folder: string;
let stage: StagedUtilityProcess;
let core: CoreProcess;
const gone: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-built-core-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const dist = join(folder, 'dist');
  await buildMain(ROOT, dist);
  assertAddressesResolve(dist);
  const workersFolder = join(dist, 'main/workers');
  const entryFile = join(workersFolder, 'core.process.js');
  stage = stageUtilityProcess(entryFile);
  await new Promise<void>((resolve, reject) => {
    core = startCoreProcess(
      {
        utilityProcess: stage.utilityProcess,
        entryFile,
        workersFolder,
        dataFolder: join(folder, 'data'),
        installation: { root: ROOT, models: join(ROOT, 'models'), resources: join(ROOT, 'resources') },
        keyStore: null,
        isPackaged: true,
        now: () => performance.now(),
        wait: (milliseconds, then) => void setTimeout(then, milliseconds).unref(),
      },
      {
        onReady: () => resolve(),
        onRecording: () => undefined,
        onCapture: () => undefined,
        onKeys: () => undefined,
        onGone: (message) => {
          gone.push(message);
          reject(new Error(message));
        },
      },
    );
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A page at the other end of a port, with its calls and what it hears. */
function openPage() {
  const { port1, port2 } = new MessageChannel();
  expect(core.connect(port1 as unknown as MessagePortMain)).toBe(true);
  return pageOn(port2);
}

function pageOn(port: MessagePort) {
  const waiting = new Map<number, (frame: ReplyFrame) => void>();
  const listeners = new Set<(event: AppEvent) => void>();
  let lastId = 0;
  port.on('message', (frame: ReplyFrame) => {
    if ('event' in frame) for (const listener of [...listeners]) listener(frame.event);
    else waiting.get(frame.id)?.(frame);
  });
  return {
    call: (name: string, body: unknown): Promise<ReplyFrame> =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        port.postMessage({ v: 1, id: lastId, name, body });
      }),
    next: (isIt: (event: AppEvent) => boolean): Promise<AppEvent> =>
      new Promise((resolve) => {
        const listener = (event: AppEvent): void => {
          if (!isIt(event)) return;
          listeners.delete(listener);
          resolve(event);
        };
        listeners.add(listener);
      }),
  };
}

const bodyOf = <T>(frame: ReplyFrame): T => {
  expect(frame).toMatchObject({ ok: true });
  return (frame as { body: T }).body;
};

it('a page sets the app up, opens the sample, and the workers start from the built files', async () => {
  const page = openPage();
  expect(bodyOf<AppStatus>(await page.call('app.status', {}))).toMatchObject({ phase: 'firstRun', shell: 'electron' });
  expect(await page.call('patients.list', {})).toMatchObject({ ok: false, error: { code: 'locked' } });
  expect(await page.call('app.nonsense', {})).toMatchObject({ ok: false, error: { code: 'invalid_input' } });

  const therapist = { name: 'Test Therapist', credentials: 'OTR/L', licence: null, passphrase: PASSPHRASE };
  bodyOf(await page.call('security.setUp', therapist));
  expect(bodyOf<AppStatus>(await page.call('app.status', {})).phase).toBe('unlocked');

  const progress = page.next((event) => event.kind === 'progress' && event.stageIndex > 0);
  const failed = page.next((event) => event.kind === 'failed');
  const { sessionId } = bodyOf<{ sessionId: string }>(await page.call('sample.open', {}));
  const first = await Promise.race([progress, failed]);
  expect(first).toMatchObject({ kind: 'progress', sessionId });
  const workers = stage.started.slice(1).map((file) => basename(file));
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) expect(worker).toMatch(/^\w+\.process\.js$/);
  bodyOf(await page.call('pipeline.cancel', { sessionId }));

  core.lock();
  await page.next((event) => event.kind === 'status' && event.status.phase === 'locked');
  expect(await page.call('patients.list', {})).toMatchObject({ ok: false, error: { code: 'locked' } });

  await core.close();
  expect(gone).toEqual([]);
}, 120_000);
