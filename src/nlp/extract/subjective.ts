/**
 * What patient and caregiver report, in their own words. A sentence counts by the weight of its report words
 * (resources/lexicon/report.yml): own state, home, sleep, function, people; chat and replies weigh against it.
 */
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft, Place } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { isQuestion } from './standing.ts';

const ENOUGH = 2;
const FEWEST_WORDS = 4;

export function extractSubjective(document: Document): Draft[] {
  const byUtterance = new Map<number, Sentence[]>();
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'patient' && sentence.speaker !== 'caregiver') continue;
    byUtterance.set(sentence.utteranceIndex, [...(byUtterance.get(sentence.utteranceIndex) ?? []), sentence]);
  }
  return [...byUtterance.values()].flatMap((sentences) => {
    const kept = sentences.filter((sentence) => weight(sentence) >= ENOUGH);
    const places: Place[] = kept.map((sentence) => ({ sentence, from: 0, to: sentence.tokens.length }));
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

function weight(sentence: Sentence): number {
  const words = sentence.tokens.filter((token) => token.kind !== 'punctuation').length;
  if (isQuestion(sentence) || words < FEWEST_WORDS) return 0;
  return hitsOf(sentence, 'reportCues').reduce((sum, hit) => sum + hit.entry.weight, 0);
}
