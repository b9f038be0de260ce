/**
 * What somebody said, word for word. Stretches that follow one another in one breath make one quotation; a fragment is
 * told with the question it answers; what only points at something said before ("That's been there since …") means
 * nothing on paper.
 */
import type { SpokenEvidence } from '../../shared/domain/evidence.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { spokenWords, wordsOf } from './spokenWords.ts';

/** The stretches of a fact's words that can be quoted in one piece each: "0", or "1-2" for the second with the third. */
export function quotedStretches({ evidence }: Fact, transcript: Transcript): readonly string[] {
  const stretches: { first: number; last: number }[] = [];
  evidence.forEach((each, i) => {
    if (i === 0 && evidence.length > 1 && isGreeting(spokenWords(transcript, each))) return;
    const before = evidence[i - 1];
    const continues = before !== undefined && before.utteranceId === each.utteranceId && before.to === each.from;
    const current = stretches.at(-1);
    if (continues && current !== undefined) current.last = i;
    else stretches.push({ first: i, last: i });
  });
  return stretches.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
}

/** "Hi Mama." reports nothing. */
function isGreeting(words: string): boolean {
  return /^(?:hi|hello|hey|good (?:morning|afternoon|evening))\b/i.test(words) && words.split(/\s+/).length <= 3;
}

/** The exact words of a stretch in quotation marks; null when there are none. */
export function quoteText(fact: Fact, stretch: string, transcript: Transcript): string | null {
  const words = stretchWords(fact, stretch, transcript);
  if (words === '') return null;
  return /[.?!…]$/.test(words) ? `"${words}"` : `"${words.replace(/[,;:]$/, '')}."`;
}

/** Letter case is nothing anybody hears: a recogniser without it gets a capital for the first word and for "I". */
function stretchWords(fact: Fact, stretch: string, transcript: Transcript): string {
  const [first = 0, last = first] = stretch.split('-').map(Number);
  const words = fact.evidence
    .slice(first, last + 1)
    .map((evidence) => spokenWords(transcript, evidence))
    .join(' ')
    .replace(/(?<![\p{L}'’])i(?=$|[\s'’.,;!?])/gu, 'I');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LONGEST_QUESTION = 12;
const TITLE = /^(?:mr|mrs|ms|dr|st)\.$/i;

/** The therapist's question right before the words of a fact, with where it was said. */
export function questionBefore(
  { evidence }: Fact,
  { utterances }: Transcript,
): { readonly text: string; readonly evidence: SpokenEvidence } | null {
  const [first] = evidence;
  const before = utterances[utterances.findIndex(({ id }) => id === first.utteranceId) - 1];
  if (first.from > 0 || before?.speaker !== 'therapist') return null;
  const words = wordsOf(before);
  const from = words.slice(0, -1).findLastIndex((word) => /[.?!]$/.test(word) && !TITLE.test(word)) + 1;
  if (!words.at(-1)?.endsWith('?') || words.length - from < 2 || words.length - from > LONGEST_QUESTION) return null;
  const range: SpokenEvidence = { kind: 'spoken', utteranceId: before.id, from, to: words.length };
  return { text: `"${words.slice(from).join(' ')}"`, evidence: range };
}

const FRAGMENT =
  /^(?:just|not|only|somewhere|between|like|otherwise|maybe|about|at|in|on|better|worse|same|none|nothing)\b/i;
const POINTS_BACK =
  /^(?:and |but |so )?(?:that|this|those|these)(?:['’]s|['’]ll|['’]d| (?:is|was|has|had|will|one|thing))\b/i;

/** True for a beginning that says nothing by itself: "Just my dignity". */
export function isFragment(quote: string): boolean {
  return FRAGMENT.test(quote.replace(/^"/, ''));
}

/** True for what only a listener can follow: "That's been there since the ICU." */
export function pointsBack(quote: string): boolean {
  return POINTS_BACK.test(quote.replace(/^"/, ''));
}
