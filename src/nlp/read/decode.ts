/** Scores of the graph to runs of words: the best path over "outside", "begins", "goes on" for each kind of fact. */
import { LABELS_OF_KIND, READ_KINDS, type ReaderLabels, type ReadKind, type ReadSpan } from './reading.ts';
import type { PlacedWord } from './windows.ts';

/** Scores of one window: `width` figures per word piece. */
export interface Scores {
  readonly data: Float32Array;
  readonly width: number;
}

export interface Decoded {
  readonly spans: readonly ReadSpan[];
  /** Per kind, in the order of the window's words. */
  readonly inside: Readonly<Record<ReadKind, readonly number[]>>;
}

const STATES = 3;
const [OUTSIDE, BEGINS, GOES_ON] = [0, 1, 2];

export function decode(words: readonly PlacedWord[], scores: Scores, labels: ReaderLabels): Decoded {
  const offsets = offsetsOf(labels);
  const spans: ReadSpan[] = [];
  const inside = {} as Record<ReadKind, readonly number[]>;
  for (const kind of READ_KINDS) {
    const first = STATES * labels.kinds.indexOf(kind);
    const states = words.map(({ at }) => softmax(scores, at, first, STATES));
    inside[kind] = states.map((state) => rounded(1 - state[OUTSIDE]!));
    for (const [from, to] of runsOf(words, states)) {
      const run = words.slice(from, to);
      spans.push({
        utteranceId: run[0]!.utteranceId,
        from: run[0]!.word,
        to: run.at(-1)!.word + 1,
        kind,
        p: rounded(mean(inside[kind].slice(from, to))),
        labels: Object.fromEntries(
          LABELS_OF_KIND[kind].map((name) => [name, labelsOf(run, scores, offsets.get(name)!, labels.labels[name]!)]),
        ),
      });
    }
  }
  return { spans, inside };
}

function offsetsOf({ kinds, labels }: ReaderLabels): ReadonlyMap<string, number> {
  let next = STATES * kinds.length;
  return new Map(
    Object.entries(labels).map(([name, values]) => {
      const offset = next;
      next += values.length;
      return [name, offset] as const;
    }),
  );
}

function labelsOf(run: readonly PlacedWord[], scores: Scores, offset: number, values: readonly string[]) {
  const all = run.map(({ at }) => softmax(scores, at, offset, values.length));
  return Object.fromEntries(values.map((value, index) => [value, rounded(mean(all.map((each) => each[index]!)))]));
}

function softmax({ data, width }: Scores, at: number, offset: number, length: number): number[] {
  const own = Array.from(data.subarray(at * width + offset, at * width + offset + length));
  const highest = Math.max(...own);
  const powers = own.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/** Best path; a run may go on only where one has begun, and none goes on into another utterance. */
function runsOf(words: readonly PlacedWord[], states: readonly (readonly number[])[]): [number, number][] {
  const cost = (t: number, state: number) => -Math.log(Math.max(states[t]![state]!, 1e-9));
  let best = [0, 0, Number.POSITIVE_INFINITY];
  const back: number[][] = [];
  words.forEach(({ utteranceId }, t) => {
    const opens = t === 0 || words[t - 1]!.utteranceId !== utteranceId;
    const from = [OUTSIDE, BEGINS, GOES_ON].map((state) => {
      const allowed = state === GOES_ON ? (opens ? [] : [BEGINS, GOES_ON]) : [OUTSIDE, BEGINS, GOES_ON];
      return allowed.reduce((least, each) => (least < 0 || best[each]! < best[least]! ? each : least), -1);
    });
    back.push(from);
    const before = best;
    best = from.map((each, state) =>
      each < 0 ? Number.POSITIVE_INFINITY : (t === 0 ? 0 : before[each]!) + cost(t, state),
    );
  });
  const runs: [number, number][] = [];
  let state = best.indexOf(Math.min(...best));
  let end = words.length;
  for (let t = words.length - 1; t >= 0; t--) {
    if (state === OUTSIDE) end = t;
    if (state === BEGINS) {
      runs.push([t, end]);
      end = t;
    }
    state = back[t]![state]!;
  }
  return runs.reverse();
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const rounded = (value: number) => Math.round(value * 1000) / 1000;
