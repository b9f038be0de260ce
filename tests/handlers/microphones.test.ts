import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import { createMicrophones } from '../../src/main/core/adapters/microphones.ts';
import { createChildProcessHost } from '../../src/main/core/host/childProcessHost.ts';
import type { CaptureListener, CaptureMeters } from '../../src/main/core/ports.ts';
import { sealedSounds } from '../support/fakeParts.ts';

const SESSION = resolve(import.meta.dirname, '../../resources/sample/gym-session/session.wav');

describe('the capture process behind the handlers', () => {
  let folder: string;
  let meters: CaptureMeters[];
  let states: string[];
  let listener: CaptureListener;
  const microphones = createMicrophones({
    host: createChildProcessHost(),
    sound: sealedSounds,
    adapter: { kind: 'replay', speed: 8 },
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-capture-'));
    meters = [];
    states = [];
    listener = { meters: (each) => void meters.push(each), state: (state) => void states.push(state) };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const into = () => ({
    sessionId: 's',
    trackId: 't',
    folder: join(folder, 't'),
    sessionKey: randomBytes(32),
    enrolmentFolder: null,
    geometry: null,
    ownTerms: [],
  });

  it('stores what arrives, shows levels per channel, and ends with what can be read back', async () => {
    const started = await microphones.start({ ...into(), deviceId: SESSION, channels: 4 }, listener);
    if (!started.ok) throw new Error(started.error.message);
    await expect.poll(() => meters.length, { timeout: 20_000 }).toBeGreaterThan(3);
    const stopped = await started.value.stop();
    if (!stopped.ok) throw new Error(stopped.error.message);
    expect(stopped.value).toMatchObject({ channelCount: 4, sampleRateHz: 16_000 });
    expect(stopped.value.durationMs).toBeGreaterThanOrEqual(meters[2]?.elapsedMs ?? Number.POSITIVE_INFINITY);
    expect(meters[0]?.peakDbFs).toHaveLength(4);
    expect(states).toEqual([]);
  });

  it('says within five seconds that nothing at all is heard', async () => {
    const silent = join(folder, 'silent.wav');
    writeFileSync(silent, wavBytes([new Float32Array(16_000 * 10)]));
    const said: { readonly message: string | null; readonly atMs: number }[] = [];
    const onState = (_state: string, message: string | null) =>
      void said.push({ message, atMs: meters.at(-1)?.elapsedMs ?? 0 });
    const started = await microphones.start(
      { ...into(), deviceId: silent, channels: 1 },
      { ...listener, state: onState },
    );
    if (!started.ok) throw new Error(started.error.message);
    await expect.poll(() => said.length, { timeout: 20_000 }).toBe(1);
    expect(said[0]!.message).toContain('Nothing at all is heard');
    expect(said[0]!.atMs).toBeLessThanOrEqual(5000);
    await started.value.stop();
  });

  it('takes some seconds into memory and stores nothing', async () => {
    const taken = await microphones.listen({ deviceId: SESSION, channels: 4, seconds: 2 }, listener);
    if (!taken.ok) throw new Error(taken.error.message);
    expect(taken.value.map((channel) => channel.length)).toEqual([32_000, 32_000, 32_000, 32_000]);
    expect(meters.length).toBeGreaterThan(0);
  });

  it('says in a value that a device is not there', async () => {
    const started = await microphones.start({ ...into(), deviceId: join(folder, 'none.wav'), channels: 4 }, listener);
    expect(started.ok).toBe(false);
  });
});
