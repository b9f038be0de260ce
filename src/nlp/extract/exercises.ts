/**
 * Exercises done today, as the therapist tells them: sets, repetitions, load, hold. Only what was told as done counts;
 * what was asked for, counted aloud, planned, done at home, last time or by another patient does not. Nothing is summed.
 */
import type { Hit } from '../lexicon/match.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf, spokenText } from './document.ts';
import type { Draft, DraftOf, Place } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { type NamedExercise, sideOfExercise } from './exerciseSide.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, isSecondPerson, namesInTalk, standingAt } from './standing.ts';

type Exercise = DraftOf<'exercise'>;
type Dose = Hit<'doses'>;
type Values = Pick<Exercise, 'sets' | 'reps' | 'value' | 'unit' | 'resistance' | 'holdSeconds'>;

interface Row {
  readonly about: NamedExercise;
  readonly doses: readonly Place[];
  readonly values: Values;
}

const NOTHING: Values = { sets: null, reps: null, value: null, unit: null, resistance: null, holdSeconds: null };
/** More is another number: a year, a code, a blood pressure. */
const MOST = { sets: 12, reps: 200, value: 200, holdSeconds: 300 } as const;
const MOST_SENTENCES_FROM_NAME = 2;

export function extractExercises(document: Document): Draft[] {
  const names = namesInTalk(document);
  const rows: Row[] = [];
  let open: NamedExercise | null = null;
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    if (isAboutAnotherPerson(sentence, names.patient, names.all, names.helpers)) {
      open = null;
      continue;
    }
    const named = namesOf(sentence);
    const doses = isDone(sentence) ? dosesOf(sentence) : [];
    const before: NamedExercise | null = open !== null && isNear(open, sentence) ? open : null;
    const told = rowsOf(sentence, named, doses, before);
    const wrong = sentence.opensWithRepair && rows.at(-1)?.about.hit === told[0]?.about.hit ? rows.pop() : undefined;
    rows.push(...(wrong === undefined ? told : corrected(wrong, told)));
    open = openAfter(sentence, named, before);
  }
  return merged(rows.map(draftOf));
}

/** "Sorry, two sets." puts one value of the row before right and leaves the others. */
function corrected(wrong: Row, [first, ...more]: readonly Row[]): readonly Row[] {
  if (first === undefined) return [wrong];
  const said = Object.entries(first.values).filter(([, value]) => value !== null);
  const values = { ...wrong.values, ...Object.fromEntries(said) };
  return [{ ...first, doses: [...wrong.doses, ...first.doses], values }, ...more];
}

function namesOf(sentence: Sentence): readonly Hit<'exercises'>[] {
  return hitsOf(sentence, 'exercises').filter((hit) => standingAt(sentence, hit.from).kind === 'asserted');
}

/** What a dose of the next sentence may belong to. */
function openAfter(
  sentence: Sentence,
  named: readonly Hit<'exercises'>[],
  before: NamedExercise | null,
): NamedExercise | null {
  const last = named.at(-1);
  if (last !== undefined) return { sentence, hit: last, since: [] };
  return before === null ? null : { ...before, since: [...before.since, sentence] };
}

function isNear(open: NamedExercise, sentence: Sentence): boolean {
  const isSameTurn = open.sentence.utteranceIndex === sentence.utteranceIndex;
  return isSameTurn && sentence.index - open.sentence.index <= MOST_SENTENCES_FROM_NAME;
}

/** Told as done: not asked for, not still going on, not for home; to the patient only in words of what was done. */
function isDone(sentence: Sentence): boolean {
  const talk = hitsOf(sentence, 'doseTalk').map(({ entry }) => entry.means);
  if (talk.some((means) => means === 'asked' || means === 'remaining' || means === 'home')) return false;
  return talk.includes('done') || !isSecondPerson(sentence, 0, sentence.tokens.length);
}

function dosesOf(sentence: Sentence): readonly Dose[] {
  const all = hitsOf(sentence, 'doses').filter(
    (dose) =>
      !isNotReached(sentence, dose) &&
      standingAt(sentence, dose.from).kind === 'asserted' &&
      !isDenied(sentence, dose.from) &&
      isPlausible(dose, sentence),
  );
  const counts = all.some(({ entry }) => entry.form !== 'load' && entry.form !== 'resistance');
  const isMeasured = hitsOf(sentence, 'measures').some(({ entry }) => /grip|pinch/i.test(entry.measure));
  return all.filter(({ entry }) => !entry.bare || (counts && !isMeasured));
}

/** "unable to finish three sets", "almost three sets" in one clause; "three sets, but could not finish" at the end. */
function isNotReached(sentence: Sentence, dose: Dose): boolean {
  const chunk = chunkIndexAt(sentence, dose.from);
  const lastWord = sentence.tokens.findLastIndex(({ kind }) => kind !== 'punctuation');
  return hitsOf(sentence, 'doseTalk').some(
    ({ entry, from, to }) =>
      entry.means === 'notReached' &&
      ((to <= dose.from && chunkIndexAt(sentence, from) === chunk) || (from >= dose.to && to > lastWord)),
  );
}

function isPlausible(dose: Dose, sentence: Sentence): boolean {
  const values = valuesOf(dose, sentence);
  return (['sets', 'reps', 'value', 'holdSeconds'] as const).every((key) => {
    const value = values[key];
    return value == null || (value > 0 && value <= MOST[key]);
  });
}

/** A second number of these is no count of repetitions: "three sets of thirty seconds", "… of ten. No, two sets." */
const OTHER_UNITS = new Set('set sets pounds pound lbs kilos kilo kg seconds second minutes minute degrees'.split(' '));

function valuesOf({ entry, numbers, to }: Dose, { tokens }: Sentence): Partial<Values> {
  const told = numbers.map(({ value }) => value ?? null);
  const [first, second] = entry.ofAsked ? told.toSpliced(1, 1) : told;
  const unit = tokens[to]?.text ?? '';
  if (entry.form === 'setsOfReps' && OTHER_UNITS.has(unit)) {
    const last = entry.sets === undefined ? second : first;
    return { sets: /^sets?$/.test(unit) ? (last ?? null) : (entry.sets ?? first ?? null) };
  }
  switch (entry.form) {
    case 'setsOfReps':
      return entry.sets === undefined
        ? { sets: first ?? null, reps: second ?? null }
        : { sets: entry.sets, reps: first ?? null };
    case 'sets':
      return { sets: first ?? null };
    case 'reps':
      return { reps: first ?? null };
    case 'load':
      return { value: first ?? null, unit: entry.unit ?? null };
    case 'hold':
      return { holdSeconds: first ?? null };
    case 'resistance':
      return {};
  }
}

/** Each dose goes to the exercise named before it, or to the one it leads to: "three sets of ten biceps curls". */
function rowsOf(
  sentence: Sentence,
  named: readonly Hit<'exercises'>[],
  doses: readonly Dose[],
  before: NamedExercise | null,
): readonly Row[] {
  const rows: { about: NamedExercise; doses: Place[]; values: Values }[] = [];
  for (const dose of doses) {
    const about = ownerOf(sentence, named, dose, before);
    if (about === null) continue;
    const values = { ...valuesOf(dose, sentence), ...resistanceOf(sentence, dose) };
    const place = { sentence, from: dose.from, to: dose.to };
    const row = rows.findLast((each) => each.about.hit === about.hit);
    const isTaken = row !== undefined && Object.keys(values).some((key) => row.values[key as keyof Values] !== null);
    if (row === undefined || isTaken) rows.push({ about, doses: [place], values: { ...NOTHING, ...values } });
    else {
      row.doses.push(place);
      row.values = { ...row.values, ...values };
    }
  }
  return rows;
}

function resistanceOf(sentence: Sentence, { entry, from, to }: Dose): Partial<Values> {
  return entry.form === 'resistance' ? { resistance: spokenText(sentence, from, to).toLowerCase() } : {};
}

const LINKS = new Set(['of', 'the', 'his', 'her', 'for', 'on']);

function ownerOf(
  sentence: Sentence,
  named: readonly Hit<'exercises'>[],
  dose: Dose,
  before: NamedExercise | null,
): NamedExercise | null {
  const at = (hit: Hit<'exercises'> | undefined): NamedExercise | null =>
    hit === undefined ? null : { sentence, hit, since: [] };
  const leadsTo = named.find(
    ({ from }) =>
      from >= dose.to &&
      sentence.tokens.slice(dose.to, from).every(({ text, kind }) => kind === 'word' && isLink(text)),
  );
  const told = named.findLast(({ from }) => from < dose.from);
  return at(leadsTo) ?? at(told) ?? before ?? at(named.find(({ from }) => from >= dose.to));
}

const isLink = (word: string): boolean => LINKS.has(word) || /^(?:right|left|both|seated|standing)$/.test(word);

function draftOf({ about, doses, values }: Row): Exercise {
  const { sentence, hit } = about;
  const places: readonly Place[] = [{ sentence, from: hit.from, to: hit.to }, ...doses];
  return {
    kind: 'exercise',
    task: hit.entry.name,
    cpt: hit.entry.cpt,
    side: sideOfExercise(about, doses),
    ...values,
    ...(places.some((place) => isDoubtful(place.sentence, place.from, place.to)) ? { unsure: true } : {}),
    ...common('exercise/told', 'therapist'),
    evidence: evidenceOf(places[0]!, ...places.slice(1)),
  };
}

/** The same dose of the same exercise told again is one row with more evidence. */
function merged(drafts: readonly Exercise[]): Exercise[] {
  const byWords = Map.groupBy(drafts, ({ evidence: _words, unsure: _doubt, ...told }) => JSON.stringify(told));
  return [...byWords.values()].map((same) => {
    const first = same[0]!;
    const [lead, ...rest] = same.flatMap(({ evidence }) => evidence);
    return { ...first, evidence: [lead ?? first.evidence[0], ...rest] };
  });
}
