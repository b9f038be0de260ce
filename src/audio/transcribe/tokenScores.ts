/**
 * From raw decoder scores to the probabilities of the tokens that may come next.
 * Text only: special tokens, time stamps and the non-speech list are out; "/", ":" and "+" are let in again when asked,
 * because "4/5", "10:30" and "3+" are how a therapist's measures are written.
 */
import type { WhisperDescription } from './whisperDescription.ts';
import type { WhisperTokenizer } from './whisperTokenizer.ts';

const MEASURE_SIGNS = ['/', ':', '+'];
const MOST_BANNED = 0.99;

export interface TokenRules {
  readonly banned: readonly number[];
  readonly bannedFirst: readonly number[];
  /** Every id from here on is no text. */
  readonly firstSpecial: number;
}

export function tokenRules(
  description: WhisperDescription,
  tokenizer: Pick<WhisperTokenizer, 'encode'>,
  options: { readonly measureSigns: boolean },
): TokenRules {
  const { ids, suppress, suppress_first: bannedFirst } = description.tokens;
  const allowed = new Set(options.measureSigns ? MEASURE_SIGNS.flatMap((sign) => tokenizer.encode(sign)) : []);
  return { banned: suppress.filter((id) => !allowed.has(id)), bannedFirst, firstSpecial: ids.no_timestamps };
}

/**
 * Writes −∞ over what may not come next, in place, and gives the natural log of the total of what is left: a token's
 * log-probability is its score minus that. `logSum` is the log total of the untouched row, which the graph delivers.
 */
export function banTokens(scores: Float32Array, logSum: number, rules: TokenRules, isFirst: boolean): number {
  let banned = 0;
  const ban = (id: number): void => {
    banned += Math.exp(scores[id]! - logSum);
    scores[id] = -Infinity;
  };
  rules.banned.forEach(ban);
  if (isFirst) rules.bannedFirst.forEach(ban);
  for (let id = rules.firstSpecial; id < scores.length; id++) ban(id);
  // Next to nothing left: the difference of two near equals would be all rounding.
  return banned < MOST_BANNED ? logSum + Math.log1p(-banned) : logSumExp(scores);
}

export function argmax(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

/** The `count` largest, largest first. */
export function largest(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (best.length === count && value <= values[best[count - 1]!]!) continue;
    let at = best.length;
    while (at > 0 && values[best[at - 1]!]! < value) at--;
    best.splice(at, 0, index);
    if (best.length > count) best.pop();
  }
  return best;
}

function logSumExp(values: Float32Array): number {
  let max = -Infinity;
  for (let index = 0; index < values.length; index++) if (values[index]! > max) max = values[index]!;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += Math.exp(values[index]! - max);
  return max + Math.log(sum);
}
