/**
 * Silero VAD behind the VadModel port (models/vad, MIT). The graph wants the previous step's last 64 samples in
 * front of each 512; without them it quietly finds no speech. Streams run as one batch, many steps in one call.
 */
import { readFile } from 'node:fs/promises';
import { smallOnnxBytes } from '../modelImport/onnxFile/writeOnnx.ts';
import { VAD_STEP, type VadModel, type VadStreams } from '../vad/vadModel.ts';
import { type InferenceSession, openGraph, ort } from './runtime.ts';
import { STATE_SIZE, STEP_CONTEXT, sileroSequenceModel } from './sileroGraph.ts';

const WIDTH = STEP_CONTEXT + VAD_STEP;
/** More rows in one call gain nothing and take memory. */
const MAX_ROWS = 256;

/** @throws when the file is not Silero's 16 kHz network */
export async function openSileroVad(file: string): Promise<VadModel> {
  const graph = smallOnnxBytes(sileroSequenceModel(await readFile(file)));
  const session = await openGraph(graph, { threads: 1 });
  return { open: (streamCount) => sileroStreams(session, streamCount) };
}

function sileroStreams(session: InferenceSession, streamCount: number): VadStreams {
  const { Tensor } = ort();
  const stepsPerCall = Math.max(1, Math.floor(MAX_ROWS / streamCount));
  const rows = new Float32Array(stepsPerCall * streamCount * WIDTH);
  const before = Array.from({ length: streamCount }, () => new Float32Array(STEP_CONTEXT));
  const state = [1, streamCount, STATE_SIZE];
  let h = new Float32Array(streamCount * STATE_SIZE);
  let c = new Float32Array(streamCount * STATE_SIZE);

  function fill(signal: Float32Array, stream: number, from: number, steps: number): void {
    const context = before[stream]!;
    for (let k = 0; k < steps; k++) {
      const row = (k * streamCount + stream) * WIDTH;
      const at = from + k * VAD_STEP;
      rows.set(context, row);
      rows.set(signal.subarray(at, at + VAD_STEP), row + STEP_CONTEXT);
      context.set(signal.subarray(at + VAD_STEP - STEP_CONTEXT, at + VAD_STEP));
    }
  }

  return {
    async process(signals) {
      const total = Math.floor((signals[0]?.length ?? 0) / VAD_STEP);
      const probabilities = signals.map(() => new Float32Array(total));
      for (let first = 0; first < total; first += stepsPerCall) {
        const steps = Math.min(stepsPerCall, total - first);
        signals.forEach((signal, stream) => {
          fill(signal, stream, first * VAD_STEP, steps);
        });
        const used = rows.subarray(0, steps * streamCount * WIDTH);
        const outputs = await session.run({
          input: new Tensor('float32', used, [steps * streamCount, WIDTH]),
          h: new Tensor('float32', h, state),
          c: new Tensor('float32', c, state),
        });
        h = Float32Array.from(outputs.hn!.data as Float32Array);
        c = Float32Array.from(outputs.cn!.data as Float32Array);
        const found = outputs.p!.data as Float32Array;
        for (let k = 0; k < steps; k++) {
          for (let s = 0; s < streamCount; s++) probabilities[s]![first + k] = found[k * streamCount + s]!;
        }
      }
      return probabilities;
    },
  };
}
