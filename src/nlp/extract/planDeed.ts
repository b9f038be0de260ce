/**
 * What a sentence about what comes next says is to be done: its verb as a note has it, the words for what, and the condition.
 * Nothing is added but the verb; words that only point ("order one of those") or are said to the patient make no deed.
 */
import type { PlanDeed } from '../../shared/domain/facts.ts';
import type { Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';

export interface PlanTime {
  readonly from: number;
  readonly to: number;
}

const CONDITION = new Set(['if', 'once', 'unless', 'provided']);
const POINTING = new Set(['it', 'that', 'this', 'them', 'those', 'these', 'one', 'him', 'her', 'more']);
const ADDRESSED = new Set(['you', 'your', 'yours', "let's", 'us', 'our', 'me', 'my', 'mine', 'i', 'we']);
const LINKING = new Set(['is', "'s", 'was', 'has', 'are', 'says', 'thinks', 'comes', 'goes', 'had', 'does', 'did']);
const OPENING = new Set(['and', 'so', 'then', 'but', 'okay', 'well', 'maybe', 'probably', 'also', 'just', 'or']);
const OPENING_ALONE = new Set([...OPENING, 'it', "'s"]);
const CLOSING = new Set([
  'then',
  'too',
  'again',
  'and',
  'or',
  'maybe',
  'probably',
  'with',
  'for',
  'on',
  'at',
  'by',
  'in',
]);
const LONGEST_OBJECT = 16;

/** Whether the sentence says by its intention alone that something is to be arranged or reached, on whatever day. */
export function arranges(sentence: Sentence): boolean {
  const [deed] = hitsOf(sentence, 'planDeeds');
  if (deed === undefined) return false;
  if (deed.entry.verb === 'target') return hitsOf(sentence, 'levels').some((hit) => hit.from >= deed.to);
  return ARRANGING.has(deed.entry.verb) && planDeedsIn(sentence, null).length > 0;
}

const ARRANGING = new Set(['order', 'contact', 'fabricate']);

/** The first words of the sentence that say when. */
export function planTimeIn(sentence: Sentence): PlanTime | null {
  return hitsOf(sentence, 'planTimes')[0] ?? null;
}

/** One deed for each intention of the sentence; none where one of them points, or is said to the patient. */
export function planDeedsIn(sentence: Sentence, time: PlanTime | null): readonly PlanDeed[] {
  const hits = hitsOf(sentence, 'planDeeds');
  const whole = conditionIn(sentence, hits);
  const ends = whole !== null && time !== null && time.from > whole.from && time.to === whole.to;
  const condition = ends ? { from: whole.from, to: time.from } : whole;
  const told = condition === null ? null : spokenText(sentence, condition.from, condition.to);
  if (hits.length === 0 && time === null) return [];
  if (hits.length === 0) {
    const after = time !== null && time.from <= 2 ? objectFrom(sentence, time.to, [condition], OPENING_ALONE) : null;
    const object = after ?? objectFrom(sentence, 0, [time, condition], OPENING_ALONE);
    if (object === null || !isPlain(sentence, object, false) || leavesOut(sentence, [time, condition, object]))
      return [];
    return [{ verb: null, object: spokenText(sentence, object.from, object.to), condition: told }];
  }
  const deeds: PlanDeed[] = [];
  const taken: (PlanTime | null)[] = [time, condition, ...hits];
  for (const [at, hit] of hits.entries()) {
    const next = hits[at + 1] ?? null;
    const object = objectFrom(sentence, hit.to, [time, condition, next], OPENING);
    if (object === null || !isPlain(sentence, object, true)) return [];
    taken.push(object);
    const text = spokenText(sentence, object.from, object.to);
    deeds.push({ verb: hit.entry.verb, object: text, condition: next === null ? told : null });
  }
  return leavesOut(sentence, taken) ? [] : deeds;
}

/** Words that none of the parts holds: the sentence says more than they do. */
function leavesOut({ tokens }: Sentence, parts: readonly (PlanTime | null)[]): boolean {
  const held = (at: number) => parts.some((part) => part !== null && at >= part.from && at < part.to);
  return tokens.some(
    (token, at) =>
      token.kind !== 'punctuation' && !held(at) && !OPENING_ALONE.has(token.text) && !CLOSING.has(token.text),
  );
}

/** "if her pressure holds": up to the end of its clause. */
function conditionIn({ tokens, chunks }: Sentence, deeds: readonly PlanTime[]): PlanTime | null {
  const chunk = chunks.find(({ from, to }) => tokens.slice(from, to).some((token) => CONDITION.has(token.text)));
  if (chunk === undefined) return null;
  const at = tokens.findIndex((token, index) => index >= chunk.from && CONDITION.has(token.text));
  const deed = deeds.find((hit) => hit.from > at && hit.from < chunk.to);
  return { from: at, to: deed?.from ?? chunk.to };
}

/** The words from a place on, up to those that say when or on what condition. */
function objectFrom(
  { tokens }: Sentence,
  start: number,
  left: readonly (PlanTime | null)[],
  opening: ReadonlySet<string>,
): PlanTime | null {
  let from = start;
  for (const span of left) if (span !== null && span.from <= from && span.to > from) from = span.to;
  while (from < tokens.length && (tokens[from]?.kind === 'punctuation' || opening.has(tokens[from]?.text ?? '')))
    from += 1;
  const ends = left.flatMap((span) => (span !== null && span.from > from ? [span.from] : []));
  let to = Math.min(tokens.length, ...ends);
  while (to > from && (tokens[to - 1]?.kind === 'punctuation' || CLOSING.has(tokens[to - 1]?.text ?? ''))) to -= 1;
  return to > from ? { from, to } : null;
}

function isPlain({ tokens }: Sentence, { from, to }: PlanTime, withVerb: boolean): boolean {
  const words = tokens.slice(from, to).filter((token) => token.kind === 'word');
  if (words.length === 0 || words.length > LONGEST_OBJECT) return false;
  if (words.some((token) => ADDRESSED.has(token.text))) return false;
  const told = words.some(
    (token, at) => at < 4 && (LINKING.has(token.text) || token.text === 'he' || token.text === 'she'),
  );
  const points =
    words.every((token) => POINTING.has(token.text)) ||
    POINTING.has(words[0]!.text) ||
    POINTING.has(words.at(-1)!.text);
  return !points && (withVerb || !told);
}
