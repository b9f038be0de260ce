/** What the words around a time do to the entries of the ledger: point back, repeat, correct, take back, or tell another's time. */
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';
import type { SpokenTime } from './spokenTime.ts';

/** The entry told last: its figure and its sentence. */
export interface LastTold {
  readonly minutes: number;
  readonly sentence: number;
}

/** "To recap, …" at the head of the sentence; "that makes seventeen" in its midst reckons. */
export function isRecap(sentence: Sentence): boolean {
  return hitsOf(sentence, 'context').some(
    (hit) => hit.entry.kind === 'recap' && !(sentence.tokens[hit.from]?.text === 'that' && hit.from > 0),
  );
}

const POINTERS = new Set(['that', 'this', 'it', 'those', 'all']);
const WORDS_OF_BARE_TIME = new Set(
  "minutes minute mins about so took was 's for in all there we did i had spent that it this good a full roughly around then okay right another nearly on".split(
    ' ',
  ),
);
const FEWEST_BARE_MINUTES = 8;

/** "So that took fifteen minutes.", "Seventeen minutes on that", "Sixteen minutes." */
export function refersBack(sentence: Sentence, time: SpokenTime): boolean {
  if (!time.unitSaid || isRecap(sentence)) return false;
  const words = sentence.tokens.filter((token) => token.kind === 'word');
  const bare = time.minutes >= FEWEST_BARE_MINUTES && words.every((token) => WORDS_OF_BARE_TIME.has(token.text));
  return bare || words.some((token) => POINTERS.has(token.text)) || time.rule === 'clock';
}

const ELSEWHERE = new Set([
  'needs',
  'need',
  'wants',
  'has',
  'nursing',
  'nurse',
  'doctor',
  'transport',
  'bus',
  'lunch',
  'appointment',
  'visiting',
  'open',
  'closed',
]);

/** "Nursing needs her from ten to ten thirty": a stretch of the clock that is not this treatment. */
export function isElsewhere({ tokens }: Sentence, time: SpokenTime): boolean {
  return time.rule === 'clock' && tokens.slice(0, time.from).some((token) => ELSEWHERE.has(token.text));
}

const REPAIRS = new Set(['no', 'nope', 'wait', 'sorry', 'correction', 'actually', 'scratch', 'strike', 'oops']);

export function repairs(sentence: Sentence): boolean {
  const marked = hitsOf(sentence, 'context').some(
    (hit) => hit.entry.kind === 'repair' && !['i', 'we'].includes(sentence.tokens[hit.from - 1]?.text ?? ''),
  );
  return sentence.opensWithRepair || marked || REPAIRS.has(sentence.tokens[0]?.text ?? '');
}

const WIDEST_SECOND_THOUGHT = 6;

/** "I make that seven. Eight, with the second stand.": a figure alone at the head of the next sentence. */
export function opensWithFigure(sentence: Sentence, time: SpokenTime, last: LastTold): boolean {
  const alone = time.from === 0 && sentence.tokens[time.to]?.kind === 'punctuation' && !time.unitSaid;
  const close = Math.abs(last.minutes - time.minutes) <= WIDEST_SECOND_THOUGHT;
  return alone && close && last.sentence === sentence.index - 1 && sentence.tokens.length > 2;
}

/** "…, not twelve": a figure that stands in the ledger is taken back. */
export function withdraws({ tokens }: Sentence, minutesTold: readonly number[]): boolean {
  return tokens.some(
    (token, at) => token.text === 'not' && minutesTold.some((minutes) => minutes === tokens[at + 1]?.value),
  );
}

const GROWS = new Set(['brings', 'bring', 'bringing', 'takes', 'take', 'taking', 'puts', 'gets', 'makes']);
const MOST_WORDS_OF_GROWTH = 6;

/** "that brings transfers to twenty-one", "we're up to sixteen now": counts what was told before it too. */
export function isRunningTotal({ tokens }: Sentence, { from, to }: SpokenTime): boolean {
  const lead = tokens.slice(Math.max(0, from - MOST_WORDS_OF_GROWTH), from).map((token) => token.text);
  const after = tokens.slice(to, to + 2).map((token) => token.text);
  const grows = (lead.at(-1) === 'to' || lead.at(-1) === 'at') && lead.some((word) => GROWS.has(word));
  const upTo = lead.at(-1) === 'to' && lead.at(-2) === 'up';
  return grows || upTo || (['at', 'it', 'that'].includes(lead.at(-1) ?? '') && after[0] === 'now');
}
