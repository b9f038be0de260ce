/** Writes an invented session in every form, as a draft and signed, and reads each file back as its receiver would. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FormCheck, FormReport, IntegrationReport } from '../../../shared/contractIntegration.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { auditPack } from '../export/audit/auditPack.ts';
import { claimPreview } from '../export/claimPreview.ts';
import { toExchange } from '../export/exchange.ts';
import { recordToFhir } from '../export/fhir/recordToFhir.ts';
import { noteToPdf } from '../export/noteToPdf.ts';
import { noteToText } from '../export/noteToText.ts';
import { printableSession } from '../export/printable.ts';
import { chargesToCsv, factsToCsv } from '../export/recordToCsv.ts';
import { type ReleasedRecord, releaseRecord } from '../export/release.ts';
import { fileHead } from '../rules/schemaParts.ts';
import type { Files, RequiredElements } from './formChecks.ts';
import * as checks from './formChecks.ts';
import { type SampleDeps, sampleRecord, signedSample } from './sampleRecord.ts';

export interface IntegrationDeps extends SampleDeps {
  readonly rules: RuleSet;
  readonly app: string;
  readonly at: string;
}

export interface Integration {
  readonly report: IntegrationReport;
  /** Every file that was tried: "signed/note.pdf". */
  readonly files: Files;
}

interface Form {
  readonly id: string;
  readonly name: string;
  readonly write: (record: ReleasedRecord) => Promise<Result<Files>>;
  readonly read: (files: Files, record: SessionRecord) => readonly (readonly [string, readonly string[]])[];
}

const requiredFile = z.strictObject({ ...fileHead, required: z.record(z.string(), z.array(z.string())) });
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const json = (value: unknown): Uint8Array => bytes(`${JSON.stringify(value, null, 1)}\n`);
const files = (entries: Readonly<Record<string, Uint8Array>>): Result<Files> => ok(new Map(Object.entries(entries)));
const text = (written: Files, name: string): string => new TextDecoder().decode(written.get(name));

function formsOf({ rules, resourcesFolder }: IntegrationDeps, required: RequiredElements): readonly Form[] {
  return [
    {
      ...{ id: 'text', name: 'Note as text' },
      write: async (record) => files({ 'note.txt': bytes(noteToText(printableSession(record))) }),
      read: (written, record) => [
        ['Draft or signed, it says so', checks.markFaults(text(written, 'note.txt'), record)],
        ['Every sentence is in it', checks.sentenceFaults(text(written, 'note.txt'), record)],
      ],
    },
    {
      ...{ id: 'pdf', name: 'Note as PDF' },
      write: async (record) => files({ 'note.pdf': await noteToPdf(printableSession(record), resourcesFolder) }),
      read: (written) => [['It is whole, has pages and tags', checks.pdfFaults(written.get('note.pdf')!)]],
    },
    {
      ...{ id: 'fhir', name: 'FHIR R4 bundle' },
      write: async (record) => files({ 'bundle.json': json(recordToFhir(record, rules)) }),
      read: (written, record) => {
        const bundle = checks.bundleOf(written);
        return [
          ['Every required element is there', checks.elementFaults(bundle, required)],
          ['Every reference leads to a resource', checks.referenceFaults(bundle)],
          ['Values that stand twice are the same', checks.bundleFaults(bundle)],
          ['Every score of the session is in it', checks.scoreFaults(bundle, record)],
          ['One flag for the year', checks.flagFaults(bundle, record)],
        ];
      },
    },
    {
      ...{ id: '837p', name: 'Claim lines, 837P preview' },
      write: async (record) => files({ 'claim-lines.837p.txt': bytes(claimPreview(record)) }),
      read: (written, record) => [
        [
          'Lines, codes, modifiers, units and dates',
          checks.claimLineFaults(text(written, 'claim-lines.837p.txt'), record),
        ],
      ],
    },
    {
      ...{ id: 'csv', name: 'Facts and charges as CSV' },
      write: async (record) =>
        files({ 'facts.csv': bytes(factsToCsv(record)), 'charges.csv': bytes(chargesToCsv(record)) }),
      read: (written, record) => [
        ['Every fact in a row', checks.csvFaults(text(written, 'facts.csv'), record.facts.length)],
        ['Every line in a row', checks.csvFaults(text(written, 'charges.csv'), record.charges.lines.length)],
      ],
    },
    {
      ...{ id: 'json', name: 'Record as JSON' },
      write: async (record) => files({ 'export.json': json(toExchange(record)) }),
      read: (written, record) => [
        ['It comes back as it went out', checks.returnFaults(text(written, 'export.json'), record)],
        ['A changed sentence is refused', checks.tamperFaults(text(written, 'export.json'), record)],
      ],
    },
    {
      ...{ id: 'audit', name: 'Audit pack' },
      write: (record) => auditPack({ record, signed: null, clip: null, resourcesFolder }),
      read: (written) => [['Every file is as its list says', checks.sumFaults(written)]],
    },
  ];
}

export async function checkIntegration(deps: IntegrationDeps): Promise<Result<Integration>> {
  const required = requiredFile.parse(
    JSON.parse(await readFile(join(deps.resourcesFolder, 'exports/fhir-required.json'), 'utf8')),
  ).required;
  const draft = await sampleRecord(deps);
  if (!draft.ok) return draft;
  const all = new Map<string, Uint8Array>();
  const reports: FormReport[] = [];
  for (const form of formsOf(deps, required)) {
    const found: FormCheck[] = [];
    const written: { name: string; bytes: number }[] = [];
    for (const [state, record] of [
      ['draft', draft.value],
      ['signed', signedSample(draft.value)],
    ] as const) {
      const released = releaseRecord(record, deps.rules.unitRules);
      if (!released.ok) return released;
      const made = await form.write(released.value);
      if (!made.ok) return made;
      for (const [name, content] of made.value) {
        all.set(`${state}/${form.id}/${name}`, content);
        written.push({ name: `${state}/${form.id}/${name}`, bytes: content.length });
      }
      for (const [what, faults] of form.read(made.value, record)) found.push({ what: `${what} (${state})`, faults });
    }
    const isGood = found.every(({ faults }) => faults.length === 0);
    reports.push({ id: form.id, name: form.name, files: written, checks: found, ok: isGood });
  }
  const { app, at: checkedAt, rules } = deps;
  const report = { app, checkedAt, rules: rules.sha256, forms: reports, ok: reports.every((form) => form.ok) };
  return ok({ report, files: all });
}
