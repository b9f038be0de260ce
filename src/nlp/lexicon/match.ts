/** Finds every lexicon phrase in a list of tokens; within a group the longest match wins and matches do not overlap. */
import { indexKeys, matchPattern } from '../text/pattern.ts';
import type { Token } from '../text/token.ts';
import type { IndexedPattern, Lexicon } from './lexicon.ts';
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
  const tryAt = (indexed: IndexedPattern, at: number) => {
    if (groups && !groups.has(indexed.group)) return;
    const match = matchPattern(indexed.pattern, tokens, at);
    if (match === null || match.end === at) return;
    const hit = { group: indexed.group, entry: indexed.entry, from: at, to: match.end, numbers: match.numbers } as Hit;
    const bucket = found.get(indexed.group);
    if (bucket) bucket.push(hit);
    else found.set(indexed.group, [hit]);
  };
  for (const [at, token] of tokens.entries()) {
    for (const key of indexKeys(token)) {
      for (const indexed of lexicon.index.get(key) ?? []) tryAt(indexed, at);
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
