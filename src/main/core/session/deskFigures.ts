/** What a therapist's own work looks like, from stored edits and signatures alone: for the therapist and nobody else. */
import type { DeskFigures } from '../../../shared/contractDesk.ts';
import type { WordingRule } from '../../../shared/domain/wordingRule.ts';

export interface SignedWork {
  readonly sessionId: string;
  /** Between the end of the session and the signature; null: the start is not known. */
  readonly minutesToSign: number | null;
  readonly signedAt: string;
}

export interface Rewriting {
  readonly sessionId: string;
  readonly before: string;
  readonly after: string;
}

/** Words in which two texts differ, by the longest run of words they share in order. */
export function wordsChanged(before: string, after: string): number {
  const [a, b] = [words(before), words(after)];
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [at, other] of b.entries()) {
      next.push(word === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    }
    row = next;
  }
  return Math.max(a.length, b.length) - row[b.length]!;
}

/** The phrase that was written otherwise: what is left when the same beginning and the same end are taken off. */
export function changedPhrase({ before, after }: Pick<Rewriting, 'before' | 'after'>): WordingRule | null {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const phrase = (list: readonly string[]) =>
    list
      .slice(start, list.length - end)
      .join(' ')
      .replace(/[.,;:]$/, '');
  const rule = { before: phrase(a), after: phrase(b) };
  return rule.before === '' || rule.after === '' || rule.before === rule.after ? null : rule;
}

/** Phrases that were changed the same way in several sessions, the most frequent first. */
export function repeatedPhrases(rewritings: readonly Rewriting[], fewestSessions: number): DeskFigures['repeated'] {
  const seen = new Map<string, { readonly rule: WordingRule; readonly sessions: Set<string> }>();
  for (const rewriting of rewritings) {
    const rule = changedPhrase(rewriting);
    if (rule === null) continue;
    const key = JSON.stringify(rule);
    const known = seen.get(key) ?? { rule, sessions: new Set<string>() };
    known.sessions.add(rewriting.sessionId);
    seen.set(key, known);
  }
  return [...seen.values()]
    .filter(({ sessions }) => sessions.size >= fewestSessions)
    .map(({ rule, sessions }) => ({ ...rule, sessions: sessions.size }))
    .toSorted((a, b) => b.sessions - a.sessions || a.before.localeCompare(b.before));
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Signed notes by the Monday of their week, the newest week first. */
export function byWeek(work: readonly SignedWork[]): DeskFigures['weeks'] {
  const weeks = Map.groupBy(work, ({ signedAt }) => mondayOf(signedAt));
  return [...weeks]
    .map(([monday, notes]) => ({
      monday,
      notes: notes.length,
      medianMinutes: median(notes.flatMap(({ minutesToSign }) => (minutesToSign === null ? [] : [minutesToSign]))),
    }))
    .toSorted((a, b) => b.monday.localeCompare(a.monday));
}

function mondayOf(instant: string): string {
  const day = new Date(instant);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
