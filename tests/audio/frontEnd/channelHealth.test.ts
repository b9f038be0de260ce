import { describe, expect, it } from 'vitest';
import { assessChannels, usableChannels } from '../../../src/audio/frontEnd/channelHealth.ts';
import { memoryPcmSource } from '../../../src/audio/wav/memoryPcmSource.ts';
import { quietly } from '../fakeModels.ts';
import { babbling, noise } from '../signals.ts';

const SECONDS = 6;
const LENGTH = SECONDS * 16000;

/** Four microphones that hear the same room, each with its own noise. */
function room(): Float32Array[] {
  const common = babbling(LENGTH, 1, 0.3);
  return [0, 1, 2, 3].map((c) => noise(LENGTH, 10 + c, 0.001).map((v, i) => v + common[i]!));
}

async function verdicts(channels: Float32Array[]): Promise<string[]> {
  return (await assessChannels(memoryPcmSource(channels), quietly)).map(({ verdict }) => verdict);
}

describe('microphone health', () => {
  it('finds nothing wrong with four microphones that work', async () => {
    expect(await verdicts(room())).toEqual(['good', 'good', 'good', 'good']);
  });

  it('finds a dead one, and one that died halfway', async () => {
    const channels = room();
    channels[1]!.fill(0);
    channels[3]!.fill(0, LENGTH / 2);
    expect(await verdicts(channels)).toEqual(['good', 'dead', 'good', 'dead']);
  });

  it('finds one that is overloaded', async () => {
    const channels = room();
    channels[2] = channels[2]!.map((v) => Math.max(-1, Math.min(1, 40 * v)));
    expect(await verdicts(channels)).toEqual(['good', 'good', 'clipping', 'good']);
  });

  it('forgives one loud knock', async () => {
    const channels = room();
    channels[0]!.fill(1, 1000, 1100);
    expect(await verdicts(channels)).toEqual(['good', 'good', 'good', 'good']);
  });

  it('finds one that hears something else than the others', async () => {
    const channels = room();
    channels[0] = babbling(LENGTH, 99, 0.3);
    expect(await verdicts(channels)).toEqual(['odd', 'good', 'good', 'good']);
  });

  it('takes a quiet room for a quiet room', async () => {
    const channels = [0, 1, 2, 3].map((c) => noise(LENGTH, 60 + c, 1e-4));
    expect(await verdicts(channels)).toEqual(['good', 'good', 'good', 'good']);
    expect(await verdicts(channels.map((channel) => new Float32Array(channel.length)))).toEqual(
      new Array(4).fill('dead'),
    );
  });

  it('reports level, offset and clipping', async () => {
    const [health] = await assessChannels(memoryPcmSource([noise(LENGTH, 4, 0.1).map((v) => v + 0.05)]), quietly);
    expect(health!.dcOffset).toBeCloseTo(0.05, 2);
    expect(health!.rmsDbFs).toBeCloseTo(10 * Math.log10(0.01 + 0.0025), 0);
    expect(health!.clippedShare).toBe(0);
  });

  it('takes all microphones when none is good: a bad recording is better than none', async () => {
    const clipped = room().map((channel) => channel.map((v) => Math.sign(v)));
    const health = await assessChannels(memoryPcmSource(clipped), quietly);
    expect(usableChannels(health)).toEqual([0, 1, 2, 3]);
  });
});
