/**
 * Cues the therapist narrates (never the live commands): type, count or intensity, purpose, task. A count is only ever
 * the number said; an intensity the word said or a frequency word, never derived from a count. What is told in the next
 * sentence of the turn ("For the foot, half the time.", "Seven, actually.") continues or corrects the cue before.
 */
import type { CueType } from '../../shared/domain/facts.ts';
import { isNumber } from '../text/token.ts';
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { CueAmount } from './cueAmounts.ts';
import { amountOf, cueAmounts, intensityOf } from './cueAmounts.ts';
import type { CueMention } from './cueMentions.ts';
import { cueMentions } from './cueMentions.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf, spokenText } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { isAboutAnotherPerson, isQuestion, namesInTalk, standingAt } from './standing.ts';

type CueDraft = DraftOf<'cue'>;
type Intensity = CueDraft['intensity'];

export function extractCues(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  const found: CueDraft[] = [];
  let lastSentence = -9;
  let open: { readonly sentence: Sentence; readonly mention: CueMention } | null = null;
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    if (isAboutAnotherPerson(sentence, names.patient, names.all) && !isToCaregiver(document, sentence)) continue;
    const taskLabel = (at: number) => taskFor(document, active, sentence.index, at)?.label ?? null;
    const mentions = cueMentions(sentence);
    const last = found.at(-1);
    const continues = last !== undefined && sentence.index - lastSentence <= 2 && isSameTurn(last, sentence);
    const made = mentions.length > 0 ? readCues(sentence, mentions, taskLabel) : [];
    const counted = made.length === 0 && open !== null ? countedAfter(open, sentence, taskLabel) : null;
    const uncounted = made.length === 0 ? mentions.at(-1) : undefined;
    open = uncounted === undefined ? null : { sentence, mention: uncounted };
    if (counted) {
      found.push(counted);
      lastSentence = sentence.index;
      continue;
    }
    if (made.length === 0 && continues && corrects(sentence, found)) continue;
    const more = made.length === 0 && continues ? continued(sentence, last.type, taskLabel) : [];
    if (last !== undefined && more.length > 0 && isOnlyHeading(last, document)) found.pop();
    found.push(...made, ...more);
    if (made.length + more.length > 0) lastSentence = sentence.index;
  }
  return found;
}

/** Cues to a caregiver in training count, whoever is addressed. */
function isToCaregiver(document: Document, sentence: Sentence): boolean {
  return document.utterances.some((each) => each.speaker === 'caregiver') && hitsOf(sentence, 'cueVerbs').length > 0;
}

function isSameTurn(last: CueDraft, sentence: Sentence): boolean {
  return last.evidence[0].utteranceId === sentence.utterance.id;
}

/** "Verbal cues: brakes, two." has told its counts itself; a heading without any goes when its list begins. */
function isOnlyHeading(last: CueDraft, document: Document): boolean {
  return last.count === null && last.intensity === null && last.purpose === undefined && document.sentences.length > 0;
}

const LONGEST_COUNT = 3;
const HEDGES = new Set(['just', 'only', 'about', 'maybe']);

/** "…, I had to say so. Twice." */
function countedAfter(
  open: { readonly sentence: Sentence; readonly mention: CueMention },
  sentence: Sentence,
  taskLabel: TaskLabel,
): CueDraft | null {
  const amount = cueAmounts(sentence)[0];
  const words = sentence.tokens.filter((token) => token.kind !== 'punctuation').length;
  const sameTurn =
    open.sentence.utteranceIndex === sentence.utteranceIndex && sentence.index - open.sentence.index === 1;
  if (
    amount === undefined ||
    !sameTurn ||
    words > LONGEST_COUNT ||
    amount.from > (HEDGES.has(sentence.tokens[0]?.text ?? '') ? 1 : 0)
  )
    return null;
  const draft = draftOf(open.sentence, open.mention.type, open.mention, null, null, taskLabel);
  const evidence = evidenceOf({ sentence, from: amount.from, to: amount.to });
  return { ...draft, count: amount.count, evidence: [...draft.evidence, ...evidence] };
}

type TaskLabel = (at: number) => string | null;

function readCues(sentence: Sentence, mentions: readonly CueMention[], taskLabel: TaskLabel): CueDraft[] {
  const amounts = cueAmounts(sentence);
  const used = new Set<CueAmount>();
  return mentions.flatMap((mention, index) => {
    const twin = mentions[index - 1]?.from === mention.from;
    const free = amounts.filter((amount) => twin || !used.has(amount));
    const next = mentions.slice(index + 1).find((other) => other.from > mention.from) ?? null;
    const amount = amountOf(sentence, mention, free, mentions[index - 1] ?? null, next);
    if (amount) used.add(amount);
    if (mention.type === 'unspecified' && index > 0 && amount !== null && sumsUp(sentence, amount)) return [];
    const intensity = mention.intensity ?? (amount?.count == null ? intensityOf(sentence, mention, mentions) : null);
    const single = amount === null && intensity === null && !mention.verb && isSingular(sentence, mention);
    if (mention.verb && amount === null && intensity === null && !mention.complete) return [];
    if (!mention.complete && amount === null && intensity === null && !single) return [];
    const first = draftOf(
      sentence,
      mention.type,
      mention,
      amount ?? (single ? { ...ONE, from: mention.from, to: mention.to } : null),
      intensity,
      taskLabel,
    );
    const ceiling = next?.from ?? sentence.tokens.length;
    const more = amount === null ? [] : furtherAmounts(sentence, amount, free, ceiling);
    for (const each of more) used.add(each);
    return [first, ...more.map((each) => draftOf(sentence, mention.type, each, each, null, taskLabel))];
  });
}

/** "…, so four cues for him": the count said before, again. */
const sumsUp = ({ tokens }: Sentence, amount: CueAmount) => tokens[amount.from - 1]?.text === 'so';

const ONE = { count: 1, adverb: false } as const;

/** "a reminder to lock the brakes": one. */
function isSingular({ tokens }: Sentence, mention: CueMention): boolean {
  const lead = tokens.slice(Math.max(0, mention.from - 2), mention.from).map((token) => token.text);
  const noun = tokens[mention.to - 1]?.text ?? '';
  return (
    (lead.includes('a') || lead.includes('an') || lead.includes('another')) &&
    !noun.endsWith('s') &&
    !noun.endsWith('ing')
  );
}

const PURPOSE = new Set(['for', 'to', 'about', 'on', '"']);

/** "two for the brakes and one to reach back", "… six times, and "swallow again" twice": more cues of the same type. */
function furtherAmounts(
  sentence: Sentence,
  first: CueAmount,
  amounts: readonly CueAmount[],
  ceiling: number,
): CueAmount[] {
  const { tokens } = sentence;
  return amounts.filter((amount) => {
    if (
      amount.from < first.to ||
      amount.to > ceiling ||
      amount.count === null ||
      (amount.count === first.count && !joinsAnd(sentence, amount))
    )
      return false;
    const after = tokens[amount.to]?.text ?? '';
    const purposed = !amount.adverb && PURPOSE.has(after) && joinsAnd(sentence, amount);
    const quoted =
      amount.adverb && tokens.slice(first.to, amount.from).filter((token) => token.text === '"').length >= 2;
    return purposed || quoted;
  });
}

function joinsAnd({ tokens }: Sentence, amount: CueAmount): boolean {
  const before = tokens[amount.from - 1]?.text ?? '';
  return before === 'and' || before === ',' || before === 'plus' || before === 'another';
}

function draftOf(
  sentence: Sentence,
  type: CueType,
  mention: { readonly from: number; readonly to: number },
  amount: CueAmount | null,
  intensity: Intensity,
  taskLabel: TaskLabel,
): CueDraft {
  const to = Math.max(mention.to, amount?.to ?? 0);
  const from = Math.min(mention.from, amount?.from ?? mention.from);
  const purpose = purposeOf(sentence, mention.to) ?? purposeOf(sentence, to);
  const verb = !('count' in mention) && 'verb' in mention && mention.verb === true;
  return {
    kind: 'cue',
    type,
    count: amount?.count ?? null,
    ...(amount?.range ? { range: amount.range } : {}),
    intensity,
    ...(purpose === null ? {} : { purpose }),
    task: taskLabel(mention.from),
    ...(namesTask(sentence) ? { ownTask: true } : {}),
    ...(isDoubtful(sentence, from, to) ? { unsure: true } : {}),
    ...common(verb ? 'cue/told' : 'cue/named', 'therapist'),
    evidence: evidenceOf({ sentence, from, to }),
  };
}

const namesTask = (sentence: Sentence) =>
  hitsOf(sentence, 'tasks').some((hit) => !hit.entry.part) || hitsOf(sentence, 'activities').length > 0;

const WIDEST_CORRECTION = 9;
const LONGEST_CORRECTION = 14;

/** "Seven, actually.", "Four, I tell a lie.", "Three.": the last count was said anew. */
function corrects(sentence: Sentence, found: CueDraft[]): boolean {
  const last = found.at(-1);
  const number = sentence.tokens[0];
  if (last?.count == null || !isNumber(number) || sentence.tokens.length > LONGEST_CORRECTION) return false;
  const next = sentence.tokens[1];
  if (next !== undefined && next.kind !== 'punctuation' && next.text !== 'times') return false;
  if (Math.abs(number.value - last.count) > WIDEST_CORRECTION) return false;
  const { range: _withdrawn, ...kept } = last;
  found[found.length - 1] = {
    ...kept,
    count: number.value,
    evidence: [...evidenceOf({ sentence, from: 0, to: 1 }), ...last.evidence],
  };
  return true;
}

const OPENS_CONTINUATION = new Set(['for', 'to', 'and', 'about', 'on']);
const LONGEST_ITEM = 9;

/** "For the weak foot, about half the time.", "Reach back for the armrest, three.": an item of the same list. */
function continued(sentence: Sentence, type: CueType, taskLabel: TaskLabel): CueDraft[] {
  if (standingAt(sentence, 0).kind !== 'asserted' || hitsOf(sentence, 'levels').length > 0) return [];
  if (hitsOf(sentence, 'activities').length > 0 && sentence.tokens.some((token) => token.text === 'minutes')) return [];
  const opens = OPENS_CONTINUATION.has(sentence.tokens[0]?.text ?? '');
  const amount = cueAmounts(sentence).at(-1) ?? null;
  const closes =
    amount !== null && (sentence.tokens[amount.to] === undefined || sentence.tokens[amount.to]?.kind === 'punctuation');
  const own = amount !== null && sentence.chunks.some((chunk) => chunk.from === amount.from);
  const short = sentence.tokens.length <= LONGEST_ITEM;
  const intensity = hitsOf(sentence, 'cueIntensity').find((hit) => !hit.entry.word)?.entry.intensity ?? null;
  const counted = closes && short && (opens || own);
  if (!counted && !(opens && intensity !== null)) return [];
  const mention = { from: 0, to: 0 };
  return [draftOf(sentence, type, mention, counted ? amount : null, counted ? null : intensity, taskLabel)];
}

/** "for hand placement", "to move her feet back": up to the next comma. */
function purposeOf(sentence: Sentence, from: number): string | null {
  const word = sentence.tokens[from]?.text;
  if (word !== 'for' && word !== 'to') return null;
  const chunk = sentence.chunks[chunkIndexAt(sentence, from)];
  if (chunk === undefined || chunk.to - from < 2) return null;
  return spokenText(sentence, from + (word === 'for' ? 1 : 0), chunk.to);
}
