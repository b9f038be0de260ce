/**
 * A report beside one that was written by hand: sentence beside sentence where they are about the same, and what only one
 * of them says, values above all. Nothing of the written one enters the report.
 */
import type { WrittenComparison } from '../../shared/domain/comparison.ts';
import type { NoteDraft, Section } from '../../shared/domain/note.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import { protectedTokens } from '../check/protectedTokens.ts';
import { taskWords } from '../draft/taskWords.ts';

/** Of the words of the shorter sentence, so many must stand in the other one. */
const LEAST_SHARE = 0.5;
const LEAST_WORDS = 2;
const SENTENCE_END = /\n+|(?<=[.!?])\s+(?=[\p{Lu}"“])/u;
/** A line that only names a part: "GOALS", "Functional gains:". */
const HEADING = /^(?:[\p{Lu}\d\s,&/()-]+|[^.!?]{1,60}:)$/u;

export function besideWritten(text: string, note: NoteDraft, wording: NoteWording): WrittenComparison {
  const written = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.replace(/^[\s•*–-]+/, '').trim())
    .filter((sentence) => sentence !== '' && !HEADING.test(sentence));
  const sections = note.sections.map((section) => ({ heading: section.heading, sentences: sentencesOf(section) }));
  const partners = partnersOf(
    written,
    sections.flatMap(({ sentences }) => sentences),
  );
  let next = 0;
  const reported = sections.flatMap(({ sentences }) => sentences).join('\n');
  return {
    sections: sections
      .filter(({ sentences }) => sentences.length > 0)
      .map(({ heading, sentences }) => ({
        heading,
        rows: sentences.map((report) => ({ written: written[partners.get(next++) ?? -1] ?? null, report })),
      })),
    onlyWritten: written.filter((_, i) => ![...partners.values()].includes(i)),
    values: {
      onlyWritten: valuesOnly(written.join('\n'), reported, wording),
      onlyReport: valuesOnly(reported, written.join('\n'), wording),
    },
  };
}

/** A row of a table is one sentence. */
function sentencesOf({ table, statements }: Section): readonly string[] {
  const rows = (table?.rows ?? []).map((row) => row.flatMap((cell) => cell?.text ?? []).join('; '));
  return [...rows, ...statements.map(({ text }) => text)].filter((text) => text !== '');
}

/** Report sentence → written sentence, the closest pairs first, each in one pair at most. */
function partnersOf(written: readonly string[], report: readonly string[]): ReadonlyMap<number, number> {
  const words = (sentences: readonly string[]) => sentences.map(taskWords);
  const [ofWritten, ofReport] = [words(written), words(report)];
  const pairs = ofReport.flatMap((mine, i) => ofWritten.map((theirs, j) => ({ i, j, share: shareOf(mine, theirs) })));
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j, share } of pairs.toSorted((a, b) => b.share - a.share)) {
    if (share < LEAST_SHARE || partners.has(i) || taken.has(j)) continue;
    partners.set(i, j);
    taken.add(j);
  }
  return partners;
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return common < LEAST_WORDS ? 0 : common / Math.min(one.size, other.size);
}

function valuesOnly(text: string, other: string, wording: NoteWording): readonly string[] {
  const valuesIn = (all: string) =>
    new Map(protectedTokens(all, wording).map(({ text: shown }) => [meaningOf(shown, wording), shown]));
  const known = valuesIn(other);
  return [...valuesIn(text)].filter(([key]) => !known.has(key)).map(([, shown]) => shown);
}

/** "R" and "right", "Mod A" and "moderate assist" say the same. */
function meaningOf(shown: string, { sides, levels }: NoteWording): string {
  const said = shown.toLowerCase().replace(/\s+/g, ' ');
  const named = [...Object.entries(sides), ...Object.entries(levels)];
  return named.find(([, { forms }]) => forms.some((form) => form.toLowerCase() === said))?.[0] ?? said;
}
