/** A checked document from a typed intake. */
import { checkDocument } from '../../../nlp/document/checkDocument.ts';
import { writeDocument } from '../../../nlp/document/writeDocument.ts';
import type { DocumentTemplate } from '../../../shared/domain/documentTemplate.ts';
import type { DocumentRecord, DocumentType, Intake } from '../../../shared/domain/intake.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';

export function documentTemplate(rules: Pick<RuleSet, 'documentTemplates'>, type: DocumentType): DocumentTemplate {
  const template = rules.documentTemplates.find((each) => each.type === type);
  if (template === undefined) throw new Error(`The rule set holds no template for a ${type} document.`);
  return template;
}

export function draftDocument(intake: Intake, rules: RuleSet, app: string): DocumentRecord {
  const template = documentTemplate(rules, intake.document);
  const note = writeDocument({ intake, template, stamp: { app, rules: rules.sha256 } });
  const issues = checkDocument({ note, intake, edits: [], rules, template });
  return { format: 'ot-scribe-document', version: 1, intake, note: { ...note, issues }, signature: null };
}
