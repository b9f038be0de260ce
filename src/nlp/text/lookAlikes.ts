/**
 * Words a recogniser writes for others that sound alike ("contact card", "verbal queues"), put right only beside the
 * neighbours that make the reading likely. A reading that decides a value is marked doubtful: review has to ask.
 */

import type { Pattern } from './pattern.ts';
import { matchPattern } from './pattern.ts';
import type { Token } from './token.ts';
import { tokenise } from './tokenise.ts';

export interface LookAlike {
  readonly pattern: Pattern;
  readonly meant: string;
  readonly next?: ReadonlySet<string> | undefined;
  readonly previous?: ReadonlySet<string> | undefined;
  readonly notNext?: ReadonlySet<string> | undefined;
  readonly notPrevious?: ReadonlySet<string> | undefined;
  readonly doubtful: boolean;
}

export function putRightLookAlikes(
  tokens: readonly Token[],
  byFirstWord: ReadonlyMap<string, readonly LookAlike[]>,
): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const first = tokens[at]!;
    const found = (byFirstWord.get(first.text) ?? [])
      .map((lookAlike) => ({ lookAlike, end: matchPattern(lookAlike.pattern, tokens, at)?.end ?? at }))
      .find(({ lookAlike, end }) => end > at && neighboursFit(lookAlike, tokens, at, end));
    if (found === undefined) {
      out.push(first);
      at += 1;
      continue;
    }
    const last = tokens[found.end - 1]!;
    for (const meant of tokenise(found.lookAlike.meant)) {
      out.push({
        ...meant,
        from: first.from,
        to: last.to,
        capital: false,
        ...(found.lookAlike.doubtful ? { doubtful: true } : {}),
      });
    }
    at = found.end;
  }
  return out;
}

function neighboursFit(lookAlike: LookAlike, tokens: readonly Token[], from: number, to: number): boolean {
  const next = tokens[to];
  const previous = tokens[from - 1];
  return (
    (lookAlike.next === undefined || isOneOf(lookAlike.next, next)) &&
    (lookAlike.previous === undefined || isOneOf(lookAlike.previous, previous)) &&
    !(lookAlike.notNext !== undefined && isOneOf(lookAlike.notNext, next)) &&
    !(lookAlike.notPrevious !== undefined && isOneOf(lookAlike.notPrevious, previous))
  );
}

/** "." among the words stands for a mark or the edge of what was said. */
function isOneOf(words: ReadonlySet<string>, token: Token | undefined): boolean {
  return words.has(token === undefined || token.kind === 'punctuation' ? '.' : token.text);
}
