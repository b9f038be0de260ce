/** `export`: a session record in the form another system wants. */

import { openWav, type WavSource } from '../../../audio/wav/openWav.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { AppFailure, ok, type Result } from '../../../shared/result.ts';
import type { Span } from '../../../shared/time.ts';
import { auditPack } from '../../core/export/audit/auditPack.ts';
import { claimPreview } from '../../core/export/claimPreview.ts';
import { toExchange } from '../../core/export/exchange.ts';
import { recordToFhir } from '../../core/export/fhir/recordToFhir.ts';
import { noteToPdf } from '../../core/export/noteToPdf.ts';
import { noteToText } from '../../core/export/noteToText.ts';
import { printableSession } from '../../core/export/printable.ts';
import { chargesToCsv, factsToCsv } from '../../core/export/recordToCsv.ts';
import { type ReleasedRecord, releaseRecord } from '../../core/export/release.ts';
import { readNoteSource } from '../../core/input/readNoteSource.ts';
import { findInstallation } from '../../core/installation.ts';
import { loadRules } from '../../core/rules/loadRules.ts';
import { cutClip } from '../../core/session/cutClip.ts';
import { type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { prepareOutputFolder, userPath } from '../paths.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;
type Exporter = (record: ReleasedRecord, rules: RuleSet, given: Given) => Files | Promise<Files>;

interface Given {
  readonly resources: string;
  /** The recording behind the record, for the audit pack. */
  readonly sound: WavSource | null;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const FORMATS: Readonly<Record<string, Exporter>> = {
  text: (record) => ({ 'note.txt': noteToText(printableSession(record)) }),
  pdf: async (record, _rules, { resources }) => ({ 'note.pdf': await noteToPdf(printableSession(record), resources) }),
  fhir: (record, rules) => ({ 'bundle.json': json(recordToFhir(record, rules)) }),
  '837p': (record) => ({ 'claim-lines.837p.txt': claimPreview(record) }),
  csv: (record) => ({ 'facts.csv': factsToCsv(record), 'charges.csv': chargesToCsv(record) }),
  json: (record) => ({ 'export.json': json(toExchange(record)) }),
  audit: async (record, _rules, { resources, sound }) => {
    const good = (record.frontEnd?.health ?? []).filter(({ verdict }) => verdict === 'good');
    const channels = good.map(({ channel }) => channel);
    const clip = sound === null ? null : (span: Span) => cutClip(sound, span, channels);
    const pack = await auditPack({ record, signed: null, clip, resourcesFolder: resources });
    if (!pack.ok) throw new AppFailure(pack.error);
    return Object.fromEntries(pack.value);
  },
};

export const exportCommand: CommandSpec = {
  name: 'export',
  summary: 'Writes a session record in the form another system wants; unsigned ones are marked DRAFT.',
  positionals: ['RECORD.json'],
  options: {
    format: { value: 'FORMAT', help: Object.keys(FORMATS).join(', '), required: true },
    out: { value: 'DIR', help: 'folder for the results', required: true },
    sound: { value: 'SESSION.wav', help: 'the recording, for the clips of an audit pack' },
  },
  details: 'the results are plain files: they are yours to keep safe',
  async run(arguments_, output) {
    const format = arguments_.option('format') ?? '';
    const exporter = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    if (exporter === undefined) {
      return usageError(`There is no format "${format}". Known: ${Object.keys(FORMATS).join(', ')}.`);
    }
    const { resources } = findInstallation();
    const rules = await loadRules(resources);
    if (!rules.ok) return rules;
    const source = await readNoteSource(userPath(arguments_.positionals[0] ?? ''));
    if (!source.ok) return source;
    if (source.value.kind !== 'session') return usageError('Only the record of a session can be exported this way.');
    const released = releaseRecord(source.value.record, rules.value.unitRules);
    if (!released.ok) return released;
    const sound = await openSound(arguments_.option('sound'));
    if (!sound.ok) return sound;
    const files = await exporter(released.value, rules.value, { resources, sound: sound.value });
    await sound.value?.close();
    const out = await prepareOutputFolder(arguments_.option('out') ?? '');
    if (!out.ok) return out;
    for (const [name, content] of Object.entries(files)) await out.value.write(name, content);
    await output.json({ out: out.value.folder, files: Object.keys(files) });
    return ok(EXIT.done);
  },
};

async function openSound(path: string | null): Promise<Result<WavSource | null>> {
  return path === null ? ok(null) : openWav(userPath(path));
}
