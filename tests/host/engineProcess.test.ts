import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { createEngineClient, type EngineClient } from '../../src/main/core/host/engineClient.ts';
import { createRestartPolicy } from '../../src/main/core/host/restartPolicy.ts';
import type { SegmentSound } from '../../src/shared/domain/audio.ts';
import { readClip } from '../audio/transcribe/readClip.ts';
import { sound } from '../audio/transcribe/scriptedRecogniser.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));
const CLIPS = ['1688-142285-0003.wav', '3080-5032-0003.wav', '367-130732-0008.wav'];
/** One chunk per role, so that there is something before and after the kill. */
const ROLES = ['therapist', 'patient', 'caregiver'] as const;
const sounds: readonly SegmentSound[] = CLIPS.map((file, index) =>
  sound(`s${index}`, ROLES[index]!, index * 10_000, readClip(file)),
);

let open: EngineClient[] = [];
afterEach(async () => {
  await Promise.all(open.map((engine) => engine.close()));
  open = [];
});

function engine(modelsFolder = path.join(ROOT, 'models'), onCrash?: () => void): EngineClient {
  const client = createEngineClient({
    configuration: { modelsFolder, threads: 1 },
    restartPolicy: createRestartPolicy([10, 10, 10]),
    onCrash,
  });
  open.push(client);
  return client;
}

/** The second kill may come for a process that the first has already ended. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

describe('the engine process', () => {
  it('writes the same transcript whether or not it was killed in the middle', async () => {
    const calm = await transcribeSounds(sounds, { recogniser: engine(), stockPhrases });
    expect(calm.utterances.length).toBeGreaterThanOrEqual(3);

    let crashes = 0;
    const victim = engine(undefined, () => crashes++);
    const kills: number[] = [];
    const disturbed = await transcribeSounds(sounds, {
      stockPhrases,
      recogniser: {
        recognise: (request, signal) => {
          const answer = victim.recognise(request, signal);
          if (kills.length < 2) {
            const pid = victim.pid!;
            kills.push(pid);
            setTimeout(() => killIfAlive(pid), 300 * kills.length);
          }
          return answer;
        },
      },
    });
    expect(crashes).toBeGreaterThanOrEqual(1);
    expect(disturbed).toEqual(calm);
  });

  it('names the missing model and its remedy, and does not crash over it', async () => {
    const empty = await mkdtemp(path.join(os.tmpdir(), 'no-models-'));
    let crashes = 0;
    const client = engine(empty, () => crashes++);
    await expect(client.recognise({ samples: readClip(CLIPS[0]!) })).rejects.toMatchObject({
      error: { code: 'model_missing', message: expect.stringMatching(/manifest\.json is missing.*Install/) },
    });
    expect(crashes).toBe(0);
    await rm(empty, { recursive: true });
  });

  it('stops within a decoding step when it is cancelled, and serves the next call', async () => {
    const client = engine();
    const controller = new AbortController();
    const running = client.recognise({ samples: readClip(CLIPS[0]!) }, controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ error: { code: 'cancelled' } });
    const next = await client.recognise({ samples: readClip(CLIPS[2]!), lane: 'live' });
    expect(next.words.map(({ text }) => text).join(' ')).toMatch(/double boiler/);
  });

  it('leaves when it is closed', async () => {
    const client = engine();
    await client.recognise({ samples: readClip(CLIPS[0]!), lane: 'live' });
    const pid = client.pid!;
    await client.close();
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
