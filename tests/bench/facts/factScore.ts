/**
 * Scores the facts of one dialogue against its annotation: hits, misses and false ones by kind, minutes by code and
 * sum, forbidden facts asserted. Facts marked optional are neither rewarded nor punished.
 */
import type { Dialogue, Forbidden, Gold, Kind, PredictedFact, Prediction } from './dialogueForm.ts';
import { KINDS } from './dialogueForm.ts';
import { creditOf, sameTask, withinOneLevel, wordsOverlap } from './factMatch.ts';

export interface Counts {
  readonly hits: number;
  readonly falseOnes: number;
  readonly misses: number;
}

export interface DialogueScore {
  readonly id: string;
  readonly counts: Readonly<Record<Kind, Counts>>;
  /** null where the dialogue states no minutes. */
  readonly minutesExact: boolean | null;
  readonly levelOffByOne: number;
  /** Observations that match one by one but not in spoken order. */
  readonly outOfOrder: number;
  readonly forbiddenListed: number;
  readonly forbiddenAsserted: number;
  /** What was annotated and not found, whole; the objects of the annotation themselves. */
  readonly missed: readonly Missed[];
  readonly asserted: readonly Forbidden[];
  readonly detail: readonly string[];
}

export interface Missed {
  readonly kind: Kind;
  readonly item: Gold[Kind][number];
}

export function scoreDialogue(dialogue: Dialogue, prediction: Prediction): DialogueScore {
  const { gold } = dialogue;
  const detail: string[] = [];
  const missed: Missed[] = [];
  const counts = Object.fromEntries(
    KINDS.map((kind) => [kind, countKind(kind, gold, prediction[kind], { detail, missed })]),
  ) as Record<Kind, Counts>;
  const asserted = gold.forbidden.filter((item) => isAsserted(item, gold, prediction));
  for (const item of asserted) detail.push(`FORBIDDEN ${JSON.stringify(item)}`);
  return {
    id: dialogue.id,
    counts,
    minutesExact: minutesExact(gold, prediction.minutes),
    levelOffByOne: levelOffByOne(gold, prediction.observations),
    outOfOrder: outOfOrder(gold, prediction.observations),
    forbiddenListed: gold.forbidden.length,
    forbiddenAsserted: asserted.length,
    missed,
    asserted,
    detail: detail.map((line) => `${dialogue.id} ${line}`),
  };
}

function countKind<K extends Kind>(
  kind: K,
  gold: Gold,
  predicted: readonly PredictedFact[],
  { detail, missed }: { detail: string[]; missed: Missed[] },
): Counts {
  const items: readonly Gold[K][number][] = gold[kind];
  const owner = assign(predicted.length, items.length, (i, j) => creditOf(kind, predicted[i]!, items[j]!));
  const taken = new Set(owner);
  let hits = 0;
  let misses = 0;
  let falseOnes = 0;
  items.forEach((item, j) => {
    if (item.optional) return;
    const i = owner[j]!;
    const credit = i < 0 ? 0 : creditOf(kind, predicted[i]!, item);
    hits += credit;
    misses += 1 - credit;
    falseOnes += i < 0 ? 0 : 1 - credit;
    if (i >= 0) return;
    missed.push({ kind, item });
    detail.push(`miss ${kind} ${JSON.stringify(item)}`);
  });
  predicted.forEach((fact, i) => {
    if (taken.has(i) || kind === 'prior') return;
    falseOnes += 1;
    detail.push(`false ${kind} ${JSON.stringify(said(fact))}`);
  });
  return { hits, falseOnes, misses };
}

const said = (fact: PredictedFact) =>
  Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== null && value !== undefined));

/**
 * The one-to-one assignment with the most matches, whole ones before halves, so that the order of listing never costs
 * a match (augmenting paths). Gives the row of each column, or -1.
 */
function assign(rows: number, columns: number, credit: (row: number, column: number) => number): number[] {
  const owner = new Array<number>(columns).fill(-1);
  const augment = (row: number, atLeast: number, seen: boolean[]): boolean => {
    for (let column = 0; column < columns; column++) {
      if (seen[column] || credit(row, column) < atLeast) continue;
      seen[column] = true;
      if (owner[column]! < 0 || augment(owner[column]!, atLeast, seen)) {
        owner[column] = row;
        return true;
      }
    }
    return false;
  };
  for (const atLeast of [1, 0.5]) {
    for (let row = 0; row < rows; row++) if (!owner.includes(row)) augment(row, atLeast, []);
  }
  return owner;
}

function levelOffByOne(gold: Gold, predicted: readonly PredictedFact[]): number {
  const owner = assign(predicted.length, gold.observations.length, (i, j) =>
    creditOf('observations', predicted[i]!, gold.observations[j]!),
  );
  return predicted.filter(
    (fact, i) =>
      !owner.includes(i) &&
      gold.observations.some(
        (item, j) => owner[j]! < 0 && sameTask(fact, item) && withinOneLevel(fact.assistLevel, item.assistLevel),
      ),
  ).length;
}

/** Matches in any order less the longest list of matches in spoken order. */
function outOfOrder(gold: Gold, predicted: readonly PredictedFact[]): number {
  const items = gold.observations;
  const matches = (i: number, j: number) => creditOf('observations', predicted[i]!, items[j]!);
  const anyOrder = assign(predicted.length, items.length, matches).filter((row) => row >= 0).length;
  const longest = Array.from({ length: predicted.length + 1 }, () => new Array<number>(items.length + 1).fill(0));
  for (let i = 1; i <= predicted.length; i++) {
    for (let j = 1; j <= items.length; j++) {
      longest[i]![j] =
        matches(i - 1, j - 1) > 0 ? longest[i - 1]![j - 1]! + 1 : Math.max(longest[i - 1]![j]!, longest[i]![j - 1]!);
    }
  }
  return anyOrder - longest[predicted.length]![items.length]!;
}

/** Timed minutes by code, where a code given as an alternative may carry the minutes of its entry. */
function minutesExact(gold: Gold, predicted: readonly PredictedFact[]): boolean | null {
  const entries = gold.minutes.filter((entry) => entry.timed && !entry.optional);
  if (!gold.minutes.some((entry) => !entry.optional)) return null;
  const sums = new Map<string, number>();
  for (const fact of predicted) {
    if (fact.timed === false) continue;
    const code = fact.cpt ?? '';
    sums.set(code, (sums.get(code) ?? 0) + (fact.minutes ?? 0));
  }
  const fits = (next: number): boolean => {
    const entry = entries[next];
    if (!entry) return [...sums.values()].every((left) => left === 0);
    return [entry.cpt, ...(entry.cptAlt ?? [])].some((code) => {
      const left = sums.get(code) ?? 0;
      if (left < entry.minutes) return false;
      sums.set(code, left - entry.minutes);
      const fit = fits(next + 1);
      sums.set(code, left);
      return fit;
    });
  };
  return fits(0);
}

const KIND_OF: Readonly<Record<Forbidden['kind'], Kind>> = {
  obs: 'observations',
  min: 'minutes',
  cue: 'cues',
  mea: 'measures',
  saf: 'safety',
  dev: 'devices',
  pain: 'pain',
};
const COMPARED = [
  'assistLevel',
  'fimItem',
  'minutes',
  'cpt',
  'value',
  'score',
  'when',
  'count',
  'intensity',
  'type',
  'side',
] as const;

/** A fact of that kind with all given attributes, on that utterance if one is given, that no annotated fact explains. */
function isAsserted(item: Forbidden, gold: Gold, prediction: Prediction): boolean {
  const kind = KIND_OF[item.kind];
  return prediction[kind].some((fact) => {
    if (COMPARED.some((name) => item[name] !== undefined && String(fact[name]) !== String(item[name]))) return false;
    if (item.name !== undefined && !wordsOverlap(fact.name, item.name)) return false;
    const citing = item.utterance !== undefined && fact.evidence.length > 0;
    if (citing && !fact.evidence.includes(item.utterance!)) return false;
    const explained = gold[kind].some(
      (each) =>
        creditOf(kind, fact, each) > 0 && (!citing || each.evidence.some((index) => fact.evidence.includes(index))),
    );
    return !explained;
  });
}
