/** The marks that end a sentence, where a quotation is the last of it: "…now." and never ".”." or "?.". */
import type { Piece } from './statementText.ts';

/** A full stop goes inside the closing quotation mark, and none follows another mark that ends a sentence. */
export function closed(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, i) => {
    const [before, next] = [pieces[i - 1], pieces[i + 1]];
    if (typeof piece !== 'string') {
      const takesStop = typeof next === 'string' && next.startsWith('.') && /[^.!?]["”]$/.test(piece.text);
      return takesStop ? { ...piece, text: piece.text.replace(/["”]$/, '.$&') } : piece;
    }
    const isEnded = typeof before === 'object' && piece.startsWith('.') && /[.!?]["”]?$|["”]$/.test(before.text);
    return isEnded ? piece.slice(1) : piece;
  });
}

/** The words of a field, with or without the full stop that the sentence put inside its quotation marks. */
export function withoutStop(text: string): string {
  return text.replace(/\.(["”])$/, '$1').toLowerCase();
}
