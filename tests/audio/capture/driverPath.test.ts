/** Recording through arecord, ALSA and PulseAudio, in the real capture process. Left out where those are missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { captureSeconds } from '../../../src/main/core/capture/captureSeconds.ts';
import { host, useFakeArray } from '../../support/arrayFixture.ts';
import { hasSoundServer, wait } from '../../support/fakeArray.ts';

const RATE = 16000;

describe.skipIf(!hasSoundServer).each([4, 8])('with an array of %i microphones', (channels) => {
  const fixture = useFakeArray(channels);

  it.each([{ kind: 'node-record' } as const, { kind: 'arecord' } as const])(
    'stores what the driver delivers, sample by sample ($kind)',
    async (adapter) => {
      const handle = await fixture.start({ adapter });
      await wait(1500);
      const stopped = await handle.stop();
      const { pcm, frames, gaps, isComplete } = await fixture.recorded();
      expect(stopped).toEqual({ ok: true, value: { samples: frames } });
      expect(frames).toBeGreaterThan(RATE);
      expect(pcm.equals(fixture.sound().subarray(0, pcm.length))).toBe(true);
      expect(gaps).toEqual([]);
      expect(isComplete).toBe(true);
    },
  );

  it('stores nothing of a pause, and marks it', async () => {
    const handle = await fixture.start();
    await wait(700);
    expect(await handle.pause()).toMatchObject({ ok: true });
    const atPause = handle.status().storedSamples;
    const bytesAtPause = bytesIn(fixture.folder());
    await wait(1200);
    expect(bytesIn(fixture.folder())).toBe(bytesAtPause);
    expect(await handle.resume()).toMatchObject({ ok: true });
    await wait(700);
    await handle.stop();
    const { pcm, frames, gaps } = await fixture.recorded();
    // Each start of the fake array plays its sound from the beginning: so both parts are known to the sample.
    const split = atPause * channels * 2;
    expect(pcm.subarray(0, split).equals(fixture.sound().subarray(0, split))).toBe(true);
    expect(pcm.subarray(split).equals(fixture.sound().subarray(0, pcm.length - split))).toBe(true);
    expect(frames).toBeGreaterThan(atPause);
    expect(gaps).toMatchObject([{ reason: 'paused', startMs: Math.round(atPause / 16) }]);
    expect(gaps[0]!.lengthMs).toBeGreaterThan(1000);
  });

  it('hands over seconds of sound without touching the disk', async () => {
    const taken = await captureSeconds({ host, deviceId: 'pacedmic', channels, seconds: 0.5 });
    if (!taken.ok) throw new Error(taken.error.message);
    expect(taken.value.channels).toHaveLength(channels);
    taken.value.channels.forEach((samples, channel) => {
      expect(samples).toHaveLength(RATE / 2);
      const last = fixture.sound().readInt16LE(((RATE / 2 - 1) * channels + channel) * 2);
      expect(samples.at(-1)! * 32768).toBe(last);
    });
    expect(readdirSync(fixture.folder())).toEqual([]);
  });
});

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
}
