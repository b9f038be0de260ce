/** Whether a number was measured at another time or is no measurement: earlier visits, norms, targets, what was denied. */
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import { standingAt } from './standing.ts';

const NORM = new Set(
  'norm norms normal normals target targets goal goals cutoff average-for aim aiming expected supposed should needs after limit limits age threshold full'.split(
    ' ',
  ),
);
const NORM_OF_OTHERS = new Set([
  'woman',
  'man',
  'person',
  'adult',
  'people',
  'most',
  'age',
  'someone',
  'anyone',
  'kid',
  'child',
]);
const POINTERS = new Set([
  'it',
  'that',
  'which',
  'he',
  'she',
  'they',
  'you',
  'this',
  'left',
  'right',
  'and',
  'flexion',
  'extension',
  'grip',
]);
const PAST = new Set(['was', 'were', 'had', 'been', 'used']);

/** `vital`: told of a moment ago in the past; `ownRating`: only the patient can tell it, so "he told me" reports it; `sidesRead`: of this measure, in this turn. */
export function isEarlierOrNorm(
  sentence: Sentence,
  at: number,
  valuesBefore: boolean,
  {
    vital,
    ownRating,
    sidesRead,
  }: { readonly vital: boolean; readonly ownRating: boolean; readonly sidesRead: ReadonlySet<string> },
): boolean {
  const standing = standingAt(sentence, at);
  if (
    (standing.kind === 'excluded' && standing.why !== 'advice' && !(ownRating && standing.why === 'quote')) ||
    (standing.kind === 'prior' &&
      !priorFollows(sentence, at) &&
      !opensOtherSide(sentence, at) &&
      !(vital && standing.when.startsWith('it was')))
  )
    return true;
  const { tokens } = sentence;
  if (['not', 'no', 'never'].includes(tokens[at - 1]?.text ?? '')) return true;
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  const lead = tokens.slice(chunk?.from ?? 0, at).map((token) => token.text);
  if (
    isNorm(
      lead,
      tokens.map((token) => token.text),
    )
  )
    return true;
  if (isChangeFrom(sentence, at)) return true;
  return isPast(sentence, at, lead, valuesBefore && !vital, sidesRead);
}

/** "…, that's up from twenty-nine, left seventy-two": the other side, read now. */
function opensOtherSide(sentence: Sentence, at: number): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  const first = sentence.tokens[chunk?.from ?? at]?.text ?? '';
  const prior = hitsOf(sentence, 'context').filter((hit) => hit.entry.kind === 'prior');
  const before = prior.every((hit) => chunkIndexAt(sentence, hit.to - 1) < chunkIndexAt(sentence, at));
  return (
    (first === 'left' || first === 'right') &&
    before &&
    chunk !== undefined &&
    chunk.to - chunk.from <= MOST_WORDS_OF_SIDE
  );
}

const MOST_WORDS_OF_SIDE = 4;

const CLAUSE_OPENERS = new Set(['was', 'were', 'it', 'that', 'he', 'she', 'they', 'had', 'we']);

/** "three pounds last time was zero": the earlier time opens a clause of its own after the value. */
function priorFollows(sentence: Sentence, at: number): boolean {
  const prior = hitsOf(sentence, 'context').filter((hit) => hit.entry.kind === 'prior');
  const unpunctuated = !sentence.tokens.some((token) => token.kind === 'punctuation');
  return prior.every(
    (hit) =>
      (unpunctuated && hit.from > at && sentence.tokens.slice(hit.to, hit.to + 2).some(isNumber)) ||
      (hit.from > at && [hit.to - 1, hit.to].some((place) => CLAUSE_OPENERS.has(sentence.tokens[place]?.text ?? ''))),
  );
}

function isNorm(lead: readonly string[], sentence: readonly string[]): boolean {
  if (sentence.includes('age') || (sentence.includes('average') && sentence.some((word) => NORM_OF_OTHERS.has(word))))
    return true;
  const afterTarget = lead.some(
    (word, index) =>
      word === 'after' && lead[index - 1] !== undefined && ["'re", "'m", 'are', 'am'].includes(lead[index - 1] ?? ''),
  );
  return afterTarget || lead.some((word) => word !== 'after' && word !== 'full' && NORM.has(word));
}

/** "was seventy, now eighty-two", "…, it was twenty": told in the past beside a present value of the same sentence or turn. */
function isPast(
  sentence: Sentence,
  at: number,
  lead: readonly string[],
  valuesBefore: boolean,
  sidesRead: ReadonlySet<string>,
): boolean {
  const past = lead.findLastIndex((word) => PAST.has(word));
  if (past < 0 || lead.length - past > 4) return false;
  if (lead[past - 1] === 'you') return true;
  const now = hitsOf(sentence, 'context').some((hit) => hit.entry.kind === 'now' && hit.from > at);
  const laterValue = sentence.tokens.slice(at + 1).some(isNumber);
  if (now && laterValue) return true;
  const subject = lead[past - 1];
  if ((subject === 'left' || subject === 'right') && past === lead.length - 1 && !sidesRead.has(subject)) return false;
  return (
    valuesBefore &&
    (subject === undefined || POINTERS.has(subject)) &&
    !hitsOf(sentence, 'measures').some((hit) => hit.to <= at && hit.from >= at - lead.length)
  );
}

/** "up from seventy", "from sixty to seventy-five": the first figure is the old one. */
function isChangeFrom({ tokens }: Sentence, at: number): boolean {
  if (tokens[at - 1]?.text !== 'from') return false;
  const before = tokens[at - 2]?.text ?? '';
  const vital = ['went', 'dropped', 'rose', 'ran', 'climbed', 'dipped', 'fell', 'jumped'].includes(before);
  return !vital;
}
