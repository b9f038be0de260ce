/**
 * The fake array for a group of tests: started once, its environment set for the recorders, a fresh folder for each
 * test, and the shortest way to a recording and to what was stored of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { CaptureNotice } from '../../src/audio/capture/captureNotice.ts';
import { openJournalSource } from '../../src/audio/journal/openJournalSource.ts';
import {
  type CaptureHandle,
  type StartCaptureOptions,
  startCapture,
} from '../../src/main/core/capture/captureClient.ts';
import { createChildProcessHost } from '../../src/main/core/host/childProcessHost.ts';
import { type FakeArray, startFakeArray, wait } from './fakeArray.ts';

export const ARRAY_KEY = Buffer.alloc(32, 3);
export const host = createChildProcessHost();

/** Call inside `describe`. */
export function useFakeArray(channels: number) {
  let array: FakeArray;
  let folder: string;
  const saved = { ...process.env };

  beforeAll(async () => {
    array = await startFakeArray(channels);
    Object.assign(process.env, array.env);
  }, 30_000);
  afterAll(() => {
    array.stop();
    for (const name of Object.keys(array.env)) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-capture-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  return {
    /** What the array plays, from the start of each recording. */
    sound: () => array.sound,
    folder: () => folder,
    async start(more: Partial<StartCaptureOptions> = {}, notices: CaptureNotice[] = []): Promise<CaptureHandle> {
      const started = await startCapture({
        host,
        folder,
        sessionKey: ARRAY_KEY,
        trackId: 'track',
        deviceId: 'pacedmic',
        channels,
        plannedSeconds: 60,
        onEvent: (notice) => notices.push(notice),
        ...more,
      });
      if (!started.ok) throw new Error(started.error.message);
      return started.value;
    },
    async recorded(from = folder) {
      const opened = await openJournalSource(from, ARRAY_KEY);
      if (!opened.ok) throw new Error(opened.error.message);
      const source = opened.value;
      const pcm = source.readPcm16(0, source.frameCount);
      await source.close();
      return { pcm, frames: source.frameCount, gaps: source.gaps, isComplete: source.isComplete };
    },
  };
}

export async function waitFor(isDone: () => boolean): Promise<void> {
  for (let attempt = 0; !isDone(); attempt += 1) {
    if (attempt === 200) throw new Error('it did not happen within 10 s');
    await wait(50);
  }
}
