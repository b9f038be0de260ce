/**
 * That the patient was alone with it: said outright ("by himself", "no help from me", "all Rafi"), or only that no
 * hand touched (which leaves room for cues and watching); and help by words only ("just one reminder, nothing more").
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { isDenied } from '../standing.ts';
import { isDirecting, ownerAt, subjectAt } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';

export function alone(document: Document, sentence: Sentence): LevelEvidence[] {
  const said = hitsOf(sentence, 'alone')
    .filter(
      (hit) =>
        !isDirecting(sentence, hit.from, hit.to) && !isNotReached(sentence, hit.from) && !isRecovery(sentence, hit),
    )
    .map((hit) => ({ from: hit.from, to: hit.to, weak: hit.entry.weak }));
  return [...said, ...allTheirs(document, sentence), ...bareSelf(document, sentence)].map(({ from, to, weak }) => {
    const place = { sentence, from, to, doubtful: false };
    if (isExcepted(sentence, to)) return { form: 'setup', level: 'Supervision', ...place };
    return { form: weak ? 'noHands' : 'alone', level: weak ? 'Supervision' : 'I', ...place };
  });
}

const EXCEPTING = new Set(['except', 'besides', 'beyond', 'bar', 'barring']);
const EXCEPTING_PAIRS = new Set(['apart from', 'other than', 'aside from', 'save for']);
const MOST_WORDS_TO_EXCEPTION = 3;

/** "not a thing from me except holding it out": a little was done after all. */
function isExcepted({ tokens }: Sentence, at: number): boolean {
  return tokens.slice(at, at + MOST_WORDS_TO_EXCEPTION).some((token, i) => {
    const next = tokens[at + i + 1];
    const marks = EXCEPTING.has(token.text) || EXCEPTING_PAIRS.has(`${token.text} ${next?.text}`);
    return marks && next?.kind === 'word';
  });
}

/** "not by herself yet", "couldn't do it alone" */
function isNotReached(sentence: Sentence, at: number): boolean {
  const before = sentence.tokens.slice(Math.max(0, at - 4), at).map((token) => token.text);
  return before.includes('not') || before.includes('never');
}

/** "pitched, saved it himself": how a mishap ended, no task done alone. */
function isRecovery(sentence: Sentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return hitsOf(sentence, 'safety').some((hit) => hit.from < to && from < hit.to);
}

const SELF = new Set(['himself', 'herself', 'alone']);

const BEFORE_SELF = new Set(
  'it them that those both all on off up down in out over through together closed open round around back lot'.split(
    ' ',
  ),
);

/** "Shoes with the horn, sitting, himself.", "he rolled it on himself" */
function bareSelf(document: Document, sentence: Sentence): { from: number; to: number; weak: boolean }[] {
  return sentence.chunks.flatMap(({ from, to }) => {
    const last = to - 1;
    if (!SELF.has(sentence.tokens[last]!.text)) return [];
    if (to - from === 1) return [{ from, to, weak: false }];
    const subjects = Array.from({ length: last - from }, (_, at) => subjectAt(document, sentence, from + at));
    const theirs = subjects.findLast((subject) => subject !== null) === 'patient';
    return theirs && BEFORE_SELF.has(sentence.tokens[last - 1]!.text) && !isDenied(sentence, last)
      ? [{ from: last, to, weak: false }]
      : [];
  });
}

const ALL = new Set(['all', 'entirely', 'completely', 'totally', 'purely', 'solely', 'just', 'only', 'basically']);

/** "all him", "entirely Ruthanne", "that was all her" */
function allTheirs(document: Document, sentence: Sentence): { from: number; to: number; weak: boolean }[] {
  const { tokens } = sentence;
  return tokens.flatMap((token, at) => {
    if (!ALL.has(token.text) || ownerAt(document, sentence, at + 1) !== 'patient') return [];
    if (isDenied(sentence, at)) return [];
    const strong = token.text === 'all' || ["'s", 'was', 'were'].includes(tokens[at - 1]?.text ?? '');
    return strong ? [{ from: at, to: at + 2, weak: false }] : [];
  });
}

/** Cues were the only help: "I reminded him here and there, nothing more", "only I had to keep saying …". */
export function cueOnly(document: Document, sentence: Sentence): LevelEvidence[] {
  const cues = [...hitsOf(sentence, 'cueVerbs'), ...hitsOf(sentence, 'cueNouns')].filter(
    (hit) =>
      !isDirecting(sentence, hit.from, hit.to) &&
      !isDenied(sentence, hit.from) &&
      isGiven(document, sentence, hit.from),
  );
  const limit = hitsOf(sentence, 'limiting').find((hit) =>
    cues.some(
      (cue) => hit.entry.closes || Math.abs(chunkIndexAt(sentence, cue.from) - chunkIndexAt(sentence, hit.from)) <= 1,
    ),
  );
  const cue = limit === undefined ? cues.find((each) => isNeeded(sentence, each)) : cues[0];
  if (cue === undefined) return [];
  return [{ form: 'cueOnly', level: 'Supervision', sentence, from: cue.from, to: cue.to, doubtful: false }];
}

/** "Every step of cleaning up …, so constant gestures" */
function isFrequent(sentence: Sentence, cue: { readonly from: number; readonly to: number }): boolean {
  const chunk = chunkIndexAt(sentence, cue.from);
  return hitsOf(sentence, 'cueIntensity').some(
    (hit) => !hit.entry.word && chunkIndexAt(sentence, hit.from) === chunk && hit.from <= cue.from,
  );
}

const TALKING = new Set(['talked', 'coached', 'prompted', 'reminded', 'cued']);

/** "Budget sheet, two prompts for the decimal.", "…, I talked her through": what it took is told after its name. */
function needsNoVerb(sentence: Sentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  const { tokens } = sentence;
  const bare =
    chunk !== undefined &&
    tokens.slice(chunk.from, from).every((token) => LEADING.has(token.text) || token.kind === 'number');
  return bare && (tokens[from]?.text !== 'i' || tokens.slice(from, to).some((token) => TALKING.has(token.text)));
}

const LEADING = new Set(
  'a the just only with one two three four five six a couple of some few and needed needing'.split(' '),
);

const NEEDING = new Set([
  'wanted',
  'wants',
  'needed',
  'needs',
  'need',
  'took',
  'takes',
  'required',
  'requires',
  'with',
]);
const MOST_WORDS_FROM_NEED = 3;

/** "Sorting the laundry he needed prodding at every item": the task is named, and cues are what it took. */
function isNeeded(sentence: Sentence, cue: { readonly from: number; readonly to: number }): boolean {
  const { tokens } = sentence;
  const needs = tokens
    .slice(Math.max(0, cue.from - MOST_WORDS_FROM_NEED), cue.to)
    .some((token) => NEEDING.has(token.text));
  const named = hitsOf(sentence, 'tasks').some((task) => !task.entry.part && task.to <= cue.from);
  const later = chunkIndexAt(sentence, cue.from) > 0;
  return named && (needs || isFrequent(sentence, cue) || (later && needsNoVerb(sentence, cue)));
}

/** A cue of the helping side, or one the patient needed; not a cue the patient gave himself. */
function isGiven(document: Document, sentence: Sentence, at: number): boolean {
  const live = sentence.tokens[at]?.text === 'i' && ['say', "'d", "'ll"].includes(sentence.tokens[at + 1]?.text ?? '');
  return !live && subjectAt(document, sentence, at - 1) !== 'patient';
}
