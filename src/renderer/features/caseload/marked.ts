/** A text cut into what was searched for and what stands between. A searched word marks the start of a longer one. */
export interface MarkedPart {
  readonly text: string;
  readonly isHit: boolean;
  /** Offset in the text, as a key. */
  readonly at: number;
}

export function marked(text: string, words: readonly string[]): readonly MarkedPart[] {
  const wanted = words.filter((word) => word !== '').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (wanted.length === 0) return [{ text, isHit: false, at: 0 }];
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join('|')})`, 'giu'));
  let at = 0;
  return pieces.flatMap((piece, index) => {
    const part = { text: piece, isHit: index % 2 === 1, at };
    at += piece.length;
    return piece === '' ? [] : [part];
  });
}
