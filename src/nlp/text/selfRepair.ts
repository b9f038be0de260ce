/**
 * Self-repair: in "min. No, make that mod" or "fifteen minutes, I mean sixteen" only the last value was meant. The
 * new value takes the place of the withdrawn one, and the repair words vanish, so that no later rule can see the
 * withdrawn value.
 */
import type { Token } from './token.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Only values of one class repair each other. */
  readonly class: string;
}

const MOST_WORDS_BACK = 9;
const MOST_WORDS_AHEAD = 3;
/** "No, hang on, he pushed with both arms, call that mod": a settling phrase may stand further off. */
const MOST_WORDS_TO_SETTLED = 12;

/** `markers`, `values` and `settlers` ("call that …") are token ranges in order, all from the lexicon. */
export function applySelfRepair(
  tokens: readonly Token[],
  markers: readonly { readonly from: number; readonly to: number }[],
  values: readonly Stretch[],
  settlers: readonly { readonly from: number; readonly to: number }[] = [],
): Token[] {
  let result = [...tokens];
  let shift = 0;
  let done = 0;
  for (const marker of markers) {
    if (marker.from < done) continue;
    const after = values.find((value) => {
      if (value.from < marker.to) return false;
      const settled = settlers.some((settler) => settler.from >= marker.to && settler.to === value.from);
      if (value.class === 'number' && !settled && !isLight(tokens, marker.to, value.from)) return false;
      return wordsBetween(tokens, marker.to, value.from) <= (settled ? MOST_WORDS_TO_SETTLED : MOST_WORDS_AHEAD);
    });
    if (after === undefined) continue;
    const before = values.findLast(
      (value) =>
        value.class === after.class &&
        value.to <= marker.from &&
        value.from >= done &&
        wordsBetween(tokens, value.to, marker.from) <= MOST_WORDS_BACK,
    );
    if (before === undefined) continue;
    const replaced = replaceValue(tokens, before, marker, after);
    result = [...result.slice(0, before.from + shift), ...replaced.tokens, ...tokens.slice(replaced.end)];
    shift = result.length - tokens.length;
    done = replaced.end;
  }
  return result;
}

/** Words that may stand between the repair and the new number; a noun there says that the number is another thing's. */
const LIGHT = new Set(
  "no not it that this was is 's make call it's a an about around only just the of to say like more i mean should let be have been said maybe it'd d 'd well um actually yes we were at and for closer nearer".split(
    ' ',
  ),
);

function isLight(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every((token) => token.kind === 'punctuation' || LIGHT.has(token.text));
}

function replaceValue(
  tokens: readonly Token[],
  before: Stretch,
  marker: { readonly from: number },
  after: Stretch,
): { readonly tokens: Token[]; readonly end: number } {
  const between = tokens.slice(before.to, marker.from);
  const kept = between.filter((token) => token.kind !== 'punctuation');
  let end = after.to;
  if (kept[0] !== undefined && tokens[end]?.text === kept[0].text) end += 1;
  const trailing = kept.length === 0 || tokens[end]?.kind === 'punctuation' ? [] : separator(tokens[marker.from]);
  return { tokens: [...tokens.slice(after.from, after.to), ...trimEnd(between), ...trailing], end };
}

function trimEnd(tokens: readonly Token[]): Token[] {
  const last = tokens.findLastIndex((token) => token.kind !== 'punctuation');
  return tokens.slice(0, last + 1);
}

function separator(at: Token | undefined): Token[] {
  return at === undefined ? [] : [{ kind: 'punctuation', text: ',', from: at.from, to: at.to, capital: false }];
}

function wordsBetween(tokens: readonly Token[], from: number, to: number): number {
  return tokens.slice(from, to).filter((token) => token.kind !== 'punctuation').length;
}
