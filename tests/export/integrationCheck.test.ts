import { beforeAll, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { tryEveryForm } from '../../src/main/core/adapters/integration.ts';
import * as checks from '../../src/main/core/integration/formChecks.ts';
import type { Integration } from '../../src/main/core/integration/integrationCheck.ts';
import { integrationPage } from '../../src/main/core/integration/integrationPage.ts';
import { sampleRecord, signedSample } from '../../src/main/core/integration/sampleRecord.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';
import { WORDS } from '../support/realWords.ts';

const about = { resourcesFolder: RESOURCES, rules, app: '0.0.0', words: WORDS, clinical: createClinicalRules(rules) };
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('the integration check', () => {
  let tried: Integration;
  let signed: SessionRecord;
  const file = (name: string) => text(tried.files.get(`signed/${name}`));
  beforeAll(async () => {
    const outcome = await tryEveryForm(about, '2026-03-02T12:00:00Z');
    if (!outcome.ok) throw new Error(outcome.error.message);
    tried = outcome.value;
    const draft = await sampleRecord({ ...about, today: '2026-03-02', timeZone: 'UTC' });
    if (!draft.ok) throw new Error(draft.error.message);
    signed = signedSample(draft.value);
  });

  it('passes in every form with what ships, as a draft and signed', () => {
    const faults = tried.report.forms.flatMap((form) => form.checks.flatMap((check) => check.faults));
    expect(faults).toEqual([]);
    expect(tried.report.ok).toBe(true);
    expect(tried.report.forms.map(({ id }) => id)).toEqual(['text', 'pdf', 'fhir', '837p', 'csv', 'json', 'audit']);
    expect(tried.report.forms.every(({ files }) => files.length >= 2)).toBe(true);
  });

  it('tries a session that has something in each form: scores, minutes, units, facts', () => {
    expect(signed.reckoning?.scores.burden.some(({ status }) => status === 'scored')).toBe(true);
    expect(signed.charges.lines.some(({ units }) => units > 0)).toBe(true);
    expect(signed.facts.length).toBeGreaterThan(3);
  });

  it('finds a unit too many, a code that is none, and the modifier of another discipline', () => {
    const lines = file('837p/claim-lines.837p.txt');
    expect(checks.claimLineFaults(lines, signed)).toEqual([]);
    expect(checks.claimLineFaults(lines.replace('UN*1', 'UN*4'), signed).join()).toMatch(/units instead of/);
    expect(checks.claimLineFaults(lines.replace('HC:97', 'HC:X'), signed).join()).toContain('no procedure');
    expect(checks.claimLineFaults(lines.replace(':GO', ':GP'), signed).join()).toContain('another discipline');
    expect(checks.claimLineFaults(lines.replace(/DTP[^~]*~/, ''), signed).join()).toContain('no date');
  });

  it('finds a reference that leads nowhere, a missing element, and a score that was left out', () => {
    const bundle = JSON.parse(file('fhir/bundle.json')) as ReturnType<typeof checks.bundleOf>;
    const without = (type: string) => ({
      ...bundle,
      entry: bundle.entry.filter(({ resource }) => resource.resourceType !== type),
    });
    expect(checks.referenceFaults(without('Patient')).length).toBeGreaterThan(0);
    expect(checks.scoreFaults(without('Observation'), signed).length).toBeGreaterThan(0);
    expect(checks.flagFaults(without('Flag'), signed)).toHaveLength(1);
    const bare = bundle.entry.map((entry) => ({ ...entry, resource: { ...entry.resource, status: undefined } }));
    expect(checks.elementFaults({ ...bundle, entry: bare }, { Observation: ['status'] }).join()).toContain(
      'Observation lacks status.',
    );
  });

  it('finds a sentence that is missing, a draft that does not say so, and a PDF that is cut off', () => {
    const note = file('text/note.txt');
    const [sentence = ''] = signed.note.sections.flatMap(({ statements }) => statements.map((one) => one.text));
    expect(checks.sentenceFaults(note.replace(/\s+/g, ' ').replace(sentence, ''), signed)).toHaveLength(1);
    expect(checks.markFaults(note, { ...signed, signature: null })).toHaveLength(1);
    const pdf = tried.files.get('signed/pdf/note.pdf')!;
    expect(checks.pdfFaults(pdf.subarray(0, pdf.length - 400))).toContain('It is cut off.');
  });

  it('finds an uneven table, a formula, and a file that is not as its list says', () => {
    expect(checks.csvFaults('a,b\r\n1,2\r\n3\r\n', 2).join()).toContain('another number of cells');
    expect(checks.csvFaults('a\r\n=1+1\r\n', 1).join()).toContain('formula');
    expect(checks.csvFaults('a\r\n"x, ""y"""\r\n', 1)).toEqual([]);
    const pack = new Map(
      [...tried.files]
        .filter(([name]) => name.startsWith('signed/audit/'))
        .map(([name, bytes]) => [name.slice(13), bytes]),
    );
    expect(checks.sumFaults(pack)).toEqual([]);
    expect(checks.sumFaults(new Map([...pack, ['note.txt', new Uint8Array(3)]]))).toEqual([
      'note.txt is not as listed.',
    ]);
  });

  it('is a page that names what failed', () => {
    const [first, ...rest] = tried.report.forms;
    const broken = { ...first!, ok: false, checks: [{ what: 'Draft or signed', faults: ['<b>It says nothing.</b>'] }] };
    const page = integrationPage({ ...tried.report, ok: false, forms: [broken, ...rest] });
    expect(page).toContain('1 of 7 forms failed.');
    expect(page).toContain('failed: &lt;b&gt;It says nothing.&lt;/b&gt;');
  });
});
