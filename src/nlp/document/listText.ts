/**
 * A list of typed items as it is written on paper. Items are the therapist's own phrases, so they may hold commas and
 * "and" themselves: then a comma would not show where one ends, and a semicolon does.
 */
import type { ListStyle } from '../../shared/domain/documentTemplate.ts';
import { joinPieces, type Piece, type Shown } from '../draft/statementText.ts';

/** Longer phrases are told apart by a semicolon even without a comma of their own. */
const MOST_WORDS = 6;
const HOLDS_A_LIST = /[,;:]|\b(?:and|or|then)\b/i;

/**
 * run: "a", "a and b", "a, b, and c", of longer items "a; b; and c".
 * entries: what follows a label; longer items stand side by side, "a; b; c".
 * sentences: one sentence each, the last one closed by the pattern.
 */
export function listText(items: readonly Shown[], style: ListStyle): readonly Piece[] {
  const groups = items.map((item) => [item]);
  if (style === 'sentences') return items.flatMap((item, i) => (i === 0 ? [item] : ['. ', item]));
  if (items.some(isLong)) return joinPieces(groups, '; ', style === 'run' ? '; and ' : '; ');
  return joinPieces(groups, ', ', items.length === 2 ? ' and ' : ', and ');
}

function isLong({ text }: Shown): boolean {
  return HOLDS_A_LIST.test(text) || text.split(' ').length > MOST_WORDS;
}
