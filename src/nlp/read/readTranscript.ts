/** A transcript read window by window. The scores come from the caller: running the graph is no business of this folder. */
import { decode, type Scores } from './decode.ts';
import {
  READ_KINDS,
  type ReadableWords,
  type ReaderLabels,
  type Reading,
  type ReadKind,
  type ReadSpan,
} from './reading.ts';
import { type WordPieces, windowsOf } from './windows.ts';

export interface ReaderPorts {
  readonly labels: ReaderLabels;
  readonly piecesOf: WordPieces;
  readonly score: (ids: readonly number[]) => Promise<Scores>;
}

export async function readTranscript(words: ReadableWords, ports: ReaderPorts): Promise<Reading> {
  const spans: ReadSpan[] = [];
  const inside = new Map<string, Record<ReadKind, number[]>>();
  for (const { ids, words: placed } of windowsOf(words, ports.piecesOf, ports.labels)) {
    const read = decode(placed, await ports.score(ids), ports.labels);
    spans.push(...read.spans);
    placed.forEach(({ utteranceId }, index) => {
      const own = inside.get(utteranceId) ?? noWords();
      inside.set(utteranceId, own);
      for (const kind of READ_KINDS) own[kind].push(read.inside[kind][index]!);
    });
  }
  return { spans, utterances: [...inside].map(([utteranceId, each]) => ({ utteranceId, inside: traced(each) })) };
}

/** Below this a word has no trace of a kind. */
const LEAST_TRACE = 0.01;

const traced = (each: Readonly<Record<ReadKind, number[]>>) =>
  Object.fromEntries(Object.entries(each).filter(([, words]) => words.some((p) => p >= LEAST_TRACE)));

const noWords = () => Object.fromEntries(READ_KINDS.map((kind) => [kind, []])) as unknown as Record<ReadKind, number[]>;
