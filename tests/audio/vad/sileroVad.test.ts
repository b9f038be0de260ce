import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGraph, ort } from '../../../src/audio/onnx/runtime.ts';
import { openSileroVad } from '../../../src/audio/onnx/sileroVad.ts';
import { VAD_STEP } from '../../../src/audio/vad/vadModel.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MODEL = path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx');
const SPEECH = path.join(ROOT, 'tests/fixtures/gym/speech/ex-01-00-therapist.wav');
const CONTEXT = 64;

describe('the speech detector', () => {
  it('says for each step what the network of the release says, one step at a time', async () => {
    const speech = await spoken();
    const [found] = await (await openSileroVad(MODEL)).open(1).process([speech]);
    const expected = await stepByStep(speech);
    expect(Math.max(...expected)).toBeGreaterThan(0.9);
    expect(Math.min(...expected)).toBeLessThan(0.1);
    expect(largestDifference(found!, expected)).toBeLessThan(1e-4);
  });

  it('remembers across calls and keeps streams apart', async () => {
    const speech = await spoken();
    const backwards = Float32Array.from(speech).reverse();
    const whole = await (await openSileroVad(MODEL)).open(2).process([speech, backwards]);
    const streams = (await openSileroVad(MODEL)).open(2);
    const cut = 7 * VAD_STEP;
    const head = await streams.process([speech.subarray(0, cut), backwards.subarray(0, cut)]);
    const tail = await streams.process([speech.subarray(cut), backwards.subarray(cut)]);
    const alone = await (await openSileroVad(MODEL)).open(1).process([backwards]);
    for (const s of [0, 1]) {
      expect(largestDifference(Float32Array.from([...head[s]!, ...tail[s]!]), whole[s]!)).toBeLessThan(1e-5);
    }
    expect(largestDifference(alone[0]!, whole[1]!)).toBeLessThan(1e-5);
    expect(largestDifference(whole[0]!, whole[1]!)).toBeGreaterThan(0.1);
  });

  it('refuses a file that is another network or none', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vad-'));
    const file = path.join(folder, 'no.onnx');
    writeFileSync(file, 'no graph');
    await expect(openSileroVad(file)).rejects.toThrow('not an ONNX file');
    await expect(openSileroVad(path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'))).rejects.toThrow(
      'the speech detector has no',
    );
    rmSync(folder, { recursive: true });
  });
});

/** A sentence after half a second of silence. */
async function spoken(): Promise<Float32Array> {
  const wav = await openWav(SPEECH);
  if (!wav.ok) throw new Error(wav.error.message);
  const [samples] = await wav.value.read(0, wav.value.frameCount);
  await wav.value.close();
  const out = new Float32Array(VAD_STEP * (16 + Math.floor(samples!.length / VAD_STEP)));
  out.set(samples!.subarray(0, out.length - 16 * VAD_STEP), 16 * VAD_STEP);
  return out;
}

async function stepByStep(signal: Float32Array): Promise<Float32Array> {
  const { Tensor } = ort();
  const session = await openGraph(MODEL, { threads: 1 });
  const out = new Float32Array(signal.length / VAD_STEP);
  let state = new Float32Array(2 * 128);
  for (let k = 0; k < out.length; k++) {
    const input = new Float32Array(CONTEXT + VAD_STEP);
    const from = k * VAD_STEP - CONTEXT;
    input.set(signal.subarray(Math.max(0, from), (k + 1) * VAD_STEP), Math.max(0, -from));
    const { output, stateN } = await session.run({
      input: new Tensor('float32', input, [1, input.length]),
      state: new Tensor('float32', state, [2, 1, 128]),
      sr: new Tensor('int64', BigInt64Array.of(16000n), []),
    });
    out[k] = (output!.data as Float32Array)[0]!;
    state = Float32Array.from(stateN!.data as Float32Array);
  }
  return out;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
