/**
 * What patient and caregiver report, in their own words: symptoms, sleep, life at home, falls, concerns, goals, what
 * others do for them. A turn counts by the odds of a model of its kinds of words (reportLikelihood) and by the weight of
 * known report words (resources/lexicon/report.yml); replies, jokes, talk of the moment and bare pain scores weigh
 * against it. One report a turn.
 */
import { isNumber } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft, Place } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { reportLikelihood } from './reportLikelihood.ts';
import { isQuestion } from './standing.ts';

const FEWEST_WORDS = 3;

export function extractSubjective(document: Document): Draft[] {
  const turns = new Map<number, Sentence[]>();
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'patient' && sentence.speaker !== 'caregiver') continue;
    turns.set(sentence.utteranceIndex, [...(turns.get(sentence.utteranceIndex) ?? []), sentence]);
  }
  return [...turns.values()].flatMap((sentences) => {
    const told = sentences.filter((sentence) => !asks(sentence) && (wordsOf(sentence) > 1 || weightOf(sentence) > 0));
    if (!reports(told, sentences)) return [];
    const places: Place[] = told.map((sentence) => ({ sentence, from: 0, to: sentence.tokens.length }));
    const first = places[0];
    if (first === undefined) return [];
    return [
      {
        kind: 'subjective' as const,
        who: first.sentence.speaker === 'caregiver' ? ('caregiver' as const) : ('patient' as const),
        gist: places.map((place) => spokenText(place.sentence, place.from, place.to)).join('. '),
        ...common('subjective/report', first.sentence.speaker),
        evidence: evidenceOf(first, ...places.slice(1)),
      },
    ];
  });
}

/** How much a unit of known wording adds to the log odds of the model that knows none, within a cap either way. */
const WORDING = 0.6;
const MOST_OF_WORDING = 4;
const ENOUGH_ODDS = 0;

function reports(told: readonly Sentence[], turn: readonly Sentence[]): boolean {
  const words = told.reduce((sum, sentence) => sum + wordsOf(sentence), 0);
  if (words < FEWEST_WORDS) return false;
  const known = Math.max(-MOST_OF_WORDING, Math.min(weightOfTurn(told), MOST_OF_WORDING));
  return reportLikelihood(turn) + WORDING * known > ENOUGH_ODDS;
}

/** A question to the therapist reports nothing; a statement that opens with "when" or "how" does. */
function asks(sentence: Sentence): boolean {
  const last = sentence.tokens.at(-1);
  if (last?.kind === 'punctuation') return last.text === '?';
  return isQuestion(sentence);
}

const wordsOf = (sentence: Sentence) => sentence.tokens.filter((token) => token.kind !== 'punctuation').length;

function weightOfTurn(sentences: readonly Sentence[]): number {
  const words = sentences.reduce((sum, sentence) => sum + wordsOf(sentence), 0);
  if (words < FEWEST_WORDS) return 0;
  return (
    sentences.reduce((sum, sentence) => sum + weightOf(sentence), 0) +
    (sentences[0]?.speaker === 'caregiver' ? weightOfTelling(sentences) : 0)
  );
}

const HOUSEHOLD = new Set(['he', 'she', 'him', 'her', 'his', 'mom', 'mum', 'dad', 'mama', 'we', 'they']);

/** What a caregiver tells of the patient is mostly a report. */
function weightOfTelling(sentences: readonly Sentence[]): number {
  return sentences.some(
    (sentence) => sentence.tokens.some((token) => HOUSEHOLD.has(token.text)) && wordsOf(sentence) > FEWEST_WORDS,
  )
    ? 1
    : 0;
}

const HERE_AND_NOW = new Set(['this', 'those', 'these']);

function weightOf(sentence: Sentence): number {
  const cues = hitsOf(sentence, 'reportCues').reduce((sum, hit) => sum + hit.entry.weight, 0);
  const says = (...words: readonly string[]) => sentence.tokens.some((token) => words.includes(token.text));
  const addressed = says('you', 'your') && !says('i', 'my', 'me') ? -1 : 0;
  const pointing = HERE_AND_NOW.has(sentence.tokens[0]?.text ?? '') ? -1 : 0;
  return cues + addressed + pointing + (isScoreOnly(sentence) ? -2 : 0);
}

const LONGEST_SCORE = 8;
const isArticle = (word: string | undefined) => word === 'a' || word === 'an';

/** "Five when I bend it": a pain score with its moment; the pain extractor keeps it. */
function isScoreOnly(sentence: Sentence): boolean {
  const scored = sentence.tokens.some((token) => isNumber(token) && token.value <= 10);
  if (hitsOf(sentence, 'notPain').length > 0) return false;
  if (
    scored &&
    wordsOf(sentence) <= LONGEST_SCORE &&
    sentence.tokens.some((token, at) => isNumber(token) && isArticle(sentence.tokens[at - 1]?.text))
  )
    return true;
  return scored && (hitsOf(sentence, 'painWords').length > 0 || hitsOf(sentence, 'painWhen').length > 0);
}
