/** Recording through arecord, ALSA and PulseAudio, in the real capture process. Left out where those are missing. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaptureNotice } from '../../../src/audio/capture/captureNotice.ts';
import { listInterrupted } from '../../../src/audio/journal/listInterrupted.ts';
import { openJournalSource } from '../../../src/audio/journal/openJournalSource.ts';
import {
  type CaptureHandle,
  type StartCaptureOptions,
  startCapture,
} from '../../../src/main/core/capture/captureClient.ts';
import { captureSeconds } from '../../../src/main/core/capture/captureSeconds.ts';
import { recordToFolder } from '../../../src/main/core/capture/recordToFolder.ts';
import { recoverFolder } from '../../../src/main/core/capture/recoverFolder.ts';
import { createChildProcessHost } from '../../../src/main/core/host/childProcessHost.ts';
import { type FakeArray, hasSoundServer, startFakeArray, wait } from '../../support/fakeArray.ts';

const KEY = Buffer.alloc(32, 3);
const RATE = 16000;
const RECORD_CHILD = join(import.meta.dirname, '../../support/recordChild.ts');
const FULL = process.env.OT_SCRIBE_FAULTS === 'full';
/** Of each array: 25 in all, 200 in the full run. */
const KILLS = FULL ? 100 : 13;
/** The recorder hands over sound in periods of this length: the newest one has not left it yet. */
const PERIOD_MS = 20;
const host = createChildProcessHost();

describe.skipIf(!hasSoundServer).each([4, 8])('with an array of %i microphones', (channels) => {
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

  async function start(more: Partial<StartCaptureOptions> = {}, notices: CaptureNotice[] = []): Promise<CaptureHandle> {
    const started = await startCapture({
      host,
      folder,
      sessionKey: KEY,
      trackId: 'track',
      deviceId: 'pacedmic',
      channels,
      plannedSeconds: 60,
      onEvent: (notice) => notices.push(notice),
      ...more,
    });
    if (!started.ok) throw new Error(started.error.message);
    return started.value;
  }

  async function recorded() {
    const opened = await openJournalSource(folder, KEY);
    if (!opened.ok) throw new Error(opened.error.message);
    const source = opened.value;
    const pcm = source.readPcm16(0, source.frameCount);
    await source.close();
    return { pcm, frames: source.frameCount, gaps: source.gaps, isComplete: source.isComplete };
  }

  it.each([{ kind: 'node-record' } as const, { kind: 'arecord' } as const])(
    'stores what the driver delivers, sample by sample ($kind)',
    async (adapter) => {
      const handle = await start({ adapter });
      await wait(1500);
      const stopped = await handle.stop();
      const { pcm, frames, gaps, isComplete } = await recorded();
      expect(stopped).toEqual({ ok: true, value: { samples: frames } });
      expect(frames).toBeGreaterThan(RATE);
      expect(pcm.equals(array.sound.subarray(0, pcm.length))).toBe(true);
      expect(gaps).toEqual([]);
      expect(isComplete).toBe(true);
    },
  );

  it('stores nothing of a pause, and marks it', async () => {
    const handle = await start();
    await wait(700);
    expect(await handle.pause()).toMatchObject({ ok: true });
    const atPause = handle.status().storedSamples;
    const bytesAtPause = bytesIn(folder);
    await wait(1200);
    expect(bytesIn(folder)).toBe(bytesAtPause);
    expect(await handle.resume()).toMatchObject({ ok: true });
    await wait(700);
    await handle.stop();
    const { pcm, frames, gaps } = await recorded();
    // Each start of the fake array plays its sound from the beginning: so both parts are known to the sample.
    const split = atPause * channels * 2;
    expect(pcm.subarray(0, split).equals(array.sound.subarray(0, split))).toBe(true);
    expect(pcm.subarray(split).equals(array.sound.subarray(0, pcm.length - split))).toBe(true);
    expect(frames).toBeGreaterThan(atPause);
    expect(gaps).toMatchObject([{ reason: 'paused', startMs: Math.round(atPause / 16) }]);
    expect(gaps[0]!.lengthMs).toBeGreaterThan(1000);
  });

  it('loses no acknowledged frame when the capture process is killed, again and again', async () => {
    const losses: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const own = join(folder, `k${kill}`);
      let acknowledged = 0;
      // When the first sample was heard, as far as the quickest report tells.
      let originMs = Number.POSITIVE_INFINITY;
      const onEvent = (notice: CaptureNotice): void => {
        if (notice.kind !== 'meters') return;
        acknowledged = notice.storedSamples;
        originMs = Math.min(originMs, performance.now() - acknowledged / 16);
      };
      const handle = await start({ folder: own, onEvent, restartPolicy: { afterCrash: () => null } });
      // Odd moments, the same in each run: in the middle of a frame, at its border, right after a sync.
      await wait(150 + ((kill * 137) % 700));
      const killedAtMs = performance.now();
      process.kill(handle.pid()!, 'SIGKILL');
      await waitFor(() => handle.status().state === 'interrupted');
      const opened = await openJournalSource(own, KEY);
      if (!opened.ok) throw new Error(opened.error.message);
      const { frameCount } = opened.value;
      expect(frameCount).toBeGreaterThanOrEqual(acknowledged);
      expect(opened.value.isComplete).toBe(false);
      const pcm = opened.value.readPcm16(0, frameCount);
      expect(pcm.equals(array.sound.subarray(0, pcm.length))).toBe(true);
      await opened.value.close();
      losses.push(killedAtMs - originMs + PERIOD_MS - frameCount / 16);
    }
    expect(losses).toHaveLength(KILLS);
    const sorted = losses.toSorted((a, b) => a - b);
    process.stdout.write(
      `${channels} ch: ${KILLS} kills, 0 acknowledged frames lost, loss ms median ${sorted[Math.floor(KILLS / 2)]!.toFixed(0)}, max ${sorted.at(-1)!.toFixed(0)}\n`,
    );
  }, 600_000);

  it('goes on by itself in a new process when the capture process is killed', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await start({}, notices);
    await wait(600);
    const first = handle.pid()!;
    process.kill(first, 'SIGKILL');
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    expect(handle.pid()).not.toBe(first);
    await wait(500);
    expect(await handle.stop()).toMatchObject({ ok: true });
    const { gaps, isComplete, frames } = await recorded();
    expect(gaps).toMatchObject([{ reason: 'interrupted' }]);
    expect(isComplete).toBe(true);
    expect(frames).toBeGreaterThan((gaps[0]!.startMs + 400) * 16);
  });

  it('goes on when the recorder is killed: interrupted, a gap, and sound again', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await start({}, notices);
    await wait(600);
    killChildrenOf(handle.pid()!);
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    expect(notices.find((notice) => notice.kind === 'interrupted')).toMatchObject({ error: { code: 'device_lost' } });
    await wait(400);
    await handle.stop();
    const { gaps, isComplete } = await recorded();
    expect(gaps).toMatchObject([{ reason: 'device_lost' }]);
    expect(gaps[0]!.lengthMs).toBeGreaterThan(0);
    expect(isComplete).toBe(true);
  });

  it('notices within 2.5 s that a recorder hangs', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await start({}, notices);
    await wait(500);
    const hungAtMs = performance.now();
    for (const pid of childrenOf(handle.pid()!)) process.kill(pid, 'SIGSTOP');
    await waitFor(() => notices.some((notice) => notice.kind === 'interrupted'));
    const noticedAfterMs = performance.now() - hungAtMs;
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    await handle.stop();
    const { gaps } = await recorded();
    expect(gaps).toMatchObject([{ reason: 'interrupted' }]);
    process.stdout.write(`a hung recorder was noticed after ${noticedAfterMs.toFixed(0)} ms\n`);
  });

  it('keeps and closes the recording when its owner is killed', async () => {
    const out = join(folder, 'out');
    const owner = spawn(process.execPath, [RECORD_CHILD, 'pacedmic', String(channels), out], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledgedSeconds = 0;
    owner.stdout.on('data', (text: Buffer) => {
      acknowledgedSeconds = Number(text.toString().trim().split('\n').at(-1));
    });
    await waitFor(() => acknowledgedSeconds >= 1);
    owner.kill('SIGKILL');
    await new Promise((resolve) => owner.once('close', resolve));
    const recovered = await recoverFolder(out);
    if (!recovered.ok || !recovered.value) throw new Error('nothing was recovered');
    expect(recovered.value.seconds).toBeGreaterThanOrEqual(acknowledgedSeconds);
    expect(readdirSync(out)).toEqual(['session.wav']);
    const wav = readFileSync(recovered.value.file);
    const pcm = wav.subarray(wav.length - recovered.value.frames * channels * 2);
    expect(pcm.equals(array.sound.subarray(0, pcm.length))).toBe(true);
    expect(await recoverFolder(out)).toEqual({ ok: true, value: null });
  });

  it('records a given time into a folder, after finishing what a kill of all its processes had left there', async () => {
    const out = join(folder, 'out');
    const owner = spawn(process.execPath, [RECORD_CHILD, 'pacedmic', String(channels), out], { stdio: 'ignore' });
    await waitFor(() => existsSync(join(out, 'journal', '000001.seg')));
    await wait(900);
    const captureProcesses = childrenOf(owner.pid!);
    owner.kill('SIGKILL');
    for (const pid of captureProcesses) process.kill(pid, 'SIGKILL');
    await waitFor(() => captureProcesses.every((pid) => !existsSync(`/proc/${pid}/fd/0`)));
    expect(listInterrupted(out)).toMatchObject([{ folder: join(out, 'journal') }]);
    const said: string[] = [];
    const second = await recordToFolder(
      { device: 'pacedmic', channels, seconds: 0.5, folder: out },
      { host, say: (message) => said.push(message) },
    );
    expect(second).toMatchObject({ ok: true, value: { endedEarly: null, channels } });
    if (!second.ok) return;
    expect(second.value.recovered!.file).toBe(join(out, 'session.wav'));
    expect(second.value.file).toBe(join(out, 'session-2.wav'));
    expect(second.value.seconds).toBeGreaterThanOrEqual(0.5);
    expect(said[0]).toContain('interrupted recording was finished');
    expect(readdirSync(out).toSorted()).toEqual(['session-2.wav', 'session.wav']);
  });

  it('hands over seconds of sound without touching the disk', async () => {
    const taken = await captureSeconds({ host, deviceId: 'pacedmic', channels, seconds: 0.5 });
    if (!taken.ok) throw new Error(taken.error.message);
    expect(taken.value.channels).toHaveLength(channels);
    taken.value.channels.forEach((samples, channel) => {
      expect(samples).toHaveLength(RATE / 2);
      const last = array.sound.readInt16LE(((RATE / 2 - 1) * channels + channel) * 2);
      expect(samples.at(-1)! * 32768).toBe(last);
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** Linux: the processes started by a process. */
function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function killChildrenOf(pid: number): void {
  for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
}

async function waitFor(isDone: () => boolean): Promise<void> {
  for (let attempt = 0; !isDone(); attempt += 1) {
    if (attempt === 200) throw new Error('it did not happen within 10 s');
    await wait(50);
  }
}
