/** Words that hand a figure over to the record of minutes. */
import type { Sentence } from './document.ts';

const SURE_LEADS = new Set(
  "'m counting;'m calling;'m billing;'m putting;'m logging;'m charging;i got;we got;i had;we had;i have;we did;i did;we spent;i spent;spent;i gave;we gave;i put;we put;make it;make that;makes it;makes that;making it;call it;call that;calling it;came to;comes to;come to;down as;down for;down at;out at;it at;it as;that at;them at;them as;that as;it down;put down;give me;me down;logged;clocked;that makes;which makes;had at;got at;have at;had as;got as;that leaves".split(
    ';',
  ),
);
const POSSIBLE_LEADS = new Set(["'s", 'was', 'were', 'got', 'gets', 'took', 'ran', 'is']);
const HEDGES = new Set([
  'about',
  'around',
  'maybe',
  'roughly',
  'a',
  'like',
  'say',
  'only',
  'just',
  'the',
  'good',
  ',',
  'nearly',
  'almost',
]);

const ALL_TOLD = new Set([
  'all in',
  'all told',
  'in all',
  'in total',
  'in there',
  'for both',
  'for the lot',
  'for the two',
]);

/** Where the words before a place begin, past hedges. */
function beforeHedges(tokens: Sentence['tokens'], from: number): number {
  let at = from - 1;
  while (at >= 0 && HEDGES.has(tokens[at]?.text ?? '')) at -= 1;
  return at;
}

/** Words that hand a figure over to the record: "I make it seventeen", "that was twelve"; "calling it a three" rates. */
export function billedBy({ tokens }: Sentence, from: number, to = from + 1): 'surely' | 'maybe' | null {
  if (giverAfter(tokens, to) !== null) return 'surely';
  const after = tokens.slice(to, to + 3).map((token) => token.text);
  if (ALL_TOLD.has(after.slice(0, 2).join(' ')) || ALL_TOLD.has(after.join(' '))) return 'surely';
  if (['a', 'an'].includes(tokens[from - 1]?.text ?? '')) return null;
  const at = beforeHedges(tokens, from);
  const last = tokens[at]?.text ?? '';
  const lead = tokens[beforeHedges(tokens, at)]?.text ?? '';
  if (SURE_LEADS.has(`${lead} ${last}`) || SURE_LEADS.has(last)) return 'surely';
  return POSSIBLE_LEADS.has(last) ? 'maybe' : null;
}

const GIVERS = new Set([
  'give',
  'put',
  'say',
  'charge',
  'bill',
  'log',
  'assign',
  'count',
  'gave',
  'spent',
  'do',
  'call',
]);

/** "Fifteen I'd give to dressing": past the words that hand the figure over. */
export function giverAfter(tokens: Sentence['tokens'], from: number): number | null {
  let at = from;
  if (!['i', 'we'].includes(tokens[at]?.text ?? '')) return null;
  at += 1;
  if (["'d", "'ll", 'would', 'will', "'m"].includes(tokens[at]?.text ?? '')) at += 1;
  return GIVERS.has(tokens[at]?.text ?? '') ? at + 1 : null;
}
