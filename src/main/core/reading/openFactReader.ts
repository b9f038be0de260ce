/**
 * The fact reader with its graph open: word pieces by transformers.js from the local file, scores by onnxruntime.
 * Running the graph blocks its thread for some milliseconds a window, so the app does it in a process of its own.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkModels, modelPath } from '../../../audio/onnx/checkModels.ts';
import { openModel } from '../../../audio/onnx/openModel.ts';
import { type InferenceSession, ort } from '../../../audio/onnx/runtime.ts';
import { openTokenizer } from '../../../audio/onnx/transformersTokenizer.ts';
import type { Scores } from '../../../nlp/read/decode.ts';
import type { ReaderLabels } from '../../../nlp/read/reading.ts';
import { readTranscript } from '../../../nlp/read/readTranscript.ts';
import type { WordPieces } from '../../../nlp/read/windows.ts';
import { failure, ok, type Result } from '../../../shared/result.ts';
import type { FactReader } from './factReader.ts';

export interface OpenFactReader extends FactReader {
  release(): Promise<void>;
}

type Score = (ids: readonly number[]) => Promise<Scores>;

const pieceNumber = z.number().int().nonnegative();
const labelsSchema = z.object({
  begin: pieceNumber,
  end: pieceNumber,
  unknown: pieceNumber,
  kinds: z.array(z.string()).min(1),
  labels: z.record(z.string(), z.array(z.string()).min(2)),
});

/** Windows whose scores are kept: a correction of one line then reads anew only the windows around it. */
const MOST_KEPT = 400;

export async function openFactReader(modelsFolder: string, threads: number): Promise<Result<OpenFactReader>> {
  const checked = await checkModels(modelsFolder, ['fact-reader.']);
  if (!checked.ok) return checked;
  const session = await openModel(checked.value, 'fact-reader.graph', { threads, blockedAttention: false });
  const piecesOf = await openWordPieces(modelPath(checked.value, 'fact-reader.tokenizer'));
  const labels = await readLabels(modelPath(checked.value, 'fact-reader.labels'));
  const score = keeping(scorer(session));
  return ok({
    read: (words, signal) => readTranscript(words, { labels, piecesOf, score: unlessAborted(score, signal) }),
    release: () => session.release(),
  });
}

export async function openWordPieces(tokenizerFile: string): Promise<WordPieces> {
  const tokenizer = await openTokenizer(JSON.parse(await readFile(tokenizerFile, 'utf8')));
  const known = new Map<string, readonly number[]>();
  return (text) => {
    const pieces = known.get(text) ?? tokenizer.encode(text, { add_special_tokens: false });
    known.set(text, pieces);
    return pieces;
  };
}

export const readLabels = async (labelsFile: string): Promise<ReaderLabels> =>
  labelsSchema.parse(JSON.parse(await readFile(labelsFile, 'utf8')));

export function scorer(session: InferenceSession) {
  return async (ids: readonly number[]): Promise<Scores> => {
    const { Tensor } = ort();
    const feed = (values: readonly number[]) =>
      new Tensor(
        'int64',
        BigInt64Array.from(values, (value) => BigInt(value)),
        [1, values.length],
      );
    const { scores } = await session.run({ ids: feed(ids), mask: feed(ids.map(() => 1)) });
    const data = scores!.data as Float32Array;
    return { data, width: data.length / ids.length };
  };
}

function unlessAborted(score: Score, signal: AbortSignal | undefined): Score {
  return (ids) => {
    if (signal?.aborted) throw failure('cancelled', 'The reading of the transcript was cancelled.');
    return score(ids);
  };
}

function keeping(score: Score): Score {
  const kept = new Map<string, Scores>();
  return async (ids: readonly number[]): Promise<Scores> => {
    const key = ids.join(' ');
    const scores = kept.get(key) ?? (await score(ids));
    kept.delete(key);
    kept.set(key, scores);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return scores;
  };
}
