/**
 * A second reading of every number: the value of a fact must be found again in the very words it cites, read by nothing
 * but the number reader. Values reckoned from other values (clock times, a remainder) are left to the therapist's eye.
 * A miss is a question to the therapist, who can play the words: either the reading or the rule is wrong.
 */
import type { Fact } from '../../shared/domain/facts.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import { spokenWords } from '../draft/spokenWords.ts';
import { composeNumbers } from '../text/numbers.ts';
import { tokenise } from '../text/tokenise.ts';
import { statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

export function unsupportedValues(context: CheckContext): readonly Issue[] {
  const { played } = context;
  const unsupported = new Set(
    context.facts.filter((fact) => !played.has(fact.id) && !isSupported(fact, context)).map((fact) => fact.id),
  );
  return statementsOf(context.note)
    .filter((statement) => !isTyped(statement, context) && !played.has(statement.id))
    .filter((statement) => statement.factIds.some((id) => unsupported.has(id)))
    .map((statement) => ({
      severity: 'warning',
      code: 'value-not-in-words',
      message: 'A number in this sentence was not found again in the words it cites: play them and compare.',
      at: statement.id,
    }));
}

function isSupported(fact: Fact, { transcript }: CheckContext): boolean {
  const value = statedValue(fact);
  if (value === null) return true;
  const words = fact.evidence.map((evidence) => spokenWords(transcript, evidence)).join(' ');
  return numbersIn(words).has(Math.abs(value));
}

/** The number a fact claims was said (a minus may be said as "lacks"); null when it claims none or was reckoned. */
function statedValue(fact: Fact): number | null {
  if (fact.certainty !== 'stated') return null;
  switch (fact.kind) {
    case 'cue':
      return fact.count;
    case 'minutes':
      return fact.derived ? null : fact.minutes;
    case 'pain':
      return fact.score;
    case 'measure':
      return typeof fact.value === 'number' ? fact.value : null;
    default:
      return null;
  }
}

const WORDS_FOR_NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:an?|another|one|single|once|first)\b/i, 1],
  [/\b(?:couple|both|twice|pair)\b/i, 2],
  [/\b(?:no|none|nothing|zero|without|painless)\b/i, 0],
  [/\bhalf an hour\b/i, 30],
  [/\bquarter (?:of an )?hour\b/i, 15],
];

function numbersIn(words: string): ReadonlySet<number> {
  const read = composeNumbers(tokenise(words)).flatMap((token) => token.value ?? []);
  const named = WORDS_FOR_NUMBERS.filter(([pattern]) => pattern.test(words)).map(([, value]) => value);
  return new Set([...read, ...named]);
}
