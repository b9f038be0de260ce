/** `export`: a session record in the form another system wants. */

import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { auditOfFiles } from '../../core/export/audit/auditOfFiles.ts';
import { claimPreview } from '../../core/export/claimPreview.ts';
import { toExchange } from '../../core/export/exchange.ts';
import { recordToFhir } from '../../core/export/fhir/recordToFhir.ts';
import { noteToMarkdown } from '../../core/export/noteToMarkdown.ts';
import { noteToPdf } from '../../core/export/noteToPdf.ts';
import { noteToText } from '../../core/export/noteToText.ts';
import { printableSession } from '../../core/export/printable.ts';
import { chargesToCsv, factsToCsv } from '../../core/export/recordToCsv.ts';
import { type ReleasedRecord, releaseRecord } from '../../core/export/release.ts';
import { noteToBlocks, readTextLayout } from '../../core/export/textLayouts.ts';
import { readNoteSource } from '../../core/input/readNoteSource.ts';
import { findInstallation } from '../../core/installation.ts';
import { loadRules } from '../../core/rules/loadRules.ts';
import { type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { prepareOutputFolder, userPath } from '../paths.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;
type Exporter = (record: ReleasedRecord, rules: RuleSet, resources: string) => Files | Promise<Files>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const FORMATS: Readonly<Record<string, Exporter>> = {
  text: (record) => ({ 'note.txt': noteToText(printableSession(record)) }),
  markdown: (record) => ({ 'note.md': noteToMarkdown(record) }),
  pdf: async (record, _rules, resources) => ({ 'note.pdf': await noteToPdf(printableSession(record), resources) }),
  fhir: (record, rules) => ({ 'bundle.json': json(recordToFhir(record, rules)) }),
  '837p': (record) => ({ 'claim-lines.837p.txt': claimPreview(record) }),
  csv: (record) => ({ 'facts.csv': factsToCsv(record), 'charges.csv': chargesToCsv(record) }),
  json: (record) => ({ 'export.json': json(toExchange(record)) }),
};

/** The audit pack may fail on the recording it cuts its clips from; the others only write what the record holds. */
const KNOWN: readonly string[] = [...Object.keys(FORMATS), 'audit'];

export const exportCommand: CommandSpec = {
  name: 'export',
  summary: 'Writes a session record in the form another system wants; unsigned ones are marked DRAFT.',
  positionals: ['RECORD.json'],
  options: {
    format: { value: 'FORMAT', help: KNOWN.join(', '), required: true },
    out: { value: 'DIR', help: 'folder for the results', required: true },
    layout: { value: 'ID', help: 'text in the fields of a record system: soap, apso, two-fields' },
    sound: { value: 'SESSION.wav', help: 'the recording, for the clips of an audit pack' },
  },
  details: 'the results are plain files: they are yours to keep safe',
  async run(arguments_, output) {
    const format = arguments_.option('format') ?? '';
    if (!KNOWN.includes(format)) return usageError(`There is no format "${format}". Known: ${KNOWN.join(', ')}.`);
    const { resources } = findInstallation();
    const rules = await loadRules(resources);
    if (!rules.ok) return rules;
    const source = await readNoteSource(userPath(arguments_.positionals[0] ?? ''));
    if (!source.ok) return source;
    if (source.value.kind !== 'session') return usageError('Only the record of a session can be exported this way.');
    const released = releaseRecord(source.value.record, rules.value.unitRules);
    if (!released.ok) return released;
    const [sound, layout] = [arguments_.option('sound'), arguments_.option('layout')];
    if (layout !== null && format !== 'text') return usageError('--layout goes with --format text.');
    const files = await exported(released.value, format, { rules: rules.value, resources, sound, layout });
    if (!files.ok) return files;
    const out = await prepareOutputFolder(arguments_.option('out') ?? '');
    if (!out.ok) return out;
    for (const [name, content] of Object.entries(files.value)) await out.value.write(name, content);
    await output.json({ out: out.value.folder, files: Object.keys(files.value) });
    return ok(EXIT.done);
  },
};

interface Given {
  readonly rules: RuleSet;
  readonly resources: string;
  readonly sound: string | null;
  readonly layout: string | null;
}

/** "1-assessment-and-plan.txt": in the order the fields are filled. */
function fieldFile(heading: string, index: number): string {
  return `${index + 1}-${heading.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.txt`;
}

async function exported(record: ReleasedRecord, format: string, given: Given): Promise<Result<Files>> {
  const { rules, resources, sound, layout } = given;
  if (layout !== null) {
    const chosen = await readTextLayout(layout, resources);
    if (!chosen.ok) return chosen;
    const blocks = [...noteToBlocks(printableSession(record), chosen.value)];
    return ok(Object.fromEntries(blocks.map(([heading, text], i) => [fieldFile(heading, i), text])));
  }
  if (format !== 'audit') return ok(await FORMATS[format]!(record, rules, resources));
  const pack = await auditOfFiles(record, sound === null ? null : userPath(sound), resources);
  return pack.ok ? ok(Object.fromEntries(pack.value)) : pack;
}
