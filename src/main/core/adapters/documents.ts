/** A note on paper and on the clipboard: nothing leaves that claims more units than its minutes allow. */
import type { UnitRuleDefinition } from '../../../shared/domain/rules.ts';
import { ok } from '../../../shared/result.ts';
import { auditPack } from '../export/audit/auditPack.ts';
import { zipOf } from '../export/audit/zip.ts';
import { noteToMarkdown } from '../export/noteToMarkdown.ts';
import { noteToPdf } from '../export/noteToPdf.ts';
import { noteToText } from '../export/noteToText.ts';
import { printableSession } from '../export/printable.ts';
import { releaseRecord } from '../export/release.ts';
import type { DocumentPort } from '../ports.ts';

export function createDocuments(resourcesFolder: string, unitRules: readonly UnitRuleDefinition[]): DocumentPort {
  return {
    text: (record, sectionId) => {
      const released = releaseRecord(record, unitRules);
      return released.ok ? ok(noteToText(printableSession(released.value), sectionId)) : released;
    },
    markdown: (record) => {
      const released = releaseRecord(record, unitRules);
      if (!released.ok) return released;
      return ok({ fileName: `note-${record.session.dateOfService}.md`, text: noteToMarkdown(released.value) });
    },
    pdf: async (record) => {
      const released = releaseRecord(record, unitRules);
      if (!released.ok) return released;
      const bytes = await noteToPdf(printableSession(released.value), resourcesFolder);
      // Without the patient's name: file names show in dialogs, histories and backups.
      return ok({ fileName: `note-${record.session.dateOfService}.pdf`, bytes });
    },
    audit: async ({ record, signed, clip }) => {
      const released = releaseRecord(record, unitRules);
      if (!released.ok) return released;
      const pack = await auditPack({ record: released.value, signed, clip, resourcesFolder });
      if (!pack.ok) return pack;
      return ok({ fileName: `audit-${record.session.dateOfService}.zip`, bytes: zipOf(pack.value) });
    },
  };
}
