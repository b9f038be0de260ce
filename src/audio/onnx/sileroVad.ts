/**
 * Silero VAD behind the VadModel port (models/vad, MIT). The graph wants the previous step's last 64 samples in
 * front of each 512; without them it quietly finds no speech. Streams run as one batch.
 */
import { VAD_STEP, type VadModel, type VadStreams } from '../vad/vadModel.ts';
import { type InferenceSession, openGraph, ort } from './runtime.ts';

const CONTEXT = 64;
const STATE_SIZE = 128;
const SAMPLE_RATE = 16000n;

export async function openSileroVad(file: string): Promise<VadModel> {
  const session = await openGraph(file, { threads: 1 });
  return { open: (streamCount) => sileroStreams(session, streamCount) };
}

function sileroStreams(session: InferenceSession, streamCount: number): VadStreams {
  const { Tensor } = ort();
  const rate = new Tensor('int64', BigInt64Array.of(SAMPLE_RATE), []);
  const width = CONTEXT + VAD_STEP;
  const input = new Float32Array(streamCount * width);
  let state = new Float32Array(2 * streamCount * STATE_SIZE);

  async function step(signals: readonly Float32Array[], at: number): Promise<Float32Array> {
    signals.forEach((signal, s) => {
      input.copyWithin(s * width, s * width + VAD_STEP, (s + 1) * width);
      input.set(signal.subarray(at, at + VAD_STEP), s * width + CONTEXT);
    });
    const outputs = await session.run({
      input: new Tensor('float32', input, [streamCount, width]),
      state: new Tensor('float32', state, [2, streamCount, STATE_SIZE]),
      sr: rate,
    });
    state = Float32Array.from(outputs.stateN!.data as Float32Array);
    return outputs.output!.data as Float32Array;
  }

  return {
    async process(signals) {
      const steps = Math.floor((signals[0]?.length ?? 0) / VAD_STEP);
      const probabilities = signals.map(() => new Float32Array(steps));
      for (let k = 0; k < steps; k++) {
        const found = await step(signals, k * VAD_STEP);
        for (let s = 0; s < streamCount; s++) probabilities[s]![k] = found[s]!;
      }
      return probabilities;
    },
  };
}
