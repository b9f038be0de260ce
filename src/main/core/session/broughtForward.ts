/** A sentence of the last visit's note as an edit of this one: its values are left blank, and it waits to be accepted. */
import type { Edit, NoteDraft } from '../../../shared/domain/note.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort } from '../ports.ts';
import type { LastSigned } from './lastSignedNote.ts';

type Added = Omit<Extract<Edit, { kind: 'add' }>, 'statementId' | 'by' | 'at'>;

export function broughtForward(
  last: LastSigned | null,
  statementId: string,
  note: NoteDraft,
  clinical: Pick<ClinicalPort, 'compare' | 'blanked'>,
): Result<Added> {
  const offered = last === null ? [] : clinical.compare(note, last.note).onlyThere;
  const statement = offered.find(({ id }) => id === statementId);
  if (last === null || statement === undefined) {
    return fail('not_found', 'There is no such sentence in the last note, or it stands in this one.');
  }
  const home = last.note.sections.find(({ statements }) => statements.some(({ id }) => id === statementId));
  const section = note.sections.find(({ id }) => id === home?.id) ?? note.sections[0];
  if (section === undefined) return fail('not_found', 'There is no such section.');
  const { sessionId, dateOfService } = last;
  return ok({
    ...{ kind: 'add', sectionId: section.id, text: clinical.blanked(statement.text) },
    pulledFrom: { sessionId, dateOfService, statementId },
  });
}
