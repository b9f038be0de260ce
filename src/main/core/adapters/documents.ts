/** A note on paper and on the clipboard. */
import { ok } from '../../../shared/result.ts';
import { noteToPdf } from '../export/noteToPdf.ts';
import { noteToText } from '../export/noteToText.ts';
import type { DocumentPort } from '../ports.ts';

export function createDocuments(resourcesFolder: string): DocumentPort {
  return {
    text: (record, sectionId) => ok(noteToText(record, sectionId)),
    pdf: async (record) => {
      const bytes = await noteToPdf(record, resourcesFolder);
      // Without the patient's name: file names show in dialogs, histories and backups.
      return ok({ fileName: `note-${record.session.dateOfService}.pdf`, bytes });
    },
  };
}
