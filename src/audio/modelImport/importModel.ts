/**
 * Whisper weights a user brings → a folder of our own graphs, tokenizer, description and manifest. Everything is written
 * beside the place it will stand in and moved there when it is whole: a failed or interrupted import leaves nothing behind.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppFailure, fail, failure, ok, type Result } from '../../shared/result.ts';
import { openWhisperTokenizer } from '../transcribe/whisperTokenizer.ts';
import { describeModel, type GraphFile, type ImportedFiles, manifestOf } from './describeModel.ts';
import { decoderGraph } from './graphs/decoderGraph.ts';
import { encoderGraph } from './graphs/encoderGraph.ts';
import type { BuildOptions, Calibration } from './graphs/graphBuilder.ts';
import { melGraph } from './graphs/melGraph.ts';
import { type CalibrationClip, measureCalibration } from './measureCalibration.ts';
import type { OnnxModel } from './onnxFile/onnxModel.ts';
import { writeOnnx } from './onnxFile/writeOnnx.ts';
import { openWeightSource } from './openWeightSource.ts';
import { type ChosenHeads, chooseHeads } from './tokens/alignmentHeads.ts';
import { tokenTable } from './tokens/tokenTable.ts';
import { dimsOf, type WeightSource, type WhisperDims } from './weightTable.ts';

/** As many channels of each second feed-forward matrix stay in floats: all that stand out in the published models. */
const FLOAT_CHANNELS = 32;
const MOST_THREADS = 4;

export interface ImportRequest {
  /** Folder or file of the weights. */
  readonly from: string;
  /** Folder to make; it must not exist. */
  readonly to: string;
  /** Lower-case letters, digits, dots and dashes. */
  readonly name: string;
  readonly precision?: BuildOptions['precision'];
  /**
   * Which channels stand out, or speech to measure it by. Without it 8-bit weights are quantised plainly, which costs some
   * accuracy.
   */
  readonly calibration?: Calibration | readonly CalibrationClip[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: string) => void;
}

export interface ImportedModel {
  readonly name: string;
  readonly folder: string;
  readonly container: WeightSource['container'];
  readonly dims: WhisperDims;
  readonly alignmentHeads: ChosenHeads['origin'];
  readonly bytes: number;
}

/** Expected failures are values: a wrong folder, a truncated file, a full disk, a cancelled import. */
export async function importModel(request: ImportRequest): Promise<Result<ImportedModel>> {
  const draft = path.join(path.dirname(request.to), `.importing-${path.basename(request.to)}-${process.pid}`);
  let source: WeightSource | undefined;
  try {
    source = await openWeightSource(request.from);
    if (await exists(request.to)) return fail('conflict', `There is already a model at ${request.to}.`);
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const imported = await writeModel(request, source, draft);
    await rename(draft, request.to);
    return ok(imported);
  } catch (error) {
    const known = knownFailure(error);
    if (!known) throw error;
    return { ok: false, error: known.error };
  } finally {
    await source?.close();
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeModel(request: ImportRequest, source: WeightSource, draft: string): Promise<ImportedModel> {
  const { name, signal, precision = 'int8' } = request;
  const { weights } = source;
  const dims = dimsOf(weights);
  const chosen = chooseHeads(source.alignmentHeads, dims);
  request.onProgress?.('tokenizer');
  const tokenizerFile = path.join(draft, 'tokenizer.json');
  await writeFile(tokenizerFile, source.tokenizer);
  const tokenizer = await openWhisperTokenizer(tokenizerFile);
  const tokens = tokenTable(source.tokenizer, tokenizer, dims.vocab);

  let calibration: Calibration = new Map();
  if (precision === 'int8' && request.calibration instanceof Map) calibration = request.calibration;
  else if (precision === 'int8' && request.calibration) {
    request.onProgress?.('calibration');
    calibration = await measureCalibration({
      ...{ weights, dims, tokens, tokenizer, signal },
      alignmentHeads: chosen.heads,
      clips: request.calibration as readonly CalibrationClip[],
      threads: Math.min(MOST_THREADS, availableParallelism()),
      folder: path.join(draft, 'calibration'),
    });
  }
  const options: BuildOptions = { weights, name, precision, calibration, floatChannels: FLOAT_CHANNELS, probes: false };

  const write = async (step: string, file: string, model: OnnxModel): Promise<GraphFile> => {
    request.onProgress?.(step);
    return { file, graph: model.graph, ...(await writeOnnx(path.join(draft, file), model, signal)) };
  };
  const mel = await write('mel', 'mel.onnx', melGraph(options, dims.n_mels));
  const encoder = await write('encoder', `encoder.${precision}.onnx`, await encoderGraph(options, dims));
  const decoder = await write('decoder', `decoder.${precision}.onnx`, await decoderGraph(options, dims, chosen.heads));

  request.onProgress?.('checksums');
  const sources = [];
  for (const file of source.files) sources.push({ file: path.basename(file), ...(await hashOf(file, signal)) });
  const description = describeModel({
    ...{ name, dims, tokens, precision, sources },
    container: source.container,
    alignmentHeads: chosen,
    floatChannels: calibration.size > 0 ? FLOAT_CHANNELS : 0,
    graphs: { mel, encoder, decoder },
  });
  const modelFile = path.join(draft, 'model.json');
  await writeFile(modelFile, JSON.stringify(description, null, 1));
  const files: ImportedFiles = {
    ...{ mel, encoder, decoder },
    tokenizer: { file: 'tokenizer.json', ...(await hashOf(tokenizerFile)) },
    model: { file: 'model.json', ...(await hashOf(modelFile)) },
  };
  await writeFile(
    path.join(draft, 'manifest.json'),
    JSON.stringify(manifestOf(name, source.container, files), null, 1),
  );
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return { name, folder: request.to, container: source.container, dims, alignmentHeads: chosen.origin, bytes };
}

async function hashOf(
  file: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}

/** What went wrong outside our code: the disk, the signal, or what a reader said. */
function knownFailure(error: unknown): AppFailure | null {
  if (error instanceof AppFailure) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') return failure('cancelled', 'The import was cancelled. Nothing was kept.');
  if (code === 'ENOSPC') return failure('storage_full', 'The disk is full. Nothing of the model was kept.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EIO' || code === 'ENOTDIR') {
    return failure('storage', `The model cannot be written (${code}). Choose a folder you may write to.`);
  }
  return null;
}
