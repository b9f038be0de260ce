/** How many cues, or how often: a count as said ("twice", "five, maybe six times", ", three"), or a word of frequency. */
import { isNumber } from '../text/token.ts';
import type { CueMention } from './cueMentions.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import { isDenied, standingAt } from './standing.ts';

export interface CueAmount {
  /** null: an amount was said, but no number ("several"). */
  readonly count: number | null;
  readonly range?: readonly [number, number];
  /** "twice", "three times", "four of those": can stand anywhere after its cue. */
  readonly adverb: boolean;
  readonly from: number;
  readonly to: number;
}

const MOST_CUES = 60;
const WIDEST_RANGE = 3;
const RANGE_WORDS = new Set(['to', 'or', 'maybe', ',', 'perhaps', 'possibly']);
const NOT_COUNTED = new Set(
  'minutes minute percent degrees out step steps person point year years buttons pounds weeks days feet inches second seconds hour hours plus minus reps rep trials laps sets letters words cards pills o am pm units unit'.split(
    ' ',
  ),
);
const TIMES = new Set(['times', 'time', 'goes', 'go', 'occasions']);
const OF_THOSE = new Set(['those', 'them', 'these', 'the']);

export function cueAmounts(sentence: Sentence): CueAmount[] {
  const { tokens } = sentence;
  const frequencies = hitsOf(sentence, 'cueIntensity');
  const counts = hitsOf(sentence, 'cueCounts').filter(
    (hit) => !frequencies.some((each) => hit.from >= each.from && hit.to <= each.to),
  );
  const words: CueAmount[] = counts.map(({ entry, from, to }) => ({
    count: entry.count,
    adverb: true,
    from,
    to: TIMES.has(tokens[to]?.text ?? '') ? to + 1 : to,
  }));
  const found = [...words];
  for (let at = 0; at < tokens.length; at += 1) {
    const amount = numberAt(sentence, at);
    if (amount === null || words.some((word) => at >= word.from && at < word.to)) continue;
    found.push(amount);
    at = amount.to - 1;
  }
  return found.sort((a, b) => a.from - b.from);
}

function numberAt(sentence: Sentence, at: number): CueAmount | null {
  const { tokens } = sentence;
  const first = tokens[at];
  if (!isNumber(first) || !Number.isInteger(first.value) || first.value < 1 || first.value > MOST_CUES) return null;
  const before = tokens[at - 1]?.text ?? '';
  if (before === 'of' || before === '/' || before === 'number' || before === 'past') return null;
  const second = rangeEnd(sentence, at);
  const last = second === null ? null : tokens[second];
  const end = second === null ? at + 1 : second + 1;
  const next = tokens[end]?.text ?? '';
  if (NOT_COUNTED.has(next)) return null;
  const times = TIMES.has(next) || ((before === 'times' || before === 'x') && !isNumber(tokens[at - 2]));
  const ofThose = next === 'of' && OF_THOSE.has(tokens[end + 1]?.text ?? '');
  const outOf = next === 'of' && isNumber(tokens[end + 1]);
  if (outOf) return null;
  return {
    count: isNumber(last) ? last.value : first.value,
    ...(isNumber(last) ? { range: [first.value, last.value] as const } : {}),
    adverb: times || ofThose,
    from: at,
    to: TIMES.has(next) ? end + 1 : end,
  };
}

/** "three to four", "two or three", "five, maybe six". */
function rangeEnd(sentence: Sentence, at: number): number | null {
  const { tokens } = sentence;
  let to = at + 1;
  let joined = false;
  while (RANGE_WORDS.has(tokens[to]?.text ?? '') && to - at <= 3) {
    joined ||= tokens[to]?.text !== ',';
    to += 1;
  }
  const first = tokens[at];
  const second = tokens[to];
  joined ||= TIMES.has(tokens[to + 1]?.text ?? '') && to > at + 1;
  if (!joined || !isNumber(first) || !isNumber(second)) return null;
  return second.value > first.value && second.value - first.value <= WIDEST_RANGE ? to : null;
}

const MOST_WORDS_BEFORE = 3;
const LIGHT = new Set([
  'just',
  'only',
  'about',
  'maybe',
  'so',
  'oh',
  'um',
  'what',
  'like',
  'of',
  'around',
  'i',
  'counted',
  'tallied',
  'got',
  'had',
  'made',
  'make',
  'gave',
  'reckon',
  'it',
  'was',
  'must',
  'have',
  'been',
  'that',
  "'s",
  'all',
  'told',
  'well',
  'mind',
  'in',
  'total',
  'easily',
  'probably',
]);
const MOST_CHUNKS_TO_ADVERB = 3;

/** The count of a cue: right before its noun, inside its phrase, or after it and before the next cue. */
export function amountOf(
  sentence: Sentence,
  mention: CueMention,
  amounts: readonly CueAmount[],
  previous: CueMention | null,
  next: CueMention | null,
): CueAmount | null {
  const floor = previous ? previous.from : 0;
  const before = amounts.findLast(
    (amount) =>
      amount.to <= mention.from &&
      amount.from >= floor &&
      mention.from - amount.to <= MOST_WORDS_BEFORE &&
      chunkIndexAt(sentence, amount.from) === chunkIndexAt(sentence, mention.from),
  );
  if (before && !mention.verb) return before;
  const inside = amounts.find((amount) => amount.from < mention.to && amount.to > mention.from);
  if (inside) return inside;
  const ceiling = next?.from ?? sentence.tokens.length;
  const after = amounts.find(
    (amount) =>
      amount.from >= mention.to &&
      amount.to <= ceiling &&
      !belongsToNext(sentence, amount, next) &&
      followsAsCount(sentence, mention, amount),
  );
  if (after) return after;
  const loose = mention.verb ? before?.adverb : false;
  const leading = amounts.findLast(
    (amount) =>
      amount.adverb && amount.to <= mention.from && amount.from >= floor && isLeading(sentence, amount, mention),
  );
  return loose ? (before ?? null) : mention.verb ? (leading ?? null) : null;
}

/** "three tactile": the number stands right before the next noun. */
function belongsToNext(sentence: Sentence, amount: CueAmount, next: CueMention | null): boolean {
  return (
    next !== null &&
    !next.verb &&
    next.from - amount.to <= 1 &&
    !sentence.tokens.slice(amount.to, next.from).some((token) => token.kind === 'punctuation')
  );
}

/** "twice the tape got him going", "three times i said it". */
function isLeading(sentence: Sentence, amount: CueAmount, mention: CueMention): boolean {
  const apart = chunkIndexAt(sentence, mention.from) - chunkIndexAt(sentence, amount.from);
  return apart === 0 || (apart === 1 && mention.from - amount.to <= MOST_WORDS_BEFORE);
}

/** After the cue a bare number counts only where it closes its clause: "reminders about the hips: two". */
function followsAsCount(sentence: Sentence, mention: CueMention, amount: CueAmount): boolean {
  const chunk = chunkIndexAt(sentence, amount.from);
  const apart = chunk - chunkIndexAt(sentence, mention.to - 1);
  if (amount.adverb) return apart <= MOST_CHUNKS_TO_ADVERB || mention.verb;
  const next = sentence.tokens[amount.to];
  const closes = next === undefined || next.kind === 'punctuation' || next.text === 'and';
  if (!closes) return false;
  const own = sentence.chunks[chunk];
  const lead = sentence.tokens.slice(own?.from ?? 0, amount.from).map((token) => token.text);
  if (apart === 0)
    return (
      amount.from - mention.to <= 2 ||
      sentence.tokens.length === amount.to ||
      !sentence.tokens.some((token) => token.kind === 'punctuation')
    );
  return lead.every((word) => LIGHT.has(word));
}

export function intensityOf(
  sentence: Sentence,
  mention: CueMention,
  mentions: readonly CueMention[],
): 'min' | 'mod' | 'max' | null {
  const hits = hitsOf(sentence, 'cueIntensity').filter((hit) => standingAt(sentence, hit.from).kind === 'asserted');
  const adjacent = hits.find((hit) => hit.entry.word && hit.to <= mention.from && mention.from - hit.to <= 2);
  if (adjacent && !isDenied(sentence, adjacent.from)) return adjacent.entry.intensity;
  const inside = hits.find((hit) => hit.from >= mention.from && hit.to <= mention.to);
  if (inside) return inside.entry.intensity;
  const chunk = chunkIndexAt(sentence, mention.from);
  const owned = hits.filter((hit) =>
    mentions.every((other) => other.from === mention.from || distance(hit, mention) <= distance(hit, other)),
  );
  const called = owned.find((hit) => hit.entry.word && hit.from >= mention.to && isAlone(sentence, hit));
  if (called) return called.entry.intensity;
  const all = owned.filter((hit) => !hit.entry.word);
  const frequency = all.some((hit) => !tellsOccasion(sentence, hit))
    ? all.filter((hit) => !tellsOccasion(sentence, hit))
    : all;
  const here = frequency.filter((hit) => chunkIndexAt(sentence, hit.from) === chunk);
  const later = frequency.filter(
    (hit) => hit.from >= mention.to && chunkIndexAt(sentence, hit.from) - chunk <= MOST_CHUNKS_TO_FREQUENCY,
  );
  const earlier = frequency.filter(
    (hit) => mentions.length === 1 && !mention.verb && chunk - chunkIndexAt(sentence, hit.from) === 1,
  );
  const nearest = [...(here.length > 0 ? here : later.length > 0 ? later : earlier)].sort(
    (a, b) => distance(a, mention) - distance(b, mention),
  )[0];
  return nearest?.entry.intensity ?? null;
}

const SUBJECTS = new Set(['he', 'she', 'they', 'it', 'i', 'we']);

/** "each time she stalled": when, not how often. */
function tellsOccasion({ tokens }: Sentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return tokens[to - 1]?.text === 'time' && from < to && SUBJECTS.has(tokens[to]?.text ?? '');
}

const MOST_CHUNKS_TO_FREQUENCY = 3;

/** ", moderate." in a clause of its own. */
function isAlone(sentence: Sentence, hit: { readonly from: number }): boolean {
  const range = sentence.chunks[chunkIndexAt(sentence, hit.from)];
  return range !== undefined && range.to - range.from <= 3;
}

function distance(hit: { from: number; to: number }, mention: CueMention): number {
  return hit.from >= mention.to ? hit.from - mention.to : Math.max(0, mention.from - hit.to);
}
