/**
 * Death in mid-recording, through the real drivers' path: of the capture process, the recorder, the owner, of all at
 * once. What was acknowledged is there afterwards. Left out where there is no sound server.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureNotice } from '../../src/audio/capture/captureNotice.ts';
import { listInterrupted } from '../../src/audio/journal/listInterrupted.ts';
import { recordToFolder } from '../../src/main/core/capture/recordToFolder.ts';
import { recoverFolder } from '../../src/main/core/capture/recoverFolder.ts';
import { host, useFakeArray, waitFor } from '../support/arrayFixture.ts';
import { hasSoundServer, wait } from '../support/fakeArray.ts';
import { FULL, report, times } from '../support/faultTable.ts';

const RECORD_CHILD = join(import.meta.dirname, '../support/recordChild.ts');
/** Of each array: 26 in all, 200 in the full run. */
const KILLS = times(13, 100);
/** Held against in the full run alone, which has the machine to itself: it is a time. */
const MAX_KILL_LOSS_MS = 200;
/** The recorder hands over sound in periods of this length: the newest one has not left it yet. */
const PERIOD_MS = 20;

describe.skipIf(!hasSoundServer).each([4, 8])('while an array of %i microphones is recorded', (channels) => {
  const fixture = useFakeArray(channels);

  it('loses no acknowledged frame when the capture process is killed, again and again', async () => {
    const losses: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const own = join(fixture.folder(), `k${kill}`);
      let acknowledged = 0;
      // When the first sample was heard, as far as the quickest report tells.
      let originMs = Number.POSITIVE_INFINITY;
      const onEvent = (notice: CaptureNotice): void => {
        if (notice.kind !== 'meters') return;
        acknowledged = notice.storedSamples;
        originMs = Math.min(originMs, performance.now() - acknowledged / 16);
      };
      const handle = await fixture.start({ folder: own, onEvent, restartPolicy: { afterCrash: () => null } });
      // Odd moments, the same in each run: in the middle of a frame, at its border, right after a sync.
      await wait(150 + ((kill * 137) % 700));
      const killedAtMs = performance.now();
      process.kill(handle.pid()!, 'SIGKILL');
      await waitFor(() => handle.status().state === 'interrupted');
      const { pcm, frames, isComplete } = await fixture.recorded(own);
      expect(frames).toBeGreaterThanOrEqual(acknowledged);
      expect(isComplete).toBe(false);
      expect(pcm.equals(fixture.sound().subarray(0, pcm.length))).toBe(true);
      losses.push(killedAtMs - originMs + PERIOD_MS - frames / 16);
    }
    expect(losses).toHaveLength(KILLS);
    const sorted = losses.toSorted((a, b) => a - b);
    const [median, most] = [sorted[Math.floor(KILLS / 2)]!, sorted.at(-1)!];
    const told = `0 acknowledged frames lost; of the sound before the kill ${median.toFixed(0)} ms (median), ${most.toFixed(0)} ms (most)`;
    report(`kill -9 while recording ${channels} microphones`, KILLS, told);
    if (FULL) expect(most).toBeLessThanOrEqual(MAX_KILL_LOSS_MS);
  }, 600_000);

  it('goes on by itself in a new process when the capture process is killed', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await fixture.start({}, notices);
    await wait(600);
    const first = handle.pid()!;
    process.kill(first, 'SIGKILL');
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    expect(handle.pid()).not.toBe(first);
    await wait(500);
    expect(await handle.stop()).toMatchObject({ ok: true });
    const { gaps, isComplete, frames } = await fixture.recorded();
    expect(gaps).toMatchObject([{ reason: 'interrupted' }]);
    expect(isComplete).toBe(true);
    expect(frames).toBeGreaterThan((gaps[0]!.startMs + 400) * 16);
  });

  it('goes on when the recorder is killed: interrupted, a gap, and sound again', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await fixture.start({}, notices);
    await wait(600);
    killChildrenOf(handle.pid()!);
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    expect(notices.find((notice) => notice.kind === 'interrupted')).toMatchObject({ error: { code: 'device_lost' } });
    await wait(400);
    await handle.stop();
    const { gaps, isComplete } = await fixture.recorded();
    expect(gaps).toMatchObject([{ reason: 'device_lost' }]);
    expect(gaps[0]!.lengthMs).toBeGreaterThan(0);
    expect(isComplete).toBe(true);
  });

  it('notices that a recorder hangs, and goes on with a new one', async () => {
    const notices: CaptureNotice[] = [];
    const handle = await fixture.start({}, notices);
    await wait(500);
    const hungAtMs = performance.now();
    for (const pid of childrenOf(handle.pid()!)) process.kill(pid, 'SIGSTOP');
    await waitFor(() => notices.some((notice) => notice.kind === 'interrupted'));
    const noticedAfterMs = performance.now() - hungAtMs;
    await waitFor(() => notices.some((notice) => notice.kind === 'restored'));
    await handle.stop();
    const { gaps } = await fixture.recorded();
    expect(gaps).toMatchObject([{ reason: 'interrupted' }]);
    if (FULL) expect(noticedAfterMs).toBeLessThanOrEqual(2500);
    report(
      `a recorder of ${channels} microphones hangs`,
      1,
      `noticed after ${noticedAfterMs.toFixed(0)} ms, restarted, the hole is marked`,
    );
  });

  it('keeps and closes the recording when its owner is killed', async () => {
    const out = join(fixture.folder(), 'out');
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
    expect(pcm.equals(fixture.sound().subarray(0, pcm.length))).toBe(true);
    expect(await recoverFolder(out)).toEqual({ ok: true, value: null });
  });

  it('records a given time into a folder, after finishing what a kill of all its processes had left there', async () => {
    const out = join(fixture.folder(), 'out');
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
});

/** Linux: the processes started by a process. */
function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function killChildrenOf(pid: number): void {
  for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
}
