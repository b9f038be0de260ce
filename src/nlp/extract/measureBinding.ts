/**
 * What a number of a sentence measures. Every class of attribute (which measure, active or passive, motion, body part,
 * side) is bound for itself: to the words before the number in its clause, or after it where they are joined to it
 * ("ninety-five degrees of flexion", "forty on the left"), else to what the talk has said before.
 */
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';

export type AttributeGroup = 'measures' | 'movementTypes' | 'motions' | 'bodyParts' | 'sides';
export const ATTRIBUTE_GROUPS = ['measures', 'movementTypes', 'motions', 'bodyParts', 'sides'] as const;

export interface ValueSpan {
  readonly from: number;
  readonly to: number;
}

const JOINTS = new Set(['of', 'on', 'in', 'for', 'at', 'the', 'his', 'her', 'is', 'with', 'side', 'that']);
const JOINING = new Set(['of', 'for', 'on', 'in', 'with']);
const MOST_WORDS_TO_JOINED = 4;
const LONGEST_TRAILER = 4;

export function attributesIn(sentence: Sentence): Hit[] {
  return ATTRIBUTE_GROUPS.flatMap((group) => hitsOf(sentence, group) as readonly Hit[])
    .filter(
      (hit) =>
        hit.group !== 'measures' || !(isHandle(sentence, hit) || isOtherTip(sentence, hit) || isMotion(sentence, hit)),
    )
    .filter((hit) => hit.group !== 'sides' || isSide(sentence, hit as Hit<'sides'>))
    .sort((a, b) => a.from - b.from);
}

const HANDLES = new Set([
  'up',
  'death',
  'pencil',
  'pen',
  'gel',
  'foam',
  'rubber',
  'loosen',
  'loosening',
  'tight',
  'wide',
  'fat',
]);

/** "the built-up grip", "the death grip": a thing or a habit, no measurement. */
function isHandle({ tokens }: Sentence, hit: Hit): boolean {
  if (!/^grips?$/.test(tokens[hit.from]?.text ?? '') || hit.to - hit.from > 1) return false;
  return tokens.slice(Math.max(0, hit.from - 2), hit.from).some((token) => HANDLES.has(token.text));
}

/** "palmar abduction" is a motion, "clothes pegs" are things: neither is the test that the word alone names. */
function isMotion(sentence: Sentence, hit: Hit): boolean {
  if (/^cloth(?:es|ing)?$/.test(sentence.tokens[hit.from - 1]?.text ?? '')) return true;
  return hitsOf(sentence, 'motions').some((motion) => motion.from <= hit.from && motion.to > hit.to);
}

/** "tip three", "tip is three right" is a pinch; every other tip is none. */
function isOtherTip({ tokens }: Sentence, { from, to }: Hit): boolean {
  if (tokens[from]?.text !== 'tip' || to - from > 1) return false;
  const at = ['is', 'was', "'s"].includes(tokens[to]?.text ?? '') ? to + 1 : to;
  const next = tokens[at + 1];
  const read = isNumber(tokens[at]) && (next === undefined || next.kind === 'punctuation' || AFTER_TIP.has(next.text));
  return !read || ['the', 'a', 'his', 'her', 'that'].includes(tokens[from - 1]?.text ?? '');
}

const AFTER_TIP = new Set(['right', 'left', 'pounds', 'pound', 'and', 'on']);

/** The attributes said after the value that belong to it and not to the next one. */
export function attributesAfter(
  sentence: Sentence,
  hits: readonly Hit[],
  values: readonly ValueSpan[],
  index: number,
): Hit[] {
  const value = values[index]!;
  const next = values[index + 1];
  const chunk = chunkIndexAt(sentence, value.from);
  const until = next?.from ?? sentence.tokens.length;
  const later = hits.filter((hit) => hit.from >= value.to && hit.to <= until);
  const here = later.filter((hit) => chunkIndexAt(sentence, hit.from) === chunk);
  const joined = here.filter((hit) => isJoined(sentence, hits, values, index, hit));
  const trailing =
    next === undefined ? trailers(sentence, hits, later, value, chunk) : sideBetween(sentence, hits, later, value);
  return [...joined, ...trailing];
}

function isJoined(
  sentence: Sentence,
  hits: readonly Hit[],
  values: readonly ValueSpan[],
  index: number,
  hit: Hit,
): boolean {
  const value = values[index]!;
  const between = plainWords(sentence, hits, value.to, hit.from);
  const joint =
    between.length > 0 && between.every((word) => JOINTS.has(word)) && between.length <= MOST_WORDS_TO_JOINED;
  if (joint && between.some((word) => JOINING.has(word))) return true;
  if (values[index + 1] === undefined && between.length <= MOST_WORDS_TO_JOINED && !said(sentence, hits, hit, value))
    return true;
  return !opensBefore(sentence, hits, values, hit) && between.length <= 1;
}

const OF_THE_VALUE = new Set(['plus', 'minus', 'out', '5', 'over', '/']);

/** The words between a value and an attribute, without units, signs and other attributes. */
function plainWords(sentence: Sentence, hits: readonly Hit[], from: number, to: number): string[] {
  const units = hitsOf(sentence, 'units');
  return sentence.tokens.slice(from, to).flatMap((token, offset) => {
    const at = from + offset;
    const covered = [...hits, ...units].some((hit) => at >= hit.from && at < hit.to);
    return covered || OF_THE_VALUE.has(token.text) ? [] : [token.text];
  });
}

/** An attribute of this class was already said before the value in its sentence. */
function said(sentence: Sentence, hits: readonly Hit[], hit: Hit, value: ValueSpan): boolean {
  const chunk = chunkIndexAt(sentence, value.from);
  return hits.some(
    (other) => other.group === hit.group && other.to <= value.from && chunkIndexAt(sentence, other.from) === chunk,
  );
}

/** In this sentence attributes of the class come before their values ("flexion ninety, extension thirty"). */
function opensBefore(sentence: Sentence, hits: readonly Hit[], values: readonly ValueSpan[], hit: Hit): boolean {
  const first = values[0];
  const chunk = first === undefined ? 0 : chunkIndexAt(sentence, first.from);
  return hits.some(
    (other) =>
      other.group === hit.group &&
      first !== undefined &&
      other.to <= first.from &&
      chunkIndexAt(sentence, other.from) >= chunk - 1,
  );
}

/** "twelve pounds on lateral pinch, right, and eleven on …": a side alone between two values, where none was said before. */
function sideBetween(sentence: Sentence, hits: readonly Hit[], later: readonly Hit[], value: ValueSpan): Hit[] {
  if (hits.some((hit) => hit.group === 'sides' && hit.to <= value.from)) return [];
  const chunk = chunkIndexAt(sentence, value.from);
  const own = sentence.chunks[chunk + 1];
  const side = later.find((hit) => hit.group === 'sides' && hit.from === own?.from && hit.to === own.to);
  const next = sentence.tokens[(own?.to ?? 0) + 1];
  return side !== undefined && (isNumber(next) || next?.text === 'and') ? [side] : [];
}

/** "…, right." – a short clause of attributes after the last value. */
function trailers(
  sentence: Sentence,
  hits: readonly Hit[],
  later: readonly Hit[],
  value: ValueSpan,
  chunk: number,
): Hit[] {
  const after = sentence.chunks[chunk + 1];
  if (after === undefined || after.to - after.from > LONGEST_TRAILER || value.to > after.from) return [];
  if (sentence.tokens.slice(after.from, after.to).some(isNumber)) return [];
  const named = hits.some((hit) => isName(hit) && hit.to <= value.from && chunkIndexAt(sentence, hit.from) === chunk);
  return later.filter((hit) => chunkIndexAt(sentence, hit.from) === chunk + 1 && !(named && isName(hit)));
}

/** What is measured, apart from where and how. */
const isName = (hit: Hit) => hit.group === 'measures' || hit.group === 'motions';

const NOT_SIDE_AFTER = new Set(
  'now here there away then after up behind beside next by before ? back over down'.split(' '),
);
const NOT_SIDE_BEFORE = new Set(['all', "'s", 'yeah', 'yes', 'the same', 'same', 'alright', 'oh', 'just', 'got']);

/** "right" as a word of assent or place is no side. */
export function isSide(sentence: Sentence, hit: Hit<'sides'>): boolean {
  const text = sentence.tokens[hit.from]?.text;
  const measured = hitsOf(sentence, 'movementTypes').some((each) => each.from === hit.to);
  if (text === 'both')
    return !measured && !['ways', 'of', 'times', 'them', 'trials'].includes(sentence.tokens[hit.to]?.text ?? '');
  if (text !== 'right' && text !== 'left') return true;
  const before = sentence.tokens[hit.from - 1]?.text ?? '';
  const after = sentence.tokens[hit.to]?.text ?? '';
  if (text === 'left') return !['he', 'she', 'i', 'we', 'they', 'has', 'is', 'what'].includes(before);
  return !NOT_SIDE_BEFORE.has(before) && !NOT_SIDE_AFTER.has(after);
}
