/**
 * What a transcript of a scene got wrong, in counts that can be added up over scenes.
 *   WER of a role    Levenshtein distance between the role's words, both in order of time (labels are fixed, no permutation)
 *   wrong role       a word missing from its role that stands unmatched in the other role's text within 3 s, in a run of two
 *                    or as one word of more than three letters
 *   bystanders       unmatched words of the pair that a bystander said (his text within 3 s, same runs), or that lie in the
 *                    time of a bystander whose words are unknown and 0.5 s away from all speech of the dialogue
 *   terms            words of the trade's terms (a list of word sequences) that were said, and those of them that went wrong
 *   invented         words further than 1.5 s from anybody's speech
 * The caregiver's words and those of other people in the dialogue are in nobody's WER.
 */
import { spokenWords } from './spokenWords.ts';

export interface Said {
  readonly t0: number;
  readonly t1: number;
  readonly text?: string;
}

export interface SceneTruth {
  /** The dialogue that is spoken, where the scene is of one. */
  readonly case?: string;
  readonly durationS: number;
  readonly utterances: readonly (Said & { readonly speaker: string })[];
  readonly bystanders?: readonly Said[];
}

export interface SceneCounts {
  readonly therapistWords: number;
  readonly therapistErrors: number;
  readonly patientWords: number;
  readonly patientErrors: number;
  readonly wrongRole: number;
  readonly bystander: number;
  readonly invented: number;
  readonly termWords: number;
  readonly termErrors: number;
  readonly durationS: number;
}

export interface TimedWord {
  readonly t0: number;
  readonly t1: number;
  readonly speaker: string;
  readonly text: string;
}

const NEAR_S = 3;
const AWAY_FROM_DIALOGUE_S = 0.5;
const AWAY_FROM_ALL_S = 1.5;
const LONG_WORD = 4;

export function scoreScene(
  truth: SceneTruth,
  written: readonly TimedWord[],
  terms: readonly (readonly string[])[] = [],
): SceneCounts {
  const hypothesis = written.flatMap(tokensOf).sort((a, b) => a.t0 - b.t0);
  const reference = truth.utterances.flatMap(tokensOf).sort((a, b) => a.t0 - b.t0);
  const of = (words: readonly TimedWord[], role: string) => words.filter(({ speaker }) => speaker === role);
  const therapist = align(of(reference, 'therapist'), of(hypothesis, 'therapist'));
  const patient = align(of(reference, 'patient'), of(hypothesis, 'patient'));

  const wrong = [...sharedRuns(therapist.missing, patient.surplus), ...sharedRuns(patient.missing, therapist.surplus)];
  const bystanders = truth.bystanders ?? [];
  const surplus = [...therapist.surplus, ...patient.surplus].sort((a, b) => a.t0 - b.t0);
  const outsiders = [...bystanders, ...truth.utterances.filter(({ speaker }) => speaker === 'other')];
  const known = new Set(outsiders.flatMap((said) => sharedRuns(tokensOf({ ...said, speaker: 'other' }), surplus)));
  const unknown = bystanders.filter(({ text }) => text === undefined);
  const kept = surplus.filter(
    (word) =>
      known.has(word) ||
      (unknown.some((said) => distanceS(said, word) === 0) &&
        truth.utterances.every((said) => distanceS(said, word) > AWAY_FROM_DIALOGUE_S)),
  );
  const trade = new Set([
    ...termWords(of(reference, 'therapist'), terms),
    ...termWords(of(reference, 'patient'), terms),
  ]);
  const everybody = [...truth.utterances, ...bystanders];
  const invented = hypothesis.filter((word) => everybody.every((said) => distanceS(said, word) > AWAY_FROM_ALL_S));
  return {
    therapistWords: of(reference, 'therapist').length,
    therapistErrors: therapist.errors,
    patientWords: of(reference, 'patient').length,
    patientErrors: patient.errors,
    wrongRole: wrong.length,
    bystander: kept.length,
    invented: invented.length,
    termWords: trade.size,
    termErrors: [...therapist.missing, ...patient.missing].filter((word) => trade.has(word)).length,
    durationS: truth.durationS,
  };
}

/** Words that are part of a term. */
function termWords(words: readonly TimedWord[], terms: readonly (readonly string[])[]): TimedWord[] {
  return words.filter((_, at) =>
    terms.some((term) => term.some((_part, k) => at >= k && term.every((part, i) => words[at - k + i]?.text === part))),
  );
}

/** The tokens of a word or an utterance, its time shared out evenly. */
function tokensOf(said: Said & { readonly speaker: string }): TimedWord[] {
  const tokens = spokenWords(said.text ?? '');
  const each = (said.t1 - said.t0) / Math.max(1, tokens.length);
  return tokens.map((text, i) => ({
    text,
    speaker: said.speaker,
    t0: said.t0 + i * each,
    t1: said.t0 + (i + 1) * each,
  }));
}

/** Least number of errors, and the words that found no partner of the same text. */
function align(reference: readonly TimedWord[], hypothesis: readonly TimedWord[]) {
  const width = hypothesis.length + 1;
  const cost = new Uint32Array((reference.length + 1) * width);
  for (let r = 0; r <= reference.length; r++) {
    for (let h = 0; h <= hypothesis.length; h++) {
      if (r === 0 || h === 0) cost[r * width + h] = r + h;
      else {
        const differs = reference[r - 1]!.text === hypothesis[h - 1]!.text ? 0 : 1;
        const along = cost[(r - 1) * width + h - 1]! + differs;
        cost[r * width + h] = Math.min(along, cost[(r - 1) * width + h]! + 1, cost[r * width + h - 1]! + 1);
      }
    }
  }
  const missing: TimedWord[] = [];
  const surplus: TimedWord[] = [];
  let r = reference.length;
  let h = hypothesis.length;
  while (r > 0 || h > 0) {
    const here = cost[r * width + h]!;
    const same = r > 0 && h > 0 && reference[r - 1]!.text === hypothesis[h - 1]!.text;
    if (same && cost[(r - 1) * width + h - 1] === here) {
      r -= 1;
      h -= 1;
    } else if (r > 0 && h > 0 && !same && cost[(r - 1) * width + h - 1]! + 1 === here) {
      missing.unshift(reference[--r]!);
      surplus.unshift(hypothesis[--h]!);
    } else if (r > 0 && cost[(r - 1) * width + h]! + 1 === here) missing.unshift(reference[--r]!);
    else surplus.unshift(hypothesis[--h]!);
  }
  return { errors: cost[reference.length * width + hypothesis.length]!, missing, surplus };
}

/** Words of `written` that say what was said near them: runs of two, or one long word. */
function sharedRuns(said: readonly TimedWord[], written: readonly TimedWord[]): TimedWord[] {
  const found = new Set<TimedWord>();
  const same = (a: TimedWord | undefined, b: TimedWord | undefined) =>
    a !== undefined && b !== undefined && a.text === b.text && distanceS(a, b) <= NEAR_S;
  written.forEach((word, w) => {
    const fits = said.some(
      (other, s) =>
        same(other, word) &&
        (word.text.length >= LONG_WORD || same(said[s - 1], written[w - 1]) || same(said[s + 1], written[w + 1])),
    );
    if (fits) found.add(word);
  });
  return [...found];
}

function distanceS(a: Said, b: Said): number {
  return Math.max(0, a.t0 - b.t1, b.t0 - a.t1);
}
