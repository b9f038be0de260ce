/** The glossary by query, and the short forms that stand in a text. Pure. */
import type { GlossaryEntry } from '../../../shared/domain/glossary.ts';

export interface GlossaryFound {
  /** What was asked for by its own name. */
  readonly named: readonly GlossaryEntry[];
  /** Those with a word that begins with each word of the query. */
  readonly others: readonly GlossaryEntry[];
}

export function searchGlossary(entries: readonly GlossaryEntry[], query: string): GlossaryFound {
  const asked = query.trim().toLowerCase();
  const words = asked.split(/\s+/);
  const named = entries.filter(({ term, also }) => [term, ...also].some((form) => form.toLowerCase() === asked));
  const others = entries.filter((entry) => {
    const { term, name, means, also, source } = entry;
    const text = ` ${[term, name, means, ...also, source].join(' ').toLowerCase()}`;
    return !named.includes(entry) && words.every((word) => new RegExp(`[^\\p{L}\\d]${escaped(word)}`, 'u').test(text));
  });
  return { named, others };
}

/** In the order they stand in the text, each once: "Mod A", "AROM", "97530", "KX". Words that need no key are left out. */
export function shortFormsIn(text: string, entries: readonly GlossaryEntry[]): readonly GlossaryEntry[] {
  const placed = entries.flatMap((entry) => {
    if (!isShortForm(entry)) return [];
    const at = placeOf(entry.term, text);
    return at < 0 ? [] : [{ entry, at }];
  });
  return placed.toSorted((a, b) => a.at - b.at).map(({ entry }) => entry);
}

/** A capital or digit inside or throughout; a term in small letters reads as it stands, one letter alone says too little. */
function isShortForm({ term }: GlossaryEntry): boolean {
  return term.length > 1 && /\p{Lu}|\d/u.test(term.slice(1));
}

function placeOf(term: string, text: string): number {
  return new RegExp(`(?<![\\p{L}\\d])${escaped(term)}(?![\\p{L}\\d])`, 'u').exec(text)?.index ?? -1;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
