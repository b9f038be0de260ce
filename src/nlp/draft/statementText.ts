/**
 * Text made of literal words and shown values. Each shown value becomes an anchor, so that a sentence always knows which
 * of its characters say what and on which evidence. Patterns come from the template: "Patient {level} {task}."
 */
import type { Evidence } from '../../shared/domain/evidence.ts';
import type { Anchor } from '../../shared/domain/note.ts';
import type { NonEmpty } from '../../shared/nonEmpty.ts';

export interface Shown {
  readonly text: string;
  readonly factId?: string;
  readonly field: string;
  readonly evidence: NonEmpty<Evidence>;
}

/** A literal, or a value with its evidence. */
export type Piece = string | Shown;
export type Slots = Readonly<Record<string, readonly Piece[]>>;

const SLOT = /\{(\w+)\}/;

/** Puts the pieces into the pattern. A slot written with a capital ({Task}) starts its text with a capital. */
export function fillPattern(pattern: string, slots: Slots): readonly Piece[] {
  return pattern.split(SLOT).flatMap((part, i): readonly Piece[] => {
    if (i % 2 === 0) return part === '' ? [] : [part];
    const pieces = slots[part] ?? slots[part.charAt(0).toLowerCase() + part.slice(1)];
    if (pieces === undefined)
      throw new Error(`The pattern "${pattern}" has a slot {${part}} that this sentence cannot fill.`);
    return /^[A-Z]/.test(part) ? capitalised(pieces) : pieces;
  });
}

export function joinPieces(
  groups: readonly (readonly Piece[])[],
  separator: string,
  last = separator,
): readonly Piece[] {
  return groups.flatMap((group, i) => {
    if (i === 0) return group;
    return [i === groups.length - 1 ? last : separator, ...group];
  });
}

/** "a", "a and b", "a, b and c". */
export function listPieces(groups: readonly (readonly Piece[])[]): readonly Piece[] {
  return joinPieces(groups, ', ', ' and ');
}

export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

export function layOut(pieces: readonly Piece[]): { readonly text: string; readonly anchors: readonly Anchor[] } {
  let text = '';
  const anchors: Anchor[] = [];
  for (const piece of capitalised(pieces)) {
    const shown = typeof piece === 'string' ? piece : piece.text;
    if (typeof piece !== 'string') {
      const { factId, field, evidence } = piece;
      anchors.push({
        from: text.length,
        to: text.length + shown.length,
        ...(factId === undefined ? {} : { factId }),
        field,
        evidence,
      });
    }
    text += shown;
  }
  return { text, anchors };
}

export function capitalised(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return pieces;
  if (typeof first === 'string') return first === '' ? capitalised(rest) : [upper(first), ...rest];
  return [{ ...first, text: upper(first.text) }, ...rest];
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
