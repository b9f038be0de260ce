/**
 * Pain scores from 0 to 10: the patient's answer to a pain question, the patient's own words about pain, or the
 * therapist's words. Each carries when it was felt and where. Scores of earlier visits and other 0-10 scales stay out.
 */
import type { Side } from '../../shared/domain/facts.ts';
import { isNumber } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf, isDoubtful } from './draft.ts';
import { hasContext, isQuestion, standingAt } from './standing.ts';

type PainDraft = DraftOf<'pain'>;

interface Topic {
  /** Utterance in which pain was last spoken of. */
  utterance: number;
  asked: boolean;
  when: string | null;
  part: string | null;
  side: Side | null;
}

const MOST_UTTERANCES_APART = 5;
const HIGHEST = 10;

export function extractPain(document: Document): Draft[] {
  const topic: Topic = { utterance: -99, asked: false, when: null, part: null, side: null };
  const found: PainDraft[] = [];
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' && sentence.speaker !== 'patient') continue;
    const near = sentence.utteranceIndex - topic.utterance <= MOST_UTTERANCES_APART;
    const spoken = hitsOf(sentence, 'painWords').filter((hit) => hit.entry.strength !== 'pattern');
    const about = spoken.length > 0;
    if (sentence.speaker === 'therapist') {
      therapistSentence(sentence, topic, found, about, near);
    } else {
      const scores = about || near || hitsOf(sentence, 'painWords').length > 0 ? scoresIn(sentence, topic, about) : [];
      found.push(...scores);
      if (about || scores.length > 0) note(topic, sentence);
      else if (near) noteSite(topic, sentence);
      topic.asked = false;
    }
  }
  return found;
}

function therapistSentence(sentence: Sentence, topic: Topic, found: PainDraft[], about: boolean, near: boolean): void {
  if (isQuestion(sentence) || (about && sentence.tokens.length <= 6 && !sentence.tokens.some(isNumber))) {
    const when = whenIn(sentence, 0, sentence.tokens.length);
    const other = hitsOf(sentence, 'notPain').length > 0;
    topic.asked = !other && (about || (near && (when !== null || sentence.tokens.length <= 8)));
    topic.when = when;
    if (about) note(topic, sentence);
    else if (topic.asked) topic.utterance = sentence.utteranceIndex;
    if (other) topic.utterance = -99;
    return;
  }
  const scores = scoresIn(sentence, { ...topic, asked: false }, about);
  const last = found.at(-1);
  for (const score of scores) {
    const same = found.findLastIndex((each) => each.score === score.score && near);
    if (same >= 0) found[same] = { ...found[same]!, evidence: [...found[same]!.evidence, ...score.evidence] };
    else if (about) found.push(score);
  }
  if (scores.length === 0 && last && near && isEcho(sentence, last)) return;
  if (about) note(topic, sentence);
  if (!about && hitsOf(sentence, 'notPain').length > 0) topic.utterance = -99;
}

function isEcho(sentence: Sentence, last: PainDraft): boolean {
  return sentence.tokens.length <= 4 && sentence.tokens.some((token) => token.value === last.score);
}

function note(topic: Topic, sentence: Sentence): void {
  topic.utterance = sentence.utteranceIndex;
  noteSite(topic, sentence);
}

function noteSite(topic: Topic, sentence: Sentence): void {
  const part = hitsOf(sentence, 'bodyParts').at(-1);
  if (part) topic.part = part.entry.part;
  const side = hitsOf(sentence, 'sides').at(-1)?.entry.side;
  const assent = sentence.tokens.length <= 2 && sentence.tokens[0]?.text === 'right';
  if (side && side !== 'other' && !assent) topic.side = side;
}

function scoresIn(sentence: Sentence, topic: Topic, about: boolean): PainDraft[] {
  const spans = scoreSpans(sentence, topic, about);
  return spans.map(({ at, to, score }) => {
    const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
    const when =
      whenNear(
        sentence,
        at,
        spans.map((span) => span.at),
      ) ?? topic.when;
    const part = chunk
      ? hitsOf(sentence, 'bodyParts').find((hit) => hit.from >= chunk.from && hit.from < chunk.to)
      : undefined;
    const anywhere = part ?? hitsOf(sentence, 'bodyParts')[0];
    const side = hitsOf(sentence, 'sides').find((hit) => hit.entry.side !== 'other')?.entry.side ?? topic.side;
    return {
      kind: 'pain',
      score,
      when: when ?? 'unspecified',
      bodyPart: anywhere?.entry.part ?? topic.part,
      side: side === 'other' ? null : side,
      ...(isDoubtful(sentence, at, to) ? { unsure: true } : {}),
      ...common('pain/score', sentence.speaker),
      evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
    };
  });
}

interface ScoreSpan {
  readonly at: number;
  readonly to: number;
  readonly score: number;
}

const NOTHING = new Set(['nil', 'none', 'nothing', 'nope', 'zilch', 'nada']);
const UNITS_AFTER = new Set([
  'times',
  'weeks',
  'days',
  'minutes',
  'hours',
  'months',
  'years',
  'pounds',
  'degrees',
  'of',
  'buttons',
  'steps',
  'percent',
  'more',
  'pills',
  'o',
  "o'clock",
  'seconds',
  'reps',
  'a',
]);

function scoreSpans(sentence: Sentence, topic: Topic, about: boolean): ScoreSpan[] {
  const { tokens } = sentence;
  const spans: ScoreSpan[] = [];
  const patterns = hitsOf(sentence, 'painWords').filter((hit) => hit.entry.strength === 'pattern');
  const direct = topic.asked || about;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const zero = zeroAt(sentence, at, topic.asked, about);
    if (zero !== null) {
      spans.push(zero);
      continue;
    }
    if (!isNumber(token) || token.value < 0 || token.value > HIGHEST || !isWholeOrHalf(token.value)) continue;
    const inPattern = patterns.some((hit) => at >= hit.from && at < hit.to);
    if (!direct && !inPattern) continue;
    if (isPartOfScale(sentence, at) || excluded(sentence, at)) continue;
    const scale = scaleEnd(sentence, at + 1);
    const last = rangeEnd(sentence, scale ?? at + 1, token.value);
    if (!inPattern && scale === null && last === null && UNITS_AFTER.has(tokens[at + 1]?.text ?? '')) continue;
    const plain = inPattern || scale !== null || topic.asked || standsAlone(sentence, at);
    if (!plain) continue;
    const to = last?.to ?? scale ?? at + 1;
    spans.push({ at, to, score: last?.score ?? token.value });
    at = to - 1;
  }
  return spans;
}

const isWholeOrHalf = (value: number) => Number.isInteger(value * 2);

/** "zero to ten", "out of ten": the scale, not a score. */
function isPartOfScale(sentence: Sentence, at: number): boolean {
  const before = sentence.tokens[at - 1]?.text;
  const next = sentence.tokens[at + 1]?.text;
  const after = sentence.tokens[at + 2];
  if (next === 'to' && isNumber(after) && after.value === HIGHEST) return true;
  return sentence.tokens[at]?.value === HIGHEST && (before === 'of' || before === '/' || before === 'to');
}

function scaleEnd(sentence: Sentence, at: number): number | null {
  const text = (offset: number) => sentence.tokens[at + offset]?.text;
  if (text(0) === 'out' && text(1) === 'of' && text(2) === '10') return at + 3;
  if ((text(0) === '/' || text(0) === 'of') && text(1) === '10') return at + 2;
  return null;
}

/** "three to five", "four, four and a half": the higher. */
function rangeEnd(
  sentence: Sentence,
  at: number,
  first: number,
): { readonly score: number; readonly to: number } | null {
  const { tokens } = sentence;
  let to = at;
  while (['to', 'or', ',', 'maybe', 'and', 'a'].includes(tokens[to]?.text ?? '') && to - at < 3) to += 1;
  const second = tokens[to];
  const close = isNumber(second) && second.value > first && second.value <= HIGHEST && second.value - first <= 3;
  const ownTime = close && whenIn(sentence, to + 1, to + 4) !== null && tokens[at]?.text === ',';
  return close && to > at && !ownTime ? { score: second.value, to: to + 1 } : null;
}

function standsAlone(sentence: Sentence, at: number): boolean {
  const next = sentence.tokens[at + 1];
  return (
    next === undefined ||
    next.kind === 'punctuation' ||
    [
      'when',
      'at',
      'with',
      'if',
      'now',
      'today',
      'resting',
      'sitting',
      'lying',
      'during',
      'after',
      'before',
      'on',
      'and',
      'but',
      'in',
      'this',
      'last',
      'still',
      'just',
      'while',
      'by',
      'as',
    ].includes(next.text)
  );
}

function excluded(sentence: Sentence, at: number): boolean {
  const standing = standingAt(sentence, at);
  const chunk = chunkIndexAt(sentence, at);
  if (standing.kind === 'prior') return true;
  const blocking = ['otherPatient', 'hypothetical', 'goal', 'plan'] as const;
  if (blocking.some((kind) => hasContext(sentence, kind))) return true;
  const past =
    sentence.tokens.slice(Math.max(0, at - 4), at).some((token) => token.text === 'was') && hasContext(sentence, 'now');
  return past || hitsOf(sentence, 'notPain').some((hit) => chunkIndexAt(sentence, hit.from) === chunk);
}

/** "no pain", "pain's nil", "none" in answer to a pain question. */
function zeroAt(sentence: Sentence, at: number, asked: boolean, about: boolean): ScoreSpan | null {
  const { tokens } = sentence;
  const text = tokens[at]?.text ?? '';
  if (excluded(sentence, at)) return null;
  const noPain = text === 'no' && tokens[at + 1]?.text === 'pain';
  if (noPain) return { at, to: at + 2, score: 0 };
  if (NOTHING.has(text) && (text === 'nil' ? about || asked : asked && at <= 1)) return { at, to: at + 1, score: 0 };
  return null;
}

function whenIn(sentence: Sentence, from: number, to: number): string | null {
  return hitsOf(sentence, 'painWhen').find((hit) => hit.from >= from && hit.from < to)?.entry.when ?? null;
}

/** The time words of the same chunk, else the nearest that no other score is nearer to. */
function whenNear(sentence: Sentence, at: number, scores: readonly number[]): string | null {
  const hits = hitsOf(sentence, 'painWhen');
  const chunk = chunkIndexAt(sentence, at);
  const here = hits.filter((hit) => chunkIndexAt(sentence, hit.from) === chunk);
  const owned = (here.length > 0 ? here : hits).filter((hit) =>
    scores.every((other) => Math.abs(hit.from - at) <= Math.abs(hit.from - other)),
  );
  return [...owned].sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at))[0]?.entry.when ?? null;
}
