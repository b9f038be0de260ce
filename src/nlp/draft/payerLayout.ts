/**
 * A drafted note in the sections a payer wants, in its order and under its headings. Sentences keep their ids, so that
 * edits of a draft stay where they were made when the profile changes.
 */
import type { Edit, NoteDraft, Statement } from '../../shared/domain/note.ts';
import type { PayerRules } from '../../shared/domain/rules.ts';

export function inPayerLayout(note: NoteDraft, payer: PayerRules, edits: readonly Edit[] = []): NoteDraft {
  const wanted = payer.sections;
  if (wanted === undefined) return note;
  const known = new Map(note.sections.map((section) => [section.id, section]));
  const shown = wanted.flatMap(({ id: sectionId, heading }) => {
    const section = known.get(sectionId);
    return section === undefined ? [] : [{ ...section, heading }];
  });
  const named = new Set(wanted.map((section) => section.id));
  const touched = touchedSections(note, edits);
  const kept = note.sections.filter((section) => !named.has(section.id) && touched.has(section.id));
  const sections = [...shown, ...kept];
  const ids = new Set(sections.map((section) => section.id));
  const used = new Set(sections.flatMap(({ statements }) => statements.flatMap(({ factIds }) => factIds)));
  const dropped = note.sections
    .filter((section) => !ids.has(section.id))
    .flatMap(({ statements }) => statements.flatMap(({ factIds }) => factIds));
  return {
    ...note,
    sections,
    questions: note.questions.filter(({ sectionId }) => ids.has(sectionId)),
    leftOut: [...new Set([...note.leftOut, ...dropped.filter((factId) => !used.has(factId))])],
    stamp: { ...note.stamp, template: layoutVersion({ version: note.stamp.template }, payer) },
  };
}

/** A template's version with the payer's layout over it. */
export function layoutVersion(
  { version }: { readonly version: string },
  payer: Pick<PayerRules, 'id' | 'version'>,
): string {
  return `${version}+${payer.id}@${payer.version}`;
}

/** A section in which somebody typed is never taken away by a change of the profile. */
function touchedSections({ sections, questions }: NoteDraft, edits: readonly Edit[]): ReadonlySet<string> {
  return new Set(
    edits.flatMap((edit) => {
      if (edit.kind === 'add') return [edit.sectionId];
      if (edit.kind === 'answer')
        return questions.filter(({ id }) => id === edit.questionId).map((one) => one.sectionId);
      const isMeant = ({ id, factIds }: Statement): boolean =>
        edit.kind === 'level' ? factIds.includes(edit.factId) : id === edit.statementId;
      return sections.filter(({ statements }) => statements.some(isMeant)).map(({ id }) => id);
    }),
  );
}
