/**
 * Where a sentence narrates a cue: a noun of the trade ("two verbal cues"), or a deed of the therapist ("I told her",
 * "had to say", "tapped his elbow", "pointed"). Deeds of others, instructions and cues that did not happen are left out.
 */
import type { CueType } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import { isDenied, standingAt } from './standing.ts';

export interface CueMention {
  readonly type: CueType;
  readonly from: number;
  readonly to: number;
  readonly verb: boolean;
  /** Tells a cue even without a number or a frequency. */
  readonly complete: boolean;
  readonly intensity: 'min' | 'mod' | 'max' | null;
}

export function cueMentions(sentence: Sentence): CueMention[] {
  const nouns = hitsOf(sentence, 'cueNouns')
    .filter((hit) => isCueNoun(sentence, hit))
    .map((hit) => ({
      ...place(hit),
      type: hit.entry.type,
      verb: false,
      complete: !needsAmount(sentence, hit),
      intensity: null,
    }));
  const verbs = hitsOf(sentence, 'cueVerbs')
    .filter((hit) => isDoneByTherapist(sentence, hit))
    .map((hit) => ({
      ...place(hit),
      type: hit.entry.type,
      verb: true,
      complete: hit.entry.alone,
      intensity: hit.entry.intensity ?? null,
    }));
  const told = verbs.filter((verb) => !nouns.some((noun) => covers(sentence, noun, verb)));
  const sorted: CueMention[] = [...nouns, ...told].sort((a, b) => a.from - b.from);
  const typed = sorted.flatMap((mention) => withTypesSaidLater(sentence, mention, sorted));
  return typed
    .filter((mention, at) => !typed.slice(0, at).some((other) => repeats(sentence, other, mention)))
    .filter((mention) => isAsserted(sentence, mention));
}

const place = ({ from, to }: Hit) => ({ from, to });

/** A touch or a demonstration is only told as a cue with its number or frequency. */
function needsAmount({ tokens }: Sentence, hit: Hit<'cueNouns'>): boolean {
  return hit.entry.type === 'demonstration' || /^(touch|tap)/.test(tokens[hit.from]?.text ?? '');
}

/** "I gave first-letter prompts": the verb that hands out the noun beside it is the same cue. */
function covers(
  sentence: Sentence,
  noun: { from: number; to: number; type: CueType },
  verb: { from: number; to: number; type: CueType },
): boolean {
  const sameChunk = chunkIndexAt(sentence, noun.from) === chunkIndexAt(sentence, verb.from);
  const apart = noun.from >= verb.to ? noun.from - verb.to : verb.from - noun.to;
  return (
    sameChunk &&
    (apart <= MOST_WORDS_TO_OBJECT ||
      (noun.type === verb.type && noun.from >= verb.from && apart <= 2 * MOST_WORDS_TO_OBJECT))
  );
}

const MOST_WORDS_TO_OBJECT = 2;

/** "redirected … prompts" about the same type in one stretch is one mention. */
function repeats(sentence: Sentence, first: CueMention, second: CueMention): boolean {
  if (first.type !== second.type) return false;
  if (!second.verb && ["'s", 'is'].includes(sentence.tokens[second.from - 1]?.text ?? '')) return true;
  if (!first.verb || !second.verb) return false;
  const between = sentence.tokens.slice(first.to, second.from);
  const amount = hitsOf(sentence, 'cueCounts').some((hit) => hit.from >= first.to && hit.to <= second.from);
  return (
    chunkIndexAt(sentence, first.from) === chunkIndexAt(sentence, second.from) && !amount && !between.some(isNumber)
  );
}

const BARE_TYPES = new Set(['verbal', 'tactile', 'visual', 'gestural', 'spoken']);
const POINTERS = new Set(['those', 'these', 'that', 'this', 'to', 'i', 'my', 'his', 'her', 'your', 'on', 'right']);

function isCueNoun(sentence: Sentence, hit: Hit<'cueNouns'>): boolean {
  const text = sentence.tokens[hit.from]?.text ?? '';
  const before = sentence.tokens[hit.from - 1];
  if (before?.text === 'a' && sentence.tokens[hit.from - 2]?.text === 'as') return false;
  if (hit.to - hit.from > 1) return true;
  if (
    /^(?:touches|taps)$/.test(text) &&
    ['right', 'correct', 'out', 'of'].includes(sentence.tokens[hit.to]?.text ?? '')
  )
    return false;
  if (['cue', 'cues', 'prompt'].includes(text)) return !POINTERS.has(before?.text ?? '');
  if (!BARE_TYPES.has(text)) return true;
  const next = sentence.tokens[hit.to]?.text;
  const rated =
    hitsOf(sentence, 'cueIntensity').some((each) => each.to === hit.from) ||
    ["'s", 'as', 'is'].includes(before?.text ?? '');
  if (rated || isNumber(before)) return true;
  const joined = next === 'and' || next === 'or' || next === ',';
  const closes = next === undefined || sentence.tokens[hit.to]?.kind === 'punctuation';
  const cuesNear = hitsOf(sentence, 'cueNouns').some((other) => other !== hit && Math.abs(other.from - hit.to) <= 3);
  return (joined || closes) && cuesNear;
}

const THERAPIST = new Set(['i', 'we', 'me', 'you']);
const OTHERS = new Set(
  'he she they wife husband daughter son mother mom mum dad father sister brother aide nurse nobody who family teacher caregiver'.split(
    ' ',
  ),
);
const PASSIVE = new Set([
  'was',
  'were',
  'be',
  'got',
  'had',
  'needed',
  'needs',
  'need',
  'took',
  'needing',
  'required',
  'wanted',
]);

/** The deed is the therapist's (or told without a subject), not that of patient, family or staff. */
function isDoneByTherapist(sentence: Sentence, hit: Hit<'cueVerbs'>): boolean {
  const { tokens } = sentence;
  const words = tokens.slice(hit.from, hit.to).map((token) => token.text);
  if (words.some((word) => word === 'i' || word === 'we' || word === 'me' || word === 'you')) return !isVerdict(words);
  if (
    hit.entry.type === 'visual' &&
    (words[0] === 'the' || AIDS.has(words[0] ?? '') || /^(used|use|follow|found|look)/.test(words[0] ?? ''))
  )
    return true;
  const chunk = sentence.chunks[chunkIndexAt(sentence, hit.from)];
  const lead = tokens.slice(chunk?.from ?? 0, hit.from).map((token) => token.text);
  const subject = lead.findLast((word) => THERAPIST.has(word) || OTHERS.has(word));
  if (subject === undefined || THERAPIST.has(subject)) return true;
  if (subject === 'nobody' || subject === 'who') return false;
  return words.some((word) => PASSIVE.has(word)) || words[0] === 'to' || PASSIVE.has(lead.at(-1) ?? '');
}

const AIDS = new Set(['strip', 'tape', 'margin', 'card', 'sign', 'line', 'sticker', 'label', 'note']);

/** "I said contact guard", "I'd say": a rating, not a cue. */
function isVerdict(words: readonly string[]): boolean {
  const supposed = words.includes("'d") || words.includes('would');
  return (
    supposed && (words.at(-1) === 'say' || words.includes('called') || words.includes('said') || words.includes('call'))
  );
}

const TYPE_WORDS = new Map<string, CueType>([
  ['verbal', 'verbal'],
  ['verbally', 'verbal'],
  ['spoken', 'verbal'],
  ['talking', 'verbal'],
  ['tactile', 'tactile'],
  ['touch', 'tactile'],
  ['visual', 'visual'],
  ['pointing', 'visual'],
  ['gestural', 'visual'],
  ['gesture', 'visual'],
]);
const LONGEST_TYPE_CLAUSE = 5;

/** "Two cues on the elbows, both spoken", "cued him through all of it, verbal and pointing both". */
function withTypesSaidLater(sentence: Sentence, mention: CueMention, all: readonly CueMention[]): CueMention[] {
  const generic =
    mention.type === 'unspecified' ||
    (mention.verb && sentence.tokens.slice(mention.from, mention.to).some((token) => /^(cue|prompt)/.test(token.text)));
  const last = all.at(-1) === mention || all.every((other) => other === mention || other.from > mention.to);
  if (!generic || !last) return [mention];
  const types = new Set<CueType>();
  for (const chunk of sentence.chunks) {
    if (chunk.from < mention.to || chunk.to - chunk.from > LONGEST_TYPE_CLAUSE) continue;
    for (const token of sentence.tokens.slice(chunk.from, chunk.to)) {
      const type = TYPE_WORDS.get(token.text);
      if (type) types.add(type);
    }
  }
  return types.size === 0 ? [mention] : [...types].map((type) => ({ ...mention, type, complete: true }));
}

/** "I showed her once at the start": the start of this task, not an earlier time. */
function startsLater(sentence: Sentence, mention: CueMention): boolean {
  return hitsOf(sentence, 'context')
    .filter((hit) => hit.entry.kind === 'prior')
    .every((hit) => hit.from >= mention.to && sentence.tokens[hit.to - 1]?.text === 'start');
}

const DECIDED = new Set(['take', 'go', 'call', 'say', 'put', 'write', 'count', 'accept', 'chart']);

function isAsserted(sentence: Sentence, mention: CueMention): boolean {
  const standing = standingAt(sentence, mention.from);
  const decided = sentence.tokens.some(
    (token, at) => DECIDED.has(token.text) && ["'ll", 'will'].includes(sentence.tokens[at - 1]?.text ?? ''),
  );
  if (standing.kind === 'prior' && !startsLater(sentence, mention)) return false;
  if (standing.kind === 'excluded' && !(decided && standing.why === 'plan')) return false;
  if (isDenied(sentence, mention.from)) return false;
  const near = sentence.tokens.slice(Math.max(0, mention.from - 2), mention.to).map((token) => token.text);
  if (mention.verb && /\b(?:not|never) (?:have|had|need|needed) to\b/.test(near.join(' '))) return false;
  const before = sentence.tokens[mention.from - 1];
  return !(isNumber(before) && before.value === 0);
}
