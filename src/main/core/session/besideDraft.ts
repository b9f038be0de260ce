/** The draft as first written beside the note as it reads: sentence by sentence, in the order of both. */
import type { BesideSection } from '../../../shared/contract.ts';
import type { NoteDraft, Statement } from '../../../shared/domain/note.ts';

export function besideDraft(first: NoteDraft, note: NoteDraft): readonly BesideSection[] {
  const ids = [...new Set([...first.sections, ...note.sections].map(({ id }) => id))];
  return ids.map((id) => {
    const [was, is] = [first, note].map(({ sections }) => sections.find((section) => section.id === id));
    return { heading: is?.heading ?? was?.heading ?? '', rows: rowsOf(was?.statements ?? [], is?.statements ?? []) };
  });
}

type Row = BesideSection['rows'][number];

/**
 * A sentence is the drafted one where it reads the same, else where it has its id: a draft that was made again from a
 * corrected transcript counts its sentences anew.
 */
function rowsOf(drafted: readonly Statement[], now: readonly Statement[]): readonly Row[] {
  const partners = new Map<number, number>();
  const pair = (isPair: (was: Statement, is: Statement) => boolean): void => {
    const taken = new Set(partners.values());
    drafted.forEach((was, i) => {
      if (partners.has(i)) return;
      const at = now.findIndex((is, j) => !taken.has(j) && isPair(was, is));
      if (at < 0) return;
      partners.set(i, at);
      taken.add(at);
    });
  };
  pair((was, is) => was.text === is.text);
  pair((was, is) => was.id === is.id);
  const fromNow = new Map([...partners].map(([i, j]) => [j, i]));
  const shown = new Set<number>();
  const lost = (before: number): readonly Row[] =>
    drafted.flatMap(({ text }, i): readonly Row[] => {
      if (i >= before || partners.has(i) || shown.has(i)) return [];
      shown.add(i);
      return [{ drafted: text, now: null }];
    });
  const rows = now.flatMap(({ text }, j): readonly Row[] => {
    const i = fromNow.get(j);
    return i === undefined ? [{ drafted: null, now: text }] : [...lost(i), { drafted: drafted[i]!.text, now: text }];
  });
  return [...rows, ...lost(drafted.length)];
}
