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

export type Hits = { readonly [G in GroupName]?: readonly Hit<G>[] };

export function findHits(lexicon: Lexicon, tokens: readonly Token[], groups?: ReadonlySet<GroupName>): Hits {
  const found = new Map<GroupName, Hit[]>();
  const symbols = tokens.map((token) => lexicon.automaton.symbolOf(token));
  for (let at = 0; at < tokens.length; at += 1) {
    const ends = new Map<number, number>();
    lexicon.automaton.scan(symbols, at, (pattern, end) => ends.set(pattern, end));
    for (const [pattern, end] of [...ends].sort((a, b) => a[0] - b[0])) {
      const { group, entry, pattern: source } = lexicon.patterns[pattern]!;
      if (groups && !groups.has(group)) continue;
      const numbers = source.hasNumbers ? (matchPattern(source, tokens, at)?.numbers ?? []) : [];
      const hit = { group, entry, from: at, to: end, numbers } as Hit;
      const bucket = found.get(group);
      if (bucket) bucket.push(hit);
      else found.set(group, [hit]);
    }
  }
  const result: Partial<Record<GroupName, Hit[]>> = {};
  for (const [group, hits] of found) result[group] = keepLongest(hits);
  return result as Hits;
}

/** Context words may overlap freely (each says something of its own); all other groups keep the longest match. */
function keepLongest(hits: readonly Hit[]): Hit[] {
  if (hits[0]?.group === 'context') return [...hits].sort((a, b) => a.from - b.from);
  const bySize = [...hits].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: Hit[] = [];
  for (const hit of bySize) {
    if (!kept.some((other) => hit.from < other.to && other.from < hit.to)) kept.push(hit);
  }
  return kept.sort((a, b) => a.from - b.from);
}
