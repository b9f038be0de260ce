/**
 * Cues the therapist narrates (never the live commands): type, count or intensity, purpose, task. A count is only ever
 * the number said; an intensity the word said or a frequency word, never derived from a count.
 */
import type { CueType } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf, spokenText } from './document.ts';
import type { Draft } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, namesInTalk, standingAt } from './standing.ts';

interface Mention {
  readonly type: CueType;
  readonly from: number;
  readonly to: number;
  readonly verb: boolean;
  /** Tells a cue even without a number or a frequency. */
  readonly complete: boolean;
  readonly intensity: 'min' | 'mod' | 'max' | null;
}

interface Amount {
  readonly count: number | null;
  readonly range?: readonly [number, number];
  /** "a few", "several": an amount was said, but no number. */
  readonly vague: boolean;
  /** A count in words ("twice", "three times") can stand anywhere after its verb. */
  readonly adverb: boolean;
  readonly from: number;
  readonly to: number;
}

export function extractCues(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  return document.sentences.flatMap((sentence) => {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) return [];
    if (isAboutAnotherPerson(sentence, names.patient, names.all) && !isToCaregiver(document, sentence)) return [];
    const mentions = mentionsIn(sentence);
    const used = new Set<number>();
    return mentions.flatMap((mention, index) => {
      if (standingAt(sentence, mention.from).kind !== 'asserted') return [];
      if (isDenied(sentence, mention.from) || hasZeroBefore(sentence, mention)) return [];
      const amount = amountFor(sentence, mention, mentions[index + 1] ?? null, mentions[index - 1] ?? null, used);
      if (amount) used.add(amount.from);
      const intensity = mention.intensity ?? (amount?.count == null ? intensityFor(sentence, mention, mentions) : null);
      if (mention.verb && amount === null && intensity === null && !mention.complete) return [];
      const to = Math.max(mention.to, amount?.to ?? 0);
      const from = Math.min(mention.from, amount?.from ?? mention.from);
      const purpose = purposeOf(sentence, to);
      return [
        {
          kind: 'cue' as const,
          type: mention.type,
          count: amount?.count ?? null,
          ...(amount?.range ? { range: amount.range } : {}),
          intensity,
          ...(purpose === null ? {} : { purpose }),
          task: taskFor(document, active, sentence.index, mention.from)?.label ?? null,
          ...(isDoubtful(sentence, from, to) ? { unsure: true } : {}),
          ...common(mention.verb ? 'cue/told' : 'cue/named', 'therapist'),
          evidence: evidenceOf({ sentence, from, to }),
        },
      ];
    });
  });
}

/** Cues to a caregiver in training count, whoever is addressed. */
function isToCaregiver(document: Document, sentence: Sentence): boolean {
  return document.utterances.some((each) => each.speaker === 'caregiver') && hitsOf(sentence, 'cueVerbs').length > 0;
}

function mentionsIn(sentence: Sentence): Mention[] {
  const nouns = hitsOf(sentence, 'cueNouns').filter((hit) => isCueNoun(sentence, hit));
  const verbs = hitsOf(sentence, 'cueVerbs').filter(
    (verb) => !nouns.some((noun) => chunkIndexAt(sentence, noun.from) === chunkIndexAt(sentence, verb.from)),
  );
  const mentions: Mention[] = [
    ...nouns.map((hit) => ({
      type: hit.entry.type,
      from: hit.from,
      to: hit.to,
      verb: false,
      complete: true,
      intensity: null,
    })),
    ...verbs.map((hit) => ({
      type: hit.entry.type,
      from: hit.from,
      to: hit.to,
      verb: true,
      complete: hit.entry.alone,
      intensity: hit.entry.intensity ?? null,
    })),
  ];
  const sorted = mentions.sort((a, b) => a.from - b.from);
  return sorted.filter((mention, at) => !sorted.slice(0, at).some((other) => repeats(sentence, other, mention)));
}

/** "redirected … prompts" about the same type in one stretch is one mention. */
function repeats(sentence: Sentence, first: Mention, second: Mention): boolean {
  return (
    first.verb &&
    second.verb &&
    first.type === second.type &&
    chunkIndexAt(sentence, first.from) === chunkIndexAt(sentence, second.from)
  );
}

const BARE_TYPES = new Set(['verbal', 'tactile', 'visual', 'gestural']);

/** "verbal" alone names a cue only in "verbal and tactile cues". */
function isCueNoun(sentence: Sentence, hit: Hit<'cueNouns'>): boolean {
  const text = sentence.tokens[hit.from]?.text ?? '';
  if (hit.to - hit.from > 1 || !BARE_TYPES.has(text)) return true;
  const next = sentence.tokens[hit.to]?.text;
  const joined = next === 'and' || next === 'or' || next === ',';
  const before = sentence.tokens[hit.from - 1];
  const rated =
    hitsOf(sentence, 'cueIntensity').some((each) => each.to === hit.from) || ["'s", 'as'].includes(before?.text ?? '');
  if (rated || isNumber(before)) return true;
  const closes = next === undefined || sentence.tokens[hit.to]?.kind === 'punctuation';
  const cuesNear = hitsOf(sentence, 'cueNouns').some((other) => other !== hit && Math.abs(other.from - hit.to) <= 3);
  return (joined || closes) && cuesNear;
}

function hasZeroBefore(sentence: Sentence, mention: Mention): boolean {
  const before = sentence.tokens[mention.from - 1];
  return isNumber(before) && before.value === 0;
}

const MOST_WORDS_BEFORE = 3;
const RANGE_WORDS = new Set(['to', 'or', 'maybe', ',']);
const NOT_COUNTED = new Set('minutes minute percent degrees of out step steps person point year'.split(' '));

function amountFor(
  sentence: Sentence,
  mention: Mention,
  next: Mention | null,
  previous: Mention | null,
  used: ReadonlySet<number>,
): Amount | null {
  const amounts = amountsIn(sentence).filter((amount) => !used.has(amount.from));
  const floor = previous && !mention.verb ? previous.from : 0;
  const before = amounts.findLast(
    (amount) =>
      amount.to <= mention.from &&
      amount.from >= floor &&
      mention.from - amount.to <= MOST_WORDS_BEFORE &&
      chunkIndexAt(sentence, amount.from) === chunkIndexAt(sentence, mention.from),
  );
  if (before && !mention.verb) return before;
  const ceiling = next?.from ?? sentence.tokens.length;
  const inside = amounts.find((amount) => amount.from >= mention.from && amount.to <= mention.to);
  const after = amounts.find(
    (amount) => amount.from >= mention.to && amount.to <= ceiling && followsAsCount(sentence, mention, amount),
  );
  return inside ?? after ?? (mention.verb ? (before ?? null) : null);
}

/** After the cue a bare number counts only as "cues, three", "times three"; "three times" and "twice" always do. */
function followsAsCount(sentence: Sentence, mention: Mention, amount: Amount): boolean {
  if (amount.adverb) return chunkIndexAt(sentence, amount.from) - chunkIndexAt(sentence, mention.from) <= 1;
  const next = sentence.tokens[amount.to]?.text;
  const before = sentence.tokens[amount.from - 1]?.text;
  if (next === 'times' || next === 'time') return true;
  if (before === 'times' || before === 'x') return true;
  return sentence.tokens[amount.to] === undefined || sentence.tokens[amount.to]?.kind === 'punctuation'
    ? amount.from - mention.to <= 2
    : false;
}

function amountsIn(sentence: Sentence): Amount[] {
  const { tokens } = sentence;
  const words: Amount[] = hitsOf(sentence, 'cueCounts').map((hit) => ({
    count: hit.entry.count,
    vague: hit.entry.count === null,
    adverb: true,
    from: hit.from,
    to: hit.to,
  }));
  const numbers: Amount[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (
      !isNumber(token) ||
      !Number.isInteger(token.value) ||
      token.value > 60 ||
      words.some((w) => at >= w.from && at < w.to)
    )
      continue;
    const second = rangeEnd(sentence, at);
    const end = second === null ? at + 1 : second + 1;
    if (!NOT_COUNTED.has(tokens[end]?.text ?? '') && !followsOf(sentence, at)) {
      const last = second === null ? null : tokens[second];
      if (isNumber(last))
        numbers.push({
          count: last.value,
          range: [token.value, last.value],
          vague: false,
          adverb: false,
          from: at,
          to: end,
        });
      else numbers.push({ count: token.value, vague: false, adverb: false, from: at, to: end });
    }
    at = end - 1;
  }
  return [...words, ...numbers].sort((a, b) => a.from - b.from);
}

function followsOf(sentence: Sentence, at: number): boolean {
  return sentence.tokens[at - 1]?.text === 'of' || sentence.tokens[at - 1]?.text === '/';
}

/** "three to four", "two or three", "five, maybe six". */
function rangeEnd(sentence: Sentence, at: number): number | null {
  const { tokens } = sentence;
  let to = at + 1;
  while (RANGE_WORDS.has(tokens[to]?.text ?? '') && to - at <= 2) to += 1;
  const first = tokens[at];
  const second = tokens[to];
  if (to === at + 1 || !isNumber(first) || !isNumber(second)) return null;
  return second.value > first.value && second.value - first.value <= 3 ? to : null;
}

function intensityFor(
  sentence: Sentence,
  mention: Mention,
  mentions: readonly Mention[],
): 'min' | 'mod' | 'max' | null {
  const hits = hitsOf(sentence, 'cueIntensity').filter((hit) => standingAt(sentence, hit.from).kind === 'asserted');
  const adjacent = hits.find((hit) => hit.entry.word && hit.to <= mention.from && mention.from - hit.to <= 2);
  if (adjacent && !isDenied(sentence, adjacent.from)) return adjacent.entry.intensity;
  const inside = hits.find((hit) => hit.from >= mention.from && hit.to <= mention.to);
  if (inside) return inside.entry.intensity;
  const chunk = chunkIndexAt(sentence, mention.from);
  const nearest = (candidates: readonly Hit<'cueIntensity'>[]) =>
    [...candidates].sort((a, b) => Math.abs(a.from - mention.to) - Math.abs(b.from - mention.to))[0];
  const owned = hits.filter((hit) => mentions.every((other) => distance(hit, mention) <= distance(hit, other)));
  const here = nearest(owned.filter((hit) => !hit.entry.word && chunkIndexAt(sentence, hit.from) === chunk));
  const afterwards = owned.find((hit) => {
    const range = sentence.chunks[chunkIndexAt(sentence, hit.from)];
    const alone = range !== undefined && range.to - range.from <= 3;
    return alone && chunkIndexAt(sentence, hit.from) === chunk + 1;
  });
  return (afterwards?.entry.word ? afterwards : (here ?? afterwards))?.entry.intensity ?? null;
}

function distance(hit: { from: number; to: number }, mention: Mention): number {
  return hit.from >= mention.to ? hit.from - mention.to : Math.max(0, mention.from - hit.to);
}

/** "for hand placement", "to move her feet back": up to the next comma. */
function purposeOf(sentence: Sentence, from: number): string | null {
  const word = sentence.tokens[from]?.text;
  if (word !== 'for' && word !== 'to') return null;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  if (chunk === undefined || chunk.to - from < 2) return null;
  return spokenText(sentence, from + (word === 'for' ? 1 : 0), chunk.to);
}
