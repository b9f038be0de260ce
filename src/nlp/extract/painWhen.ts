/** When a pain score was felt: at rest, with activity, at the end of the range, at night, before or after the session. */
import type { Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';

export interface WhenSpan {
  readonly when: string;
  readonly from: number;
  readonly to: number;
}

const CONDITION = new Set(['when', 'if', 'as', 'whenever', 'every', 'once', 'while']);
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
const HANDLED = new Set(['stretch', 'push', 'press', 'pull', 'hold', 'bend', 'take', 'crank', 'force', 'bring', 'go']);
const BY_THERAPIST = new Set(['you', 'she', 'he', 'they']);

export function whenSpans(sentence: Sentence): WhenSpan[] {
  const named = hitsOf(sentence, 'painWhen').map(({ entry, from, to }) => ({ when: entry.when as string, from, to }));
  const conditions = conditionsIn(sentence).filter(
    (each) => !named.some((other) => other.from < each.to && each.from < other.to),
  );
  return [...named, ...conditions].sort((a, b) => a.from - b.from);
}

/** "when I lift the rack", "if you push it": activity, unless the verb is one of rest or the therapist takes it to its end. */
function conditionsIn({ tokens, speaker }: Sentence): WhenSpan[] {
  const found: WhenSpan[] = [];
  for (const [at, token] of tokens.entries()) {
    const subject = tokens[at + 1]?.text ?? '';
    const verb = tokens[at + 2]?.text ?? '';
    if (!CONDITION.has(token.text) || !SUBJECT.has(subject) || verb === '') continue;
    const handled = speaker === 'patient' && BY_THERAPIST.has(subject) && HANDLED.has(verb);
    const when = handled ? 'endRange' : REST.has(verb) ? null : 'activity';
    if (when !== null) found.push({ when, from: at, to: at + 3 });
  }
  return found;
}

/** The time words of the same clause, else the nearest that no other score is nearer to. */
export function whenOfScore(sentence: Sentence, at: number, scores: readonly number[]): string | null {
  const spans = whenSpans(sentence);
  const chunk = chunkIndexAt(sentence, at);
  const inChunk = spans.filter((span) => chunkIndexAt(sentence, span.from) === chunk && owns(span, at, scores));
  const near = spans.filter(
    (span) =>
      Math.abs(chunkIndexAt(sentence, span.from) - chunk) <= 1 &&
      owns(span, at, scores) &&
      isFree(sentence, span, at, scores),
  );
  const pool = inChunk.length > 0 ? inChunk : near;
  return (
    [...pool].sort((a, b) => distance(a, at) - distance(b, at) || b.to - b.from - (a.to - a.from))[0]?.when ?? null
  );
}

const distance = (span: WhenSpan, at: number) => (span.from > at ? span.from - at : at - span.to + 1);
const owns = (span: WhenSpan, at: number, scores: readonly number[]) =>
  scores.every((other) => distance(span, at) <= distance(span, other));

/** No other score stands in the clause of these time words. */
function isFree(sentence: Sentence, span: WhenSpan, at: number, scores: readonly number[]): boolean {
  const chunk = chunkIndexAt(sentence, span.from);
  return !scores.some((other) => other !== at && chunkIndexAt(sentence, other) === chunk);
}
