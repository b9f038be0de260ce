/** Reports from the form: prefilled, written, checked and put on paper with the rules of this installation. */
import { besideWritten } from '../../../nlp/compare/besideWritten.ts';
import { wordsIn } from '../../../nlp/document/checkDocument.ts';
import { templateFor } from '../../../nlp/document/templateFor.ts';
import type { DocumentRecord } from '../../../shared/domain/intake.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { documentTemplate, draftDocument } from '../documents/draftDocument.ts';
import { noteToPdf } from '../export/noteToPdf.ts';
import { noteToText } from '../export/noteToText.ts';
import { printableDocument } from '../export/printable.ts';
import type { ReportPort } from '../ports.ts';
import { carryOver } from '../reports/carryOver.ts';
import { whereToSettle } from '../reports/whereToSettle.ts';

export interface ReportOptions {
  readonly resourcesFolder: string;
  readonly rules: RuleSet;
  readonly app: string;
}

export function createReports({ resourcesFolder, rules, app }: ReportOptions): ReportPort {
  const templateOf = (record: DocumentRecord) => documentTemplate(rules, record.intake.document);
  const printable = (record: DocumentRecord, isSample: boolean) => ({
    ...printableDocument(record, templateOf(record)),
    isSample,
  });
  return {
    carry: (input) => carryOver(input, rules),
    compare: (text, note) => besideWritten(text, note, rules.wording),
    write: (intake) => draftDocument(intake, rules, app),
    show(record) {
      const template = templateFor(templateOf(record), record.intake);
      const { title, fields } = printable(record, false);
      return {
        ...{ title, header: fields, words: wordsIn(record.note), wordLimit: template.wordLimit },
        issues: record.note.issues.map((issue) => ({
          ...issue,
          field: whereToSettle(issue, record, templateOf(record)),
        })),
      };
    },
    text: (record, isSample, sectionId) => noteToText(printable(record, isSample), sectionId),
    pdf: (record, isSample) => noteToPdf(printable(record, isSample), resourcesFolder),
  };
}
