/** A poor computer: one core that something else keeps busy, the lowest priority, little memory. Recording is unharmed. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaptureNotice } from '../../src/audio/capture/captureNotice.ts';
import { useFakeArray } from '../support/arrayFixture.ts';
import { hasSoundServer, wait } from '../support/fakeArray.ts';
import { report, times } from '../support/faultTable.ts';
import { FRUGAL, frugalHost } from '../support/frugalHost.ts';

const SECONDS = times(5, 45);
const CHANNELS = 8;
/** What the recorder still holds when it is stopped, and how long it takes to start. */
const EDGE_SECONDS = 1.5;

describe.skipIf(!hasSoundServer)('with one busy core, the lowest priority and 256 MB of heap', () => {
  const fixture = useFakeArray(CHANNELS);

  it(`records ${CHANNELS} microphones without a hole or an altered sample`, async () => {
    const [program, ...words] = FRUGAL;
    const busy = spawn(program, [...words, process.execPath, '-e', 'for (;;);'], { stdio: 'ignore' });
    try {
      const notices: CaptureNotice[] = [];
      const handle = await fixture.start({ host: frugalHost }, notices);
      const status = readFileSync(`/proc/${handle.pid()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      expect(Number(status[16]), 'the priority that was asked for').toBe(19);
      await wait(SECONDS * 1000);
      expect(await handle.stop()).toMatchObject({ ok: true });
      const { pcm, frames, gaps, isComplete } = await fixture.recorded();
      expect(gaps).toEqual([]);
      expect(isComplete).toBe(true);
      expect(frames / 16_000).toBeGreaterThan(SECONDS - EDGE_SECONDS);
      expect(pcm.equals(fixture.sound().subarray(0, pcm.length))).toBe(true);
      expect(notices.filter(({ kind }) => kind === 'interrupted')).toEqual([]);
      report('one busy core, lowest priority, 256 MB of heap', 1, `${SECONDS} s of ${CHANNELS} microphones unharmed`);
    } finally {
      busy.kill('SIGKILL');
    }
  }, 120_000);
});
