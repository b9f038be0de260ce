/**
 * A task the lexicon does not know, read from the shape of the sentence: "Napkin folding, mod assist", "Gas bill with
 * the stand magnifier, he got …", "The hem she pinned by herself". Only a short opening phrase without a subject
 * counts, and only where help is told in the same utterance.
 */
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import { subjectAt } from './levels/agents.ts';
import type { NamedTask, Segment } from './segments.ts';

const MOST_WORDS = 11;
const NOT_A_TASK = new Set(
  "i you he she it we they that this there here and but no not yes okay ok right good great well then now again never just was is were 's 're 'm 'd 'll had has have did does do my your his her him me us still probably overall solid maybe about roughly around say so same only today better nice call make made put rate score basically really pretty mostly definitely clearly all none nobody nothing everything if when while because as like first second third last next one two three another other others both twice once times what how why who where got gets needed needs took takes came went let lets please sorry thank thanks ready note dictating record chart wrong safe done fine steady easy slow alright hmm oh hey morning afternoon evening hi hello skin numbers minutes times time same also plus still son daughter wife husband mom mum dad mother father sister brother aide nurse nope yep yeah agreed correct exactly breathing breaths rest break pause student caregiver family mr mrs ms miss".split(
    ' ',
  ),
);
const LEADING = new Set([
  'the',
  'a',
  'an',
  'and',
  'so',
  'then',
  'okay',
  'now',
  'right',
  'for',
  'with',
  'on',
  'his',
  'her',
  'that',
  'well',
  'plus',
]);
/** Talk of these is no task. */
const OTHER_TALK = [
  'context',
  'presence',
  'trials',
  'measures',
  'motions',
  'cueNouns',
  'cueVerbs',
  'painWords',
  'movementTypes',
  'levels',
] as const;

export function withHeadlines(document: Document, segments: readonly Segment[]): Segment[] {
  return segments.map((segment, index) => {
    if (segment.tasks.length > 0 || segment.trial !== null || segment.same !== null) return segment;
    const { sentence } = segment;
    if (!isRatedSoon(segments, index) || followsTask(segments, index)) return segment;
    const opens = segment.from === sentence.chunks[0]?.from;
    const task =
      (opens ? headline(document, segment) : null) ??
      (namesTask(segments, index) ? null : object(document, segment)) ??
      rated(segment);
    if (task === null) return segment;
    return { ...segment, tasks: [isWithin(segments, index) ? { ...task, part: true } : task] };
  });
}

/** "Polo shirt: left sleeve max, the fastenings mod": an unknown name in the sentence of a known task is a part of it. */
function isWithin(segments: readonly Segment[], index: number): boolean {
  const { sentence } = segments[index]!;
  return segments
    .slice(0, index)
    .some((before) => before.sentence === sentence && before.tasks.some((task) => !task.part && task.fimItem !== null));
}

/**
 * Help is told in this segment or a later one of the utterance, before another task is named; or at once in the next
 * utterance, which then names no task of its own.
 */
function isRatedSoon(segments: readonly Segment[], index: number): boolean {
  const { utteranceIndex } = segments[index]!.sentence;
  for (let at = index; at < segments.length; at += 1) {
    const { sentence, tasks, evidence } = segments[at]!;
    if (sentence.utteranceIndex - utteranceIndex > 1) return false;
    if (at > index && tasks.some((task) => !task.part)) return false;
    if (evidence.length > 0) return true;
  }
  return false;
}

/** A task named before in the utterance, and not rated yet, is what the help will be told of. */
function followsTask(segments: readonly Segment[], index: number): boolean {
  const { sentence } = segments[index]!;
  for (let at = index - 1; segments[at]?.sentence.utteranceIndex === sentence.utteranceIndex; at -= 1) {
    if (segments[at]!.evidence.length > 0) return false;
    if (segments[at]!.tasks.some((task) => !task.part)) return true;
  }
  return false;
}

function namesTask(segments: readonly Segment[], index: number): boolean {
  const { utteranceIndex } = segments[index]!.sentence;
  for (let at = index - 1; segments[at]?.sentence.utteranceIndex === utteranceIndex; at -= 1) {
    if (segments[at]!.tasks.length > 0) return true;
  }
  return false;
}

function headline(document: Document, { sentence, from, to, evidence }: Segment): NamedTask | null {
  const end = Math.min(evidence[0]?.from ?? to, subjectFrom(document, sentence, from, to));
  let start = from;
  while (start < end && LEADING.has(sentence.tokens[start]!.text)) start += 1;
  const words = sentence.tokens.slice(start, end);
  while (words.length > 0 && LINKING.has(words.at(-1)!.text)) words.pop();
  const isTask =
    words.length > 0 &&
    words.length <= MOST_WORDS &&
    words[0]!.kind === 'word' &&
    words.every((word, at) => word.kind !== 'punctuation' && (!NOT_A_TASK.has(word.text) || isInner(word.text, at))) &&
    !words.some((word) => word.capital && document.names.all.has(word.text)) &&
    !hitsOf(sentence, 'devices').some((hit) => hit.from <= start && hit.to >= start + words.length) &&
    !OTHER_TALK.some((group) => hitsOf(sentence, group).some((hit) => hit.from >= start && hit.from < end));
  if (!isTask) return null;
  const text = spokenText(sentence, start, start + words.length).toLowerCase();
  const part = words.every((word) => BODY.has(word.text)) || PLACING.has(sentence.tokens[from]!.text);
  return { text, label: text, fimItem: null, part, guessed: true, from: start };
}

/** "At the sink, …" says where, not what. */
const PLACING = new Set(['at', 'on', 'in', 'by', 'from', 'with']);
/** "Left hand, …": a side of the task named before. */
const BODY = new Set(
  'left right both weak good bad strong affected other hand hands arm arms side foot leg sleeve back front top bottom feet toes heel heels legs chest neck belly shoulders hips waist hem collar cuff cuffs buttons fastenings straps laces hooks'.split(
    ' ',
  ),
);
const DOING = new Set([
  'did',
  'does',
  'made',
  'finished',
  'completed',
  'managed',
  'worked',
  'read',
  'sorted',
  'filled',
]);
const DETERMINERS = new Set(['the', 'a', 'an', 'his', 'her', 'all', 'both']);

/** "She did the textures unaided": what the patient did. */
function object(document: Document, { sentence, from, to, evidence }: Segment): NamedTask | null {
  for (let at = from; at < to - 3; at += 1) {
    if (subjectAt(document, sentence, at) !== 'patient' || !DOING.has(sentence.tokens[at + 1]!.text)) continue;
    if (!DETERMINERS.has(sentence.tokens[at + 2]!.text)) continue;
    const start = at + 3;
    let end = start;
    const limit = Math.min(to, evidence.find((each) => each.from >= start)?.from ?? to, start + 3);
    while (end < limit && !STOPS.has(sentence.tokens[end]!.text)) end += 1;
    const words = sentence.tokens.slice(start, end);
    const isThing = words.length > 0 && words.every((word) => word.kind === 'word' && !NOT_A_TASK.has(word.text));
    if (!isThing || hitsOf(sentence, 'handled').some((hit) => hit.from >= at + 2 && hit.from < end)) return null;
    if (hitsOf(sentence, 'quantities').some((hit) => hit.from < end && hit.to > at + 2)) return null;
    const text = spokenText(sentence, start, end).toLowerCase();
    return { text, label: text, fimItem: null, part: false, guessed: true, from: start };
  }
  return null;
}

/** "Supervision, then, for the birdhouse" */
function rated({ sentence, evidence, to }: Segment): NamedTask | null {
  const level = evidence.find((each) => each.form === 'named');
  if (level === undefined) return null;
  const at = sentence.tokens.findIndex(
    (token, index) =>
      index >= level.to && token.text === 'for' && DETERMINERS.has(sentence.tokens[index + 1]?.text ?? ''),
  );
  if (at < 0 || at - to > MOST_WORDS_TO_TASK) return null;
  const start = at + 2;
  let end = start;
  while (end < sentence.tokens.length && sentence.tokens[end]!.kind === 'word' && end < start + 3) end += 1;
  const words = sentence.tokens.slice(start, end);
  if (words.length === 0 || words.some((word) => NOT_A_TASK.has(word.text) || STOPS.has(word.text))) return null;
  if (hitsOf(sentence, 'bodyParts').some((part) => part.from >= start && part.from < end)) return null;
  const text = spokenText(sentence, start, end).toLowerCase();
  return { text, label: text, fimItem: null, part: false, guessed: true, from: start };
}

const MOST_WORDS_TO_TASK = 4;
const STOPS = new Set('with on at in to for by and but off from over under using'.split(' '));
/** "rinsing his mouth" */
const isInner = (word: string, at: number) => at > 0 && (word === 'his' || word === 'her' || word === 'and');
const LINKING = new Set(['with', 'at', 'on', 'a', 'the', 'an', 'was', 'is', 'in', 'to', 'for', 'by', 'and', 'of']);

/** "The jar lid she opened …": the phrase ends before its subject. */
function subjectFrom(document: Document, sentence: Sentence, from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) if (subjectAt(document, sentence, at) !== null) return at;
  return to;
}
