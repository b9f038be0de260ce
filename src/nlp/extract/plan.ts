/** What the therapist says comes next: plan facts, polarity planned, one a sentence. */
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { arranges, planDeedsIn, planTimeIn } from './planDeed.ts';
import { hasContext, isAboutAnotherPerson, isQuestion, namesInTalk } from './standing.ts';

export function extractPlans(document: Document): Draft[] {
  const names = namesInTalk(document);
  return document.sentences.flatMap((sentence) => {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) return [];
    if (hasContext(sentence, 'otherPatient') || isAboutAnotherPerson(sentence, names.patient, names.all)) return [];
    const time = planTimeIn(sentence);
    if (hitsOf(sentence, 'planCues').length === 0 && !(time !== null && looksAhead(sentence)) && !arranges(sentence))
      return [];
    const conditional = sentence.tokens.some((token) => token.text === 'if');
    const deeds = planDeedsIn(sentence, time);
    return [
      {
        kind: 'plan' as const,
        gist: spokenText(sentence, 0, sentence.tokens.length),
        when: time === null ? null : spokenText(sentence, time.from, time.to).toLowerCase(),
        ...(deeds.length === 0 ? {} : { deeds }),
        ...common('plan/stated', 'therapist', { polarity: conditional ? 'conditional' : 'planned' }),
        evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
      },
    ];
  });
}

const PAST = new Set('was were did had got took went came made gave ran stood sat walked said told'.split(' '));
const AHEAD = new Set(["'ll", 'will', 'going', 'next', 'tomorrow', 'plan', 'goal', 'target', "'d", 'want']);

/** A day named with nothing told as done: "Friday the tub", "tomorrow the rocker knife". */
function looksAhead({ tokens }: Sentence): boolean {
  const condition = tokens.findIndex((token) => token.text === 'if');
  if (tokens.some((token) => token.text === 'last' || token.text === 'since')) return false;
  const told = condition < 0 ? tokens : tokens.slice(0, condition);
  const past = told.some((token) => PAST.has(token.text) || /[a-z]{2}ed$/.test(token.text));
  return !past && tokens.some((token) => AHEAD.has(token.text));
}
