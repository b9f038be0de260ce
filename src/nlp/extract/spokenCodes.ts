/**
 * Procedure codes as therapists say them: whole ("ninety-seven five thirty", "nine seven five three five") or only
 * the tail ("that's one ten" for 97110), which counts only where words introduce it as a code.
 */
import { isNumber } from '../text/token.ts';
import type { Sentence } from './document.ts';
import { hitsOf } from './document.ts';

export interface SpokenCode {
  readonly cpt: string;
  readonly from: number;
  readonly to: number;
}

/** The first digit is often swallowed: "seven five three five". */
const WHOLE_CODE =
  /^9?7(?:5(?:30|33|35|37|42)|1(?:10|12|13|16|24|29|30|40|50)|7(?:50|60|61|63)|0(?:10|14|16|18|22|32|33|34|35))$/;
const MOST_PIECES = 4;
const CODE_LENGTH = 5;
const MOST_WORDS_OF_LEAD = 3;
const LEAD = new Set(
  "'s under code codes as is it to for of on in bill billed billing bills goes go that call same coded charge all both".split(
    ' ',
  ),
);
const AFTER_HEADING = new Set(['was', 'got', 'gets', ':', ',', 'is', 'for', 'minutes', 'had']);

export function codesIn(sentence: Sentence): SpokenCode[] {
  if (!sentence.tokens.some(isNumber)) return [];
  const whole = wholeCodes(sentence);
  const tails = hitsOf(sentence, 'codes')
    .filter((hit) => !whole.some((code) => hit.from < code.to && code.from < hit.to))
    .filter((hit) => isIntroduced(sentence, hit.from, hit.to))
    .map((hit) => ({ cpt: hit.entry.cpt, from: hit.from, to: hit.to }));
  return [...whole, ...tails].sort((a, b) => a.from - b.from);
}

function wholeCodes({ tokens }: Sentence): SpokenCode[] {
  const found: SpokenCode[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    let digits = '';
    for (let to = at; to < Math.min(tokens.length, at + MOST_PIECES) && digits.length < CODE_LENGTH; to += 1) {
      const token = tokens[to];
      if (!isNumber(token) || !Number.isInteger(token.value)) break;
      digits += token.value;
      if (WHOLE_CODE.test(digits)) {
        found.push({ cpt: digits.padStart(CODE_LENGTH, '9'), from: at, to: to + 1 });
        at = to;
        break;
      }
    }
  }
  return found;
}

function isIntroduced({ tokens, hits }: Sentence, from: number, to: number): boolean {
  if ((tokens[from]?.value ?? 0) >= 10_000) return true;
  if (hits.has('motions') || hits.has('movementTypes')) return false;
  if (hits.get('units')?.some((unit) => unit.from === to)) return false;
  const lead = tokens.slice(Math.max(0, from - MOST_WORDS_OF_LEAD), from);
  if (lead.some((token) => LEAD.has(token.text))) return true;
  const opens = from === 0 && AFTER_HEADING.has(tokens[to]?.text ?? '');
  const closes =
    lead.at(-1)?.text === ',' &&
    isNumber(lead.at(-2)) &&
    (tokens[to] === undefined || tokens[to]?.kind === 'punctuation');
  return opens || closes;
}
