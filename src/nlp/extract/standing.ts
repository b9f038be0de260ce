/**
 * How a stretch of speech is meant: asserted about this patient today, about an earlier time, or not asserted at all
 * (goal, plan, offer, question, another patient, quotation…). A context word reaches forward to the end of its
 * sentence unless "now" or "today" ends its reach; some reach backward too.
 */

import type { Hit } from '../lexicon/match.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { NamesInTalk } from './names.ts';

export type ContextKind = Hit<'context'>['entry']['kind'];

export type Standing =
  | { readonly kind: 'asserted' }
  | { readonly kind: 'prior'; readonly when: string }
  | { readonly kind: 'excluded'; readonly why: ContextKind | 'secondPerson' };

const EXCLUDING: ReadonlySet<ContextKind> = new Set([
  'goal',
  'plan',
  'hypothetical',
  'otherPatient',
  'quote',
  'definition',
  'offer',
  'advice',
  'elsewhere',
  'notDone',
]);
const WHOLE_SENTENCE: ReadonlySet<ContextKind> = new Set(['otherPatient', 'definition']);
const MOST_WORDS_FROM_DENIAL = 4;
const ASSERTED: Standing = { kind: 'asserted' };

export function standingAt(sentence: Sentence, from: number, to = from + 1): Standing {
  if (isQuestion(sentence)) return { kind: 'excluded', why: 'question' };
  if (isQuoted(sentence, from)) return { kind: 'excluded', why: 'quote' };
  const chunk = chunkIndexAt(sentence, from);
  const contexts = hitsOf(sentence, 'context');
  const nowChunks = contexts.filter((hit) => hit.entry.kind === 'now').map((hit) => chunkIndexAt(sentence, hit.from));
  let prior: Hit<'context'> | null = null;
  for (const hit of contexts) {
    const where = chunkIndexAt(sentence, hit.from);
    const endedByNow = nowChunks.some((now) => now > where && now <= chunk);
    if (isInsideFinding(sentence, hit) || isLetBy(sentence, hit)) continue;
    if (hit.entry.kind === 'quote' && (hasQuoteMarks(sentence) || !isQuotedBy(sentence, hit, chunk, from))) continue;
    if (hit.entry.kind === 'prior' && isShare(sentence, hit)) continue;
    if (hit.entry.kind === 'goal' && isGoalLabel(sentence, hit)) continue;
    if (hit.entry.kind === 'withdrawn' || isFormerGoal(sentence, hit)) {
      if (where === chunk) return { kind: 'excluded', why: 'withdrawn' };
      continue;
    }
    const reaches =
      WHOLE_SENTENCE.has(hit.entry.kind) ||
      hit.entry.kind === 'quote' ||
      (where <= chunk && !endedByNow) ||
      isUnpastGoal(sentence, hit, nowChunks);
    if (!reaches) continue;
    if (EXCLUDING.has(hit.entry.kind)) return { kind: 'excluded', why: hit.entry.kind };
    const nowInChunk = nowChunks.includes(chunk) && nowIsCloser(sentence, hit, from, to);
    if (hit.entry.kind === 'prior' && !nowInChunk) prior = hit;
  }
  if (prior !== null) return { kind: 'prior', when: whenOf(sentence, prior) };
  return ASSERTED;
}

/** "never asked me for help", "as if I wasn't there", "now and again": words of the finding itself. */
function isInsideFinding(sentence: Sentence, { from, to }: Hit<'context'>): boolean {
  return (['alone', 'hands', 'presence', 'cueIntensity'] as const).some((group) =>
    hitsOf(sentence, group).some((hit) => hit.from <= from && hit.to >= to),
  );
}

const LETTING = new Set(['he', 'she', 'they', 'to', 'would', 'and', 'not']);

/** "she let me guide her arm" offers nothing. */
function isLetBy({ tokens }: Sentence, { from }: Hit<'context'>): boolean {
  return tokens[from]?.text === 'let' && LETTING.has(tokens[from - 1]?.text ?? '');
}

const MOST_CHUNKS_QUOTED = 1;
const MOST_WORDS_AFTER_SPEAKER = 2;

/**
 * "She says she's min": what follows the speaker is hers, up to the next clause that tells what the therapist or the
 * patient did; "min, the nurse said" at the end covers all before it.
 */
function isQuotedBy(sentence: Sentence, hit: Hit<'context'>, chunk: number, at: number): boolean {
  const { tokens, chunks } = sentence;
  const where = chunkIndexAt(sentence, hit.from);
  if (['.', ',', ';'].includes(tokens[hit.to]?.text ?? '') && hit.to < tokens.length - 2) return false;
  const last = tokens.findLastIndex((token) => token.kind !== 'punctuation');
  if (last - hit.to < MOST_WORDS_AFTER_SPEAKER) return true;
  if (chunk < where) return false;
  const tells = (token: { readonly text: string }, i: number) =>
    token.text === 'i' && TELLS_ON.has(tokens[hit.to + i - 1]?.text ?? '');
  if (tokens.slice(hit.to, at + 1).some(tells)) return false;
  const between = chunks.slice(where + 1, chunk + 1);
  if (between.some(({ from }) => TELLS_ON.has(tokens[from]?.text ?? '') && tokens[from + 1]?.text === 'i'))
    return false;
  return chunk - where <= MOST_CHUNKS_QUOTED || !between.some(({ from }) => TELLS_ON.has(tokens[from]?.text ?? ''));
}

const TELLS_ON = new Set(['and', 'but', 'so', 'then', 'i']);

/** "it was fifty-fifty": a share told now, no earlier value. */
function isShare(sentence: Sentence, hit: Hit<'context'>): boolean {
  return hitsOf(sentence, 'quantities').some((share) => share.from < hit.to && hit.from < share.from);
}

/** "Goal two, pants. Still min", "goal met": a heading or a verdict, not a goal stated. */
function isGoalLabel({ tokens }: Sentence, hit: Hit<'context'>): boolean {
  const next = tokens[hit.to];
  const heading = /^(?:goals?|targets?)$/.test(tokens[hit.to - 1]?.text ?? '');
  return (
    (heading && tokens[hit.from - 1]?.text === 'on') ||
    (heading && next?.kind === 'number') ||
    ['one', 'met', 'number', 'partly', 'partially', 'achieved'].includes(next?.text ?? '')
  );
}

/** "goal was contact guard": says nothing about what follows. */
function isFormerGoal({ tokens }: Sentence, hit: Hit<'context'>): boolean {
  return hit.entry.kind === 'goal' && tokens[hit.to - 1]?.text === 'goal' && tokens[hit.to]?.text === 'was';
}

const PAST = new Set(['was', 'were', 'did', 'needed', 'got', 'had', 'took', 'gave', 'managed', 'made']);

/** "Board alone, no me in the room, by the end of the month": a goal named last, where nothing was told as done. */
function isUnpastGoal(sentence: Sentence, hit: Hit<'context'>, nowChunks: readonly number[]): boolean {
  if (hit.entry.kind !== 'goal' || nowChunks.length > 0) return false;
  return !sentence.tokens.slice(0, hit.from).some((token) => PAST.has(token.text) || /ed$/.test(token.text));
}

const isQuoteMark = (token: { readonly text: string }) => token.text === '"';

/** A lone mark at the start only closes a quotation of the sentence before. */
function hasQuoteMarks({ tokens }: Sentence): boolean {
  return tokens.some((token, at) => at > 0 && isQuoteMark(token));
}

/** Between quotation marks, or after one that is never closed: somebody's words, not a finding. */
function isQuoted({ tokens }: Sentence, at: number): boolean {
  const all = tokens.filter(isQuoteMark).length;
  const opensHere = tokens[0] !== undefined && isQuoteMark(tokens[0]) && all % 2 === 0;
  const marks = tokens.filter((token, index) => (index > 0 || opensHere) && index < at && isQuoteMark(token)).length;
  return marks % 2 === 1;
}

/** In "was mod now min" without commas the nearer of the two time words wins. */
function nowIsCloser(sentence: Sentence, prior: Hit<'context'>, from: number, to: number): boolean {
  const distance = (hit: Hit<'context'>) => Math.min(Math.abs(from - hit.to), Math.abs(hit.from - to));
  return hitsOf(sentence, 'context').some((hit) => hit.entry.kind === 'now' && distance(hit) < distance(prior));
}

function whenOf(sentence: Sentence, hit: Hit<'context'>): string {
  return (
    hit.entry.when ??
    sentence.tokens
      .slice(hit.from, hit.to)
      .map((token) => token.text)
      .join(' ')
  );
}

export function isAsserted(sentence: Sentence, from: number, to?: number): boolean {
  return standingAt(sentence, from, to).kind === 'asserted';
}

/** Nearly every rule asks this of nearly every sentence; the answer depends on nothing else. */
const questions = new WeakMap<Sentence, boolean>();

export function isQuestion(sentence: Sentence): boolean {
  const found = questions.get(sentence) ?? asksSomething(sentence);
  questions.set(sentence, found);
  return found;
}

function asksSomething(sentence: Sentence): boolean {
  if (sentence.tokens.at(-1)?.text === '?' && !hasTag(sentence)) return true;
  if (sentence.tokens[0]?.text === 'when') return false;
  return hitsOf(sentence, 'context').some((hit) => hit.entry.kind === 'question' && hit.from === 0);
}

const TAGS = new Set(['remember', 'right', 'huh', 'eh', 'yeah', 'okay', 'ok', 'see']);
const FEWEST_WORDS_BEFORE_TAG = 4;

/** "He fell in the yard in March, remember?" tells, it does not ask. */
function hasTag(sentence: Sentence): boolean {
  const { tokens } = sentence;
  return (
    tokens.length > FEWEST_WORDS_BEFORE_TAG + 2 && TAGS.has(tokens.at(-2)?.text ?? '') && tokens.at(-3)?.text === ','
  );
}

/** "no", "without", "never" shortly before, in the same chunk. */
export function isDenied(sentence: Sentence, from: number): boolean {
  const chunk = chunkIndexAt(sentence, from);
  return hitsOf(sentence, 'context').some(
    (hit) =>
      hit.entry.kind === 'denial' &&
      !isPartOfFinding(sentence, hit) &&
      hit.to <= from &&
      from - hit.to <= MOST_WORDS_FROM_DENIAL &&
      chunkIndexAt(sentence, hit.to - 1) === chunk,
  );
}

/** The "no" of "no hands on, close supervision" belongs to "no hands" and denies nothing after it. */
function isPartOfFinding(sentence: Sentence, denial: Hit<'context'>): boolean {
  return [...hitsOf(sentence, 'alone'), ...hitsOf(sentence, 'hands')].some(
    (hit) => denial.from >= hit.from && denial.to <= hit.to,
  );
}

export function hasContext(sentence: Sentence, kind: ContextKind, chunk?: number): boolean {
  return hitsOf(sentence, 'context').some(
    (hit) => hit.entry.kind === kind && (chunk === undefined || chunkIndexAt(sentence, hit.from) === chunk),
  );
}

const SECOND_PERSON = new Set(['you', 'your', 'yourself', "let's"]);

/** Said to the patient while it happens: an instruction or an offer, not a finding. */
export function isSecondPerson(sentence: Sentence, from: number, to: number): boolean {
  return sentence.tokens.slice(from, to).some((token) => SECOND_PERSON.has(token.text));
}

/** The names of the talk, read once with the document. */
export function namesInTalk(document: Document): NamesInTalk {
  return document.names;
}

/** Sentences about another named patient in the room: "Leo, you're still contact guard", "Leo was max". */
export function isAboutAnotherPerson(
  sentence: Sentence,
  patientName: string | null,
  names: ReadonlySet<string>,
  helpers: ReadonlySet<string> = new Set(),
): boolean {
  if (patientName === null) return false;
  const { tokens } = sentence;
  return tokens.some((token, at) => {
    if (!token.capital || !names.has(token.text) || token.text === patientName || helpers.has(token.text)) return false;
    const next = tokens[at + 1]?.text ?? '';
    const subject = ["'s", 'was', 'is', 'needed', 'needs', 'did', 'got'].includes(next);
    const addressed = (at === 0 && next === ',') || (tokens[at - 1]?.text === ',' && !/^[\w']/.test(next));
    return subject || (addressed && isSecondPerson(sentence, 0, tokens.length));
  });
}
