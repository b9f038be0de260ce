/** Finds every lexicon phrase in a list of tokens; within a group the longest match wins and matches do not overlap. */
import { matchPattern } from '../text/pattern.ts';
import type { Token } from '../text/token.ts';
import type { Lexicon } from './lexicon.ts';
import type { GroupEntry, GroupName } from './schema.ts';

export interface Hit<G extends GroupName = GroupName> {
  readonly group: G;
  readonly entry: GroupEntry<G>;
  /** Token range [from, to) of the sentence. */
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly Token[];
}

export type Hits = ReadonlyMap<GroupName, readonly Hit[]>;

export function findHits(lexicon: Lexicon, tokens: readonly Token[], groups?: ReadonlySet<GroupName>): Hits {
  const found = new Map<GroupName, Hit[]>();
  const symbols = tokens.map((token) => lexicon.automaton.symbolOf(token));
  const ends = new Map<number, number>();
  const note = (pattern: number, end: number) => ends.set(pattern, end);
  for (let at = 0; at < tokens.length; at += 1) {
    lexicon.automaton.scan(symbols, at, note);
    if (ends.size === 0) continue;
    for (const pattern of [...ends.keys()].sort((a, b) => a - b)) {
      const { group, entry, pattern: source } = lexicon.patterns[pattern]!;
      if (groups && !groups.has(group)) continue;
      const numbers = source.hasNumbers ? (matchPattern(source, tokens, at)?.numbers ?? []) : NO_NUMBERS;
      const hit = { group, entry, from: at, to: ends.get(pattern)!, numbers } as Hit;
      const bucket = found.get(group);
      if (bucket) bucket.push(hit);
      else found.set(group, [hit]);
    }
    ends.clear();
  }
  for (const [group, hits] of found) found.set(group, keepLongest(hits));
  return found;
}

const NO_NUMBERS: readonly Token[] = [];

/** Whether any word of repair ("no, make that") stands in the tokens; most utterances hold none. */
export function mayRepair({ repairs }: Lexicon, tokens: readonly Token[]): boolean {
  const symbols = tokens.map((token) => repairs.symbolOf(token));
  let found = false;
  for (let at = 0; at < tokens.length && !found; at += 1) {
    repairs.scan(symbols, at, () => {
      found = true;
    });
  }
  return found;
}

/** Context words may overlap freely (each says something of its own); all other groups keep the longest match. */
function keepLongest(hits: readonly Hit[]): Hit[] {
  if (hits.length === 1 || hits[0]?.group === 'context') return [...hits].sort((a, b) => a.from - b.from);
  const bySize = [...hits].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: Hit[] = [];
  for (const hit of bySize) {
    if (!kept.some((other) => hit.from < other.to && other.from < hit.to)) kept.push(hit);
  }
  return kept.sort((a, b) => a.from - b.from);
}
