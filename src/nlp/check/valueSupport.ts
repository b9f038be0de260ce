/**
 * A second reading of every number: the value of a fact must be found again in the very words it cites, read by nothing
 * but the number reader. Values reckoned from other values (clock times, a remainder) are left to the therapist's eye.
 * A miss is a question to the therapist, who can play the words: either the reading or the rule is wrong.
 */
import type { Fact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { Statement } from '../../shared/domain/note.ts';
import { spokenWords } from '../draft/spokenWords.ts';
import { composeNumbers } from '../text/numbers.ts';
import { tokenise } from '../text/tokenise.ts';
import { statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

export function unsupportedValues(context: CheckContext): readonly Issue[] {
  const { played } = context;
  const found = new Map(
    context.facts.filter((fact) => !played.has(fact.id)).map((fact) => [fact.id, foundIn(fact, context)]),
  );
  return statementsOf(context.note)
    .filter((statement) => !isTyped(statement, context) && !played.has(statement.id) && !isReckoned(statement))
    .flatMap((statement): readonly Issue[] => {
      const ways = statement.factIds.map((id) => found.get(id));
      if (ways.includes('nowhere')) return [warning(statement, 'value-not-in-words', NOT_FOUND)];
      return ways.includes('sound-alike') ? [warning(statement, 'value-from-sound-alike', SOUND_ALIKE)] : [];
    });
}

const NOT_FOUND = 'A number in this sentence was not found again in the words it cites: play them and compare.';
const SOUND_ALIKE =
  'A number in this sentence was written down as another word that sounds like it: play it and compare.';

function warning({ id }: Statement, code: string, message: string): Issue {
  return { severity: 'warning', code, message, at: id };
}

/** Totals and units are reckoned from lines that are judged themselves. */
function isReckoned({ evidence }: Statement): boolean {
  return evidence.every(({ kind }) => kind === 'rule');
}

/** "Tactile cue.": the singular says one. */
const SINGLE_CUE = /\b(?:cue|prompt|reminder|touch|tap|demonstration|gesture)\b/i;

type Found = 'as said' | 'sound-alike' | 'nowhere';

function foundIn(fact: Fact, { transcript }: CheckContext): Found {
  const value = statedValue(fact);
  if (value === null) return 'as said';
  const words = fact.evidence.map((evidence) => spokenWords(transcript, evidence)).join(' ');
  const said = numbersIn(words);
  const isOne = fact.kind === 'cue' && value === 1 && SINGLE_CUE.test(words);
  if (isOne || said.has(Math.abs(value)) || isCalledTogether(fact, value, said)) return 'as said';
  return numbersIn(putRight(words)).has(Math.abs(value)) ? 'sound-alike' : 'nowhere';
}

/** The number a fact claims was said (a minus may be said as "lacks"); null when it claims none or was reckoned. */
function statedValue(fact: Fact): number | null {
  if (fact.certainty !== 'stated') return null;
  switch (fact.kind) {
    case 'cue':
      return fact.count;
    case 'minutes':
      return fact.derived || fact.rule === LESS_A_BREAK ? null : fact.minutes;
    case 'pain':
      return fact.score;
    case 'measure':
      return typeof fact.value === 'number' ? fact.value : null;
    default:
      return null;
  }
}

/** The extractor's rule for minutes from which a rest was taken off: the figure was never said. */
const LESS_A_BREAK = 'minutes/lessBreak';

/** What a recogniser writes for a number that it did not take for one: "forty for", "eighty ate". */
const SOUND_ALIKES: Readonly<Record<string, string>> = { won: '1', wants: '1', to: '2', too: '2', for: '4', ate: '8' };

function putRight(words: string): string {
  const plain = words.replace(/\b(?:won|wants|to|too|for|ate)\b/gi, (word) => SOUND_ALIKES[word.toLowerCase()]!);
  return plain.replace(
    /\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) (\d)\b/gi,
    (_, tens: string, one: string) => String(Number(TENS[tens.toLowerCase()]) + Number(one)),
  );
}

const TENS: Readonly<Record<string, number>> = {
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
};

const WORDS_FOR_NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:an?|another|one|single|once|first)\b/i, 1],
  [/\b(?:couple|both|twice|pair|second)\b/i, 2],
  [/\b(?:thrice|third)\b/i, 3],
  [/\b(?:fourth)\b/i, 4],
  [/\b(?:fifth)\b/i, 5],
  [
    /\b(?:no|none|nope|nothing|nil|nada|zero|zip|zilch|nau?ght|nought|without|painless|(?:pain )?free|fine|not (?:an? (?:thing|bit|twinge|peep)|at all|any)|do(?:es)?(?: not|n['’]t) hurt)\b/i,
    0,
  ],
  [/\bhalf (?:a )?dozen\b/i, 6],
  [/(?<!half |half a )\bdozen\b/i, 12],
  [/\bhalf an hour\b/i, 30],
  [/\bquarter (?:of an )?hour\b/i, 15],
];

function numbersIn(words: string): ReadonlySet<number> {
  const read = composeNumbers(tokenise(words)).flatMap((token) => token.value ?? []);
  const named = WORDS_FOR_NUMBERS.filter(([pattern]) => pattern.test(words)).map(([, value]) => value);
  return new Set([...read, ...named]);
}

/**
 * Two ways of calling a measure that the number reader joins: grip with the handle's position before it ("three forty
 * one": position 3, 41 pounds), a monofilament by ones and hundredths ("three sixty-one": 3.61).
 */
function isCalledTogether(fact: Fact, value: number, said: ReadonlySet<number>): boolean {
  if (fact.kind !== 'measure') return false;
  if (fact.measure === 'monofilament') return said.has(Math.round(value * 100));
  return fact.measure === 'grip' && [1, 2, 3, 4, 5].some((position) => value < 100 && said.has(position * 100 + value));
}
