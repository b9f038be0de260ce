import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { noteToMarkdown } from '../../src/main/core/export/noteToMarkdown.ts';
import { chargesToCsv, factsToCsv } from '../../src/main/core/export/recordToCsv.ts';
import type { ReleasedRecord } from '../../src/main/core/export/release.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

const record = recordOf(toiletTransferAndGrooming, { patient: walter });
const signed = {
  ...record,
  signature: {
    ...{ by: 'Jordan Example', credentials: 'OTR/L', licence: null, attestation: 'I reviewed this.' },
    ...{ signedAt: '2026-03-02T16:05:00Z', timeZone: 'America/Chicago', noteSha256: noteSha256(record) },
  },
};
let folder: string;
const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const write = (name: string, value: unknown): void => writeFileSync(at(name), JSON.stringify(value));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-export-'));
  write('record.json', record);
  write('signed.json', signed);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exported = async (file: string, format: string, out: string) => {
  const run = await runCli(['export', at(file), '--format', format, '--out', at(out)]);
  expect([run.code, run.stderr]).toEqual([0, '']);
};

describe('ot-scribe export', () => {
  it('marks everything unsigned as a draft, and nothing signed', async () => {
    for (const [format, file] of [
      ['text', 'note.txt'],
      ['markdown', 'note.md'],
      ['fhir', 'bundle.json'],
      ['837p', 'claim-lines.837p.txt'],
      ['csv', 'charges.csv'],
      ['json', 'export.json'],
    ] as const) {
      await exported('record.json', format, `draft-${format}`);
      await exported('signed.json', format, `signed-${format}`);
      expect([format, /DRAFT/.test(read(`draft-${format}/${file}`))]).toEqual([format, true]);
      expect([format, /DRAFT/.test(read(`signed-${format}/${file}`))]).toEqual([format, false]);
    }
  }, 120_000);

  it('lists claim lines with modifiers, units and the day, and no amount nobody gave', async () => {
    await exported('signed.json', '837p', 'lines');
    expect(read('lines/claim-lines.837p.txt')).toContain('SV1*HC:97530:GO**UN*1~\nDTP*472*D8*20260302~');
  });

  it('carries the hash of the note and the versions of its rules wherever a machine reads it', async () => {
    const { rules, template } = record.note.stamp;
    await exported('signed.json', 'csv', 'origin');
    await exported('signed.json', '837p', 'origin-lines');
    await exported('signed.json', 'markdown', 'origin-markdown');
    const hash = signed.signature.noteSha256;
    for (const row of read('origin/charges.csv').trim().split('\r\n').slice(1))
      expect(row).toContain(`${hash},${rules},${template},`);
    for (const row of read('origin/facts.csv').trim().split('\r\n').slice(1))
      expect(row).toContain(`,${hash},${rules},`);
    const lines = read('origin-lines/claim-lines.837p.txt').split('~\n');
    expect(lines.slice(0, 2)).toEqual([`K3*NOTE SHA256 ${hash}`, `K3*RULES SHA256 ${rules}`]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(83);
    expect(read('origin-markdown/note.md')).toContain(`- Note SHA-256: ${hash}\n- Rules SHA-256: ${rules}`);
  }, 120_000);

  it.each([
    ['an unknown format', ['record.json', '--format', 'docx']],
    ['a file that is not there', ['missing.json', '--format', 'text']],
  ])('refuses %s in one sentence and writes nothing', async (_what, [file, ...rest]) => {
    const run = await runCli(['export', at(file!), ...rest, '--out', at('nothing')]);
    expect(isPlainRefusal(run)).toBe(true);
    expect(existsSync(at('nothing'))).toBe(false);
  });

  it('lets no record out that claims more units than its minutes allow', async () => {
    const lines = record.charges.lines.map((line) => ({ ...line, units: line.units + 3 }));
    write('inflated.json', { ...record, charges: { ...record.charges, lines } });
    for (const format of ['text', 'markdown', 'pdf', 'fhir', '837p', 'csv', 'json']) {
      const run = await runCli(['export', at('inflated.json'), '--format', format, '--out', at('inflated')]);
      expect([format, run.code === 0]).toEqual([format, false]);
    }
    expect(existsSync(at('inflated'))).toBe(false);
  }, 120_000);
});

describe('a table for a spreadsheet', () => {
  it('quotes commas and line breaks, and never lets a formula run', () => {
    const [first, ...others] = record.facts;
    const hostile = { ...first!, task: '=HYPERLINK("http://x","y")' } as never;
    const csv = factsToCsv({ ...record, facts: [hostile, ...others] } as unknown as ReleasedRecord);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(csv.split('\r\n').at(0)).toMatch(/^status,date,id,kind/);
    expect(chargesToCsv(record as ReleasedRecord).split('\r\n')).toHaveLength(record.charges.lines.length + 2);
  });
});

describe('a note as Markdown', () => {
  it('keeps every sentence, and makes no markup of what somebody said', () => {
    const said = '# Not a heading *nor* [a link](x) | nor a cell\nnor a line';
    const sections = record.note.sections.map((section, i) => {
      const [first, ...others] = section.statements;
      return i === 0 ? { ...section, statements: [{ ...first!, text: said }, ...others] } : section;
    });
    const markdown = noteToMarkdown({ ...record, note: { ...record.note, sections } } as unknown as ReleasedRecord);
    expect(markdown).toContain('- \\# Not a heading \\*nor\\* \\[a link\\](x) \\| nor a cell nor a line\n');
    for (const { heading } of record.note.sections) expect(markdown).toContain(`## ${heading}\n`);
    for (const { text } of sections.slice(1).flatMap(({ statements }) => statements))
      expect(markdown).toContain(`- ${text}\n`);
  });
});

describe('ot-scribe import', () => {
  it('gives back the identical record, and says that the signature holds', async () => {
    await exported('signed.json', 'json', 'round');
    const run = await runCli(['import', at('round/export.json'), '--out', at('back')]);
    expect([run.code, JSON.parse(run.stdout).signature]).toEqual([0, 'holds']);
    expect(JSON.parse(read('back/record.json'))).toEqual(JSON.parse(read('signed.json')));
  });

  it('refuses a file of which one value was changed', async () => {
    await exported('signed.json', 'json', 'tampered');
    writeFileSync(
      at('tampered.json'),
      read('tampered/export.json').replace('Mod A for toilet transfer', 'Min A for toilet transfer'),
    );
    const run = await runCli(['import', at('tampered.json'), '--out', at('no')]);
    expect(isPlainRefusal(run)).toBe(true);
    expect(existsSync(at('no'))).toBe(false);
  });

  it('ends with 1 when the signature does not cover the note', async () => {
    write('forged-record.json', { ...signed, signature: { ...signed.signature, noteSha256: '0'.repeat(64) } });
    await exported('forged-record.json', 'json', 'forged');
    const run = await runCli(['import', at('forged/export.json')]);
    expect([run.code, JSON.parse(run.stdout).signature]).toEqual([1, 'broken']);
  });
});
