/** Which of several readings stand: the stated average of trials, the last of a repeated test, every vital sign. */
import type { Sentence } from './document.ts';
import type { DraftOf } from './draft.ts';

type MeasureDraft = DraftOf<'measure'>;

export interface Candidate {
  readonly draft: MeasureDraft;
  readonly at: number;
  readonly average: boolean;
}

/** Taken under different conditions (rest, activity, before, after): every reading stands. */
const REPEATABLE = new Set([
  'bloodPressure',
  'heartRate',
  'spo2',
  'respiratoryRate',
  'bloodGlucose',
  'RPE',
  'dizziness',
  'fatigue',
  'accuracy',
  'standingTolerance',
]);
/** Read at several places of the limb, one after the other. */
const SEVERAL_SITES = new Set(['circumference']);
const MOST_WORDS_BETWEEN_TRIALS = 4;
const AVERAGE = new Set(['average', 'mean', 'averaging', 'averages', 'averaged', 'best']);
const MOST_WORDS_TO_AVERAGE = 6;

/** "mean of thirty-two", "twenty-one on average", "mean of three, eighteen kilos". */
export function isAverage({ tokens }: Sentence, at: number, to: number): boolean {
  const lead = tokens.slice(Math.max(0, at - MOST_WORDS_TO_AVERAGE), at).map((token) => token.text);
  const last = lead.findLastIndex((word) => AVERAGE.has(word));
  const after = tokens.slice(to, to + 3).map((token) => token.text);
  if (after[0] === 'on' && after[1] === 'average') return true;
  if (after[0] === 'average') return true;
  if (lead.at(-1) === 'so' && lead.filter((word) => /^\d/.test(word)).length > 1) return true;
  if (last < 0) return false;
  const between = lead.slice(last + 1);
  return between.filter((word) => /^\d/.test(word)).length <= (between[0] === 'of' ? 1 : 0);
}

export function keyOf(draft: MeasureDraft): string {
  return [draft.measure, draft.motion, draft.bodyPart, draft.side].join('|');
}

/** Of several trials only the stated average counts; bare trials without one are left out. */
export function settleTrials(made: readonly Candidate[]): MeasureDraft[] {
  const kept = new Set<Candidate>();
  for (const key of new Set(made.map((each) => keyOf(each.draft)))) {
    const same = made.filter((each) => keyOf(each.draft) === key);
    const average = same.findLast((each) => each.average);
    if (average) kept.add(average);
    else if (same.length === 1 || REPEATABLE.has(same[0]!.draft.measure) || SEVERAL_SITES.has(same[0]!.draft.measure))
      for (const each of same) kept.add(each);
    else if (!isTrialList(same)) kept.add(same.at(-1)!);
  }
  return made.filter((each) => kept.has(each)).map((each) => each.draft);
}

function isTrialList(same: readonly Candidate[]): boolean {
  return same.every((each, index) => index === 0 || each.at - same[index - 1]!.at <= MOST_WORDS_BETWEEN_TRIALS);
}

/** Measured again under the same conditions: the last value. */
export function lastOfEach(found: readonly MeasureDraft[]): MeasureDraft[] {
  return found.filter((draft, at) => {
    if (REPEATABLE.has(draft.measure)) {
      return !found.slice(0, at).some((other) => keyOf(other) === keyOf(draft) && other.value === draft.value);
    }
    if (SEVERAL_SITES.has(draft.measure)) return true;
    return !found.slice(at + 1).some((other) => keyOf(other) === keyOf(draft));
  });
}
