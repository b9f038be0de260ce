/**
 * Which channels of a model stand out, measured: the model is written once with plain 8-bit weights and outputs for the
 * largest magnitude of each channel, and hears a minute of speech whose words are known. Which channels reach far above the
 * rest depends on the model and hardly on what it hears.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../../shared/result.ts';
import { type InferenceSession, openGraph, ort, type Tensor } from '../onnx/runtime.ts';
import type { WhisperTokenizer } from '../transcribe/whisperTokenizer.ts';
import { decoderGraph } from './graphs/decoderGraph.ts';
import { encoderGraph } from './graphs/encoderGraph.ts';
import type { BuildOptions, Calibration } from './graphs/graphBuilder.ts';
import { melGraph } from './graphs/melGraph.ts';
import { writeOnnx } from './onnxFile/writeOnnx.ts';
import type { ChosenHeads } from './tokens/alignmentHeads.ts';
import type { TokenTable } from './tokens/tokenTable.ts';
import type { WeightTable, WhisperDims } from './weightTable.ts';

export interface CalibrationClip {
  /** Mono, 16 kHz, at most 30 s. */
  readonly samples: Float32Array;
  /** What is said in it. */
  readonly text: string;
}

export interface CalibrationTask {
  readonly weights: WeightTable;
  readonly dims: WhisperDims;
  readonly tokens: TokenTable;
  readonly tokenizer: Pick<WhisperTokenizer, 'encode'>;
  readonly alignmentHeads: ChosenHeads['heads'];
  readonly clips: readonly CalibrationClip[];
  readonly threads: number;
  /** Made for the graphs of the measurement and removed afterwards. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

const PROBE = 'probe.';
const WINDOW_SAMPLES = 30 * 16000;

export async function measureCalibration(task: CalibrationTask): Promise<Calibration> {
  const { weights, dims, folder, signal, threads } = task;
  const plain = { precision: 'int8', calibration: new Map(), floatChannels: 0 } as const;
  const options: BuildOptions = { weights, name: 'calibration', ...plain, probes: true };
  const place = (name: string): string => path.join(folder, `${name}.onnx`);
  const sessions: InferenceSession[] = [];
  try {
    await mkdir(folder);
    await writeOnnx(place('mel'), melGraph(options, dims.n_mels), signal);
    await writeOnnx(place('encoder'), await encoderGraph(options, dims), signal);
    await writeOnnx(place('decoder'), await decoderGraph(options, dims, task.alignmentHeads), signal);
    for (const name of ['mel', 'encoder', 'decoder']) {
      sessions.push(await openGraph(place(name), { threads, givesMemoryBack: true }));
    }
    const [mel, encoder, decoder] = sessions as [InferenceSession, InferenceSession, InferenceSession];
    const maxima = new Map<string, Float32Array>();
    for (const clip of task.clips) {
      if (signal?.aborted) throw failure('cancelled', 'The import was cancelled. Nothing was kept.');
      const heard = await encoder.run({ mel: await featuresOf(mel, clip) });
      const probes = decoder.outputNames.filter((name) => name.startsWith(PROBE));
      const said = await decoder.run(forcedRun(task, clip, heard), probes);
      raise(maxima, heard);
      raise(maxima, said);
    }
    return maxima;
  } finally {
    for (const session of sessions) await session.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function featuresOf(mel: InferenceSession, { samples }: CalibrationClip): Promise<Tensor> {
  const padded = new Float32Array(WINDOW_SAMPLES);
  padded.set(samples.subarray(0, WINDOW_SAMPLES));
  const features = await mel.run({ audio: new (ort().Tensor)('float32', padded, [1, WINDOW_SAMPLES]) });
  return features.mel!;
}

/** The whole text at once, with scores at every place. */
function forcedRun(
  { dims, tokens, tokenizer }: CalibrationTask,
  { text }: CalibrationClip,
  heard: InferenceSession.OnnxValueMapType,
): Record<string, Tensor> {
  const { Tensor } = ort();
  const room = dims.n_text_ctx - tokens.prompt.length - 1;
  const said = [...tokens.prompt, ...tokenizer.encode(` ${text}`).slice(0, room), tokens.ids.eot!];
  const integers = (values: readonly number[], shape: readonly number[]): Tensor =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
  const feeds: Record<string, Tensor> = {
    tokens: integers(said, [1, said.length]),
    offset: integers([0], [1]),
    rows: integers([...said.keys()], [said.length]),
    align: new Tensor('bool', Uint8Array.of(0), [1]),
  };
  for (const kind of ['k', 'v']) {
    const cross = heard[`cross_${kind}`] as Tensor;
    const shape = cross.dims.slice(1);
    const size = shape.reduce((product, side) => product * side, 1);
    for (let layer = 0; layer < dims.dec_layers; layer++) {
      const ofLayer = (cross.data as Float32Array).subarray(layer * size, (layer + 1) * size);
      feeds[`cross_${kind}_${layer}`] = new Tensor('float32', ofLayer, shape);
      feeds[`past_${kind}_${layer}`] = new Tensor('float32', new Float32Array(0), [1, dims.heads, 0, dims.head_dim]);
    }
  }
  return feeds;
}

function raise(maxima: Map<string, Float32Array>, outputs: InferenceSession.OnnxValueMapType): void {
  for (const [output, value] of Object.entries(outputs)) {
    if (!output.startsWith(PROBE)) continue;
    const name = output.slice(PROBE.length);
    const found = (value as Tensor).data as Float32Array;
    const known = maxima.get(name);
    maxima.set(name, known ? known.map((top, channel) => Math.max(top, found[channel]!)) : Float32Array.from(found));
  }
}
