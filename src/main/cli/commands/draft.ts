/** `draft`: a note from the record of a session, or a document from a typed intake. */

import { DOCUMENT_TYPES, type DocumentRecord, type DocumentType, type Intake } from '../../../shared/domain/intake.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { NoteTemplate, RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { documentTemplate, draftDocument } from '../../core/documents/draftDocument.ts';
import { draftSessionNote } from '../../core/documents/draftSessionNote.ts';
import { noteToJson } from '../../core/export/noteToJson.ts';
import { noteToPdf } from '../../core/export/noteToPdf.ts';
import { noteToText } from '../../core/export/noteToText.ts';
import { type PrintableNote, printableDocument, printableSession } from '../../core/export/printable.ts';
import type { ReleasedRecord } from '../../core/export/release.ts';
import { readNoteSource } from '../../core/input/readNoteSource.ts';
import { findInstallation } from '../../core/installation.ts';
import { loadRules } from '../../core/rules/loadRules.ts';
import { appVersion } from '../../core/version.ts';
import { type Arguments, type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { prepareOutputFolder, userPath } from '../paths.ts';

const FROM_SESSION: readonly string[] = ['daily', 'treatment'] satisfies NoteTemplate['type'][];
const FROM_INTAKE: readonly string[] = DOCUMENT_TYPES;

export const draftCommand: CommandSpec = {
  name: 'draft',
  summary: 'Writes a note from a session record, or a report from a typed intake.',
  positionals: ['RECORD.json|INTAKE.json'],
  options: {
    out: { value: 'DIR', help: 'folder for the results', required: true },
    type: { value: 'TYPE', help: `${[...FROM_SESSION, ...FROM_INTAKE].join(', ')}; as in the file unless given` },
    payer: { value: 'ID', help: 'reckon under this payer profile (session records)' },
  },
  details:
    'writes note.txt, note.json, note.pdf, and record.json or document.json\ndaily and treatment notes need a session record; the others a typed intake (resources/schemas/intake.schema.json)',
  async run(arguments_, output) {
    const { resources, root } = findInstallation();
    const rules = await loadRules(resources);
    if (!rules.ok) return rules;
    const drafted = await draft(arguments_, rules.value, appVersion(root));
    if (!drafted.ok) return drafted;
    const out = await prepareOutputFolder(arguments_.option('out') ?? '');
    if (!out.ok) return out;
    const { name, record, printable } = drafted.value;
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'note.txt': noteToText(printable),
      'note.json': `${JSON.stringify(noteToJson(record), null, 1)}\n`,
      'note.pdf': await noteToPdf(printable, resources),
      [name]: `${JSON.stringify(record, null, 1)}\n`,
    };
    for (const [file, content] of Object.entries(files)) await out.value.write(file, content);
    const { issues } = record.note;
    for (const issue of issues) output.message(`${issue.severity}: ${issue.message}`);
    const blockers = issues.filter(({ severity }) => severity === 'blocker').length;
    await output.json({ out: out.value.folder, files: Object.keys(files), blockers });
    return ok(EXIT.done);
  },
};

interface Drafted {
  readonly name: string;
  readonly record: ReleasedRecord | DocumentRecord;
  readonly printable: PrintableNote;
}

async function draft(arguments_: Arguments, rules: RuleSet, app: string): Promise<Result<Drafted>> {
  const type = arguments_.option('type');
  if (type !== null && ![...FROM_SESSION, ...FROM_INTAKE].includes(type)) {
    return usageError(`There is no note type "${type}". Known: ${[...FROM_SESSION, ...FROM_INTAKE].join(', ')}.`);
  }
  const source = await readNoteSource(userPath(arguments_.positionals[0] ?? ''));
  if (!source.ok) return source;
  return source.value.kind === 'session'
    ? fromSession(source.value.record, type ?? 'daily', arguments_.option('payer'), rules, app)
    : fromIntake(source.value.intake, type ?? source.value.intake.document, rules, app);
}

function fromSession(
  given: SessionRecord,
  type: string,
  payerId: string | null,
  rules: RuleSet,
  app: string,
): Result<Drafted> {
  if (type !== 'daily' && type !== 'treatment') {
    return usageError(`A ${type} document spans more than one session: give a typed intake instead of a record.`);
  }
  const record = draftSessionNote(given, rules, { type, payerId, app });
  if (!record.ok) return record;
  return ok({ name: 'record.json', record: record.value, printable: printableSession(record.value) });
}

function fromIntake(given: Intake, type: string, rules: RuleSet, app: string): Result<Drafted> {
  if (!isDocumentType(type)) {
    return usageError(`A ${type} note is written from the record of a session, not from an intake.`);
  }
  const record = draftDocument({ ...given, document: type }, rules, app);
  return ok({ name: 'document.json', record, printable: printableDocument(record, documentTemplate(rules, type)) });
}

function isDocumentType(type: string): type is DocumentType {
  return FROM_INTAKE.includes(type);
}
