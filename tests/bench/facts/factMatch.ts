/**
 * When a fact counts as the annotated one (annotation guideline, section 11), kind by kind. Credit is 1, or ½ where an
 * unsteady moment is told as a loss of balance or the other way round, or 0.
 */
import { ASSIST_LEVELS, type AssistLevel } from '../../../src/shared/domain/facts.ts';
import type { Gold, Kind, PredictedFact } from './dialogueForm.ts';

type GoldOf<K extends Kind> = Gold[K][number];

const STOP = new Set(
  'the a an and or of to for with on in at by from into up off out his her their patient side left right task training'.split(
    ' ',
  ),
);
const BALANCE = ['unsteady', 'lossOfBalance', 'nearFall'];
const RANGES_OF_MOTION = ['ROM', 'AROM', 'AAROM', 'PROM'];

/** Words that carry meaning, lower case, without plural and -ing endings. */
export function contentWords(text: string | null | undefined): Set<string> {
  const words = (text ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && !STOP.has(word));
  return new Set(words.map((word) => word.replace(/(ing|ies|es|s)$/, '')));
}

export function wordsOverlap(a: string | null | undefined, b: string | null | undefined): boolean {
  const others = contentWords(b);
  return [...contentWords(a)].some((word) => others.has(word));
}

export function sharesEvidence(predicted: PredictedFact, gold: { readonly evidence: readonly number[] }): boolean {
  return predicted.evidence.length === 0 || predicted.evidence.some((each) => gold.evidence.includes(each));
}

const sameName = (a: string | null | undefined, b: string) =>
  [...contentWords(a)].sort().join(' ') === [...contentWords(b)].sort().join(' ');
const comparable = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, '') : value);

export function sameTask(predicted: PredictedFact, gold: GoldOf<'observations'> | GoldOf<'prior'>): boolean {
  if (gold.fimItem !== null) return predicted.fimItem === gold.fimItem;
  if (predicted.fimItem) return false;
  return wordsOverlap(predicted.task, gold.task) || predicted.evidence.some((each) => gold.evidence.includes(each));
}

function sameLevel(predicted: PredictedFact, gold: GoldOf<'observations'> | GoldOf<'prior'>): boolean {
  const accepted: readonly string[] = [gold.assistLevel, ...(gold.acceptLevels ?? [])];
  return accepted.includes(predicted.assistLevel ?? '');
}

export function withinOneLevel(a: string | null | undefined, b: AssistLevel): boolean {
  const levels: readonly string[] = ASSIST_LEVELS;
  const position = levels.indexOf(a ?? '');
  return position >= 0 && Math.abs(position - levels.indexOf(b)) <= 1;
}

const whole = (ok: boolean) => (ok ? 1 : 0);
const levelOfTask = (predicted: PredictedFact, gold: GoldOf<'observations'> | GoldOf<'prior'>) =>
  whole(sameTask(predicted, gold) && sameLevel(predicted, gold));

const CREDIT: { readonly [K in Kind]: (predicted: PredictedFact, gold: GoldOf<K>) => number } = {
  observations: levelOfTask,
  prior: levelOfTask,
  cues: (predicted, gold) => {
    if (predicted.type !== gold.type) return 0;
    if (gold.count !== null && predicted.count !== gold.count) return 0;
    if (gold.count === null && gold.intensity !== null && predicted.intensity !== gold.intensity) return 0;
    return whole(sharesEvidence(predicted, gold) || wordsOverlap(predicted.task, gold.task));
  },
  minutes: (predicted, gold) =>
    whole([gold.cpt, ...(gold.cptAlt ?? [])].includes(predicted.cpt ?? '') && predicted.minutes === gold.minutes),
  devices: (predicted, gold) =>
    whole(
      sameName(predicted.name, gold.name) ||
        (wordsOverlap(predicted.name, gold.name) && sharesEvidence(predicted, gold)),
    ),
  safety: (predicted, gold) => {
    if (!sharesEvidence(predicted, gold)) return 0;
    if (predicted.kind === gold.kind) return 1;
    return BALANCE.includes(predicted.kind ?? '') && BALANCE.includes(gold.kind) ? 0.5 : 0;
  },
  measures: (predicted, gold) => {
    const kind =
      predicted.kind === gold.kind || (gold.kind === 'ROM' && RANGES_OF_MOTION.includes(predicted.kind ?? ''));
    const side = predicted.side === 'both' ? 'bilateral' : (predicted.side ?? null);
    const motion = !gold.motion || !predicted.motion || wordsOverlap(predicted.motion, gold.motion);
    return whole(
      kind &&
        comparable(predicted.value) === comparable(gold.value) &&
        (gold.side === null || side === gold.side) &&
        motion,
    );
  },
  subjective: (predicted, gold) => {
    if (predicted.who !== gold.who || !sharesEvidence(predicted, gold)) return 0;
    const gist = (predicted.gist ?? '').toLowerCase();
    const found = gold.keywords.filter((keyword) => gist.includes(keyword.toLowerCase())).length;
    return whole(found >= Math.ceil(gold.keywords.length / 2));
  },
  pain: (predicted, gold) => {
    if (predicted.score !== gold.score) return 0;
    if (predicted.when === gold.when || gold.when === 'unspecified') return 1;
    return whole(predicted.when === 'unspecified' && sharesEvidence(predicted, gold));
  },
};

export function creditOf<K extends Kind>(kind: K, predicted: PredictedFact, gold: GoldOf<K>): number {
  return CREDIT[kind](predicted, gold);
}
