/** When a pain score was felt: at rest, with activity, at the end of the range, at night, before or after the session. */
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';

export interface WhenSpan {
  readonly when: string;
  readonly from: number;
  readonly to: number;
}

const CONDITION = new Set(['until', 'unless', 'when', 'if', 'as', 'whenever', 'every', 'once', 'while']);
const SUBJECT = new Set(['i', 'it', 'you', 'she', 'he', 'they', 'we', 'someone', 'somebody', 'anything', 'the']);
const REST = new Set([
  'sit',
  'sits',
  'lie',
  'lies',
  'lay',
  'rest',
  'rests',
  'leave',
  'relax',
  'stay',
  "'m",
  "'s",
  'do',
  'does',
  'am',
  'keep',
  'hold',
]);
const HANDLED = new Set([
  'twist',
  'turn',
  'move',
  'straighten',
  'wiggle',
  'raise',
  'get',
  'stretch',
  'push',
  'press',
  'pull',
  'hold',
  'bend',
  'take',
  'crank',
  'force',
  'bring',
  'go',
]);
const BY_THERAPIST = new Set(['you', 'she', 'he', 'they']);
const BY_SPEAKER = new Set(['i', 'we']);
/** Between subject and verb: "if you just sit there", "when I really push". */
const ADVERBS = new Set([
  'just',
  'really',
  'only',
  'do',
  'try',
  'to',
  'have',
  'got',
  'get',
  'actually',
  'even',
  'first',
]);

export function whenSpans(sentence: Sentence): WhenSpan[] {
  const named = hitsOf(sentence, 'painWhen')
    .filter((hit) => !isStillWord(sentence, hit))
    .map(({ entry, from, to }) => ({ when: entry.when as string, from, to }));
  const conditions = conditionsIn(sentence).filter(
    (each) => !named.some((other) => other.from < each.to && each.from < other.to),
  );
  return [...named, ...conditions].sort((a, b) => a.from - b.from);
}

/** "Still a four", "it still hurts": the word for what goes on, not for keeping still. */
function isStillWord({ tokens }: Sentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return (
    to - from === 1 && tokens[from]?.text === 'still' && tokens[to] !== undefined && tokens[to].kind !== 'punctuation'
  );
}

/**
 * "when I lift the rack", "if you push it": activity, unless the verb is one of rest or the therapist takes it to its end.
 * So are what goes on while it hurts ("going down stairs") and what is done with the limb ("with weight through it").
 */
function conditionsIn({ tokens, speaker }: Sentence): WhenSpan[] {
  const found: WhenSpan[] = [];
  for (const [at, token] of tokens.entries()) {
    const subject = tokens[at + 1]?.text ?? '';
    if (!CONDITION.has(token.text) || !SUBJECT.has(subject)) {
      const doing = doingAt(tokens, at);
      if (doing !== null) found.push(doing);
      continue;
    }
    let verbAt = at + 2;
    while (ADVERBS.has(tokens[verbAt]?.text ?? '') && verbAt < at + 5) verbAt += 1;
    const verb = tokens[verbAt]?.text ?? '';
    if (verb === '' || tokens[verbAt]?.kind === 'punctuation') continue;
    const therapist = speaker === 'patient' ? BY_THERAPIST : BY_SPEAKER;
    const handled = therapist.has(subject) && HANDLED.has(verb);
    const resting = ['sit', 'lie', 'rest', 'relax', 'lay'].includes(verb);
    const when = handled ? 'endRange' : resting ? 'rest' : REST.has(verb) ? null : 'activity';
    if (when !== null) found.push({ when, from: at, to: verbAt + 1 });
  }
  return found;
}

const NOT_DOING = new Set(
  'morning evening something nothing anything everything thing during being having feeling hurting aching throbbing burning killing going-on sitting lying resting laying sleeping waking getting stretching bring string king ring killing swelling tingling bothering'.split(
    ' ',
  ),
);
const WITH_NO_DOING = new Set(
  'it that this the a an him her me you heat ice my his meds medicine tylenol motrin both them no pain'.split(' '),
);

/** "going down stairs", "to make a fist", "with weight through it". */
function doingAt(tokens: Sentence['tokens'], at: number): WhenSpan | null {
  const text = tokens[at]?.text ?? '';
  const before = tokens[at - 1];
  if (text === 'with') {
    const object = tokens[at + 1];
    if (object?.kind !== 'word' || object.capital || WITH_NO_DOING.has(object.text)) return null;
    return { when: 'activity', from: at, to: at + 2 };
  }
  const opens = before === undefined || before.kind !== 'word' || before.text === 'from' || before.text === 'while';
  const follows = opens || before?.text === 'with' || before?.text === 'on';
  if (text.length >= 5 && text.endsWith('ing') && follows && !NOT_DOING.has(text))
    return { when: 'activity', from: at, to: at + 1 };
  return null;
}

interface Scored {
  readonly at: number;
  readonly to: number;
}

/** The time words of the same clause, else the nearest that no other score is nearer to. */
export function whenOfScore(sentence: Sentence, score: Scored, scores: readonly Scored[]): string | null {
  const spans = whenSpans(sentence);
  const chunk = chunkIndexAt(sentence, score.at);
  const inChunk = spans.filter((span) => chunkIndexAt(sentence, span.from) === chunk && owns(span, score, scores));
  const near = spans.filter(
    (span) =>
      Math.abs(chunkIndexAt(sentence, span.from) - chunk) <= 1 &&
      owns(span, score, scores) &&
      isFree(sentence, span, score, scores),
  );
  const pool = inChunk.length > 0 ? inChunk : near;
  return (
    [...pool].sort((a, b) => distance(a, score) - distance(b, score) || b.to - b.from - (a.to - a.from))[0]?.when ??
    null
  );
}

const distance = (span: WhenSpan, { at, to }: Scored) => (span.from >= to ? span.from - to : at - span.to);
const owns = (span: WhenSpan, score: Scored, scores: readonly Scored[]) =>
  scores.every((other) => distance(span, score) <= distance(span, other));

/** No other score stands in the clause of these time words. */
function isFree(sentence: Sentence, span: WhenSpan, score: Scored, scores: readonly Scored[]): boolean {
  const chunk = chunkIndexAt(sentence, span.from);
  return !scores.some((other) => other.at !== score.at && chunkIndexAt(sentence, other.at) === chunk);
}
