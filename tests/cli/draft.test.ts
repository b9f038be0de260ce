import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeJsonSchema } from '../../src/main/core/input/intakeJsonSchema.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

const EXAMPLE = join(RESOURCES, 'examples/progress-stroke.json');
let folder: string;
const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-draft-'));
  writeFileSync(at('record.json'), JSON.stringify(recordOf(toiletTransferAndGrooming, { patient: walter })));
  writeFileSync(at('letter.json'), '{"format":"letter"}');
  writeFileSync(
    at('bad.json'),
    JSON.stringify({ ...JSON.parse(readFileSync(EXAMPLE, 'utf8')), attendance: { attended: 9, scheduled: 8 } }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ot-scribe draft', () => {
  it('writes a progress report from a typed intake, as text, JSON and PDF', async () => {
    const run = await runCli(['draft', EXAMPLE, '--out', at('report')]);
    expect([run.code, JSON.parse(run.stdout).blockers]).toEqual([0, 0]);
    expect(read('report/note.txt')).toMatch(
      /^DRAFT - not signed\n\nOccupational Therapy Progress Report\nPatient: \[PATIENT NAME\]/,
    );
    expect(read('report/note.txt')).toContain('  Status: PROGRESSING; MODIFIED');
    expect(readFileSync(at('report/note.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const checked = await runCli(['check', at('report/note.json'), '--record', at('report/document.json')]);
    expect(checked.code).toBe(0);
    expect((await runCli(['check', at('report/note.json'), '--record', EXAMPLE])).code).toBe(0);
  });

  it('writes a daily and a treatment note from a session record, under the payer asked for', async () => {
    const daily = await runCli([
      'draft',
      at('record.json'),
      '--type',
      'daily',
      '--payer',
      'commercial-ama',
      '--out',
      at('daily'),
    ]);
    expect(daily.code).toBe(0);
    expect(read('daily/note.txt')).toContain('Occupational Therapy Daily Note');
    expect(JSON.parse(read('daily/record.json')).charges.rule).toBe('ama');
    const treatment = await runCli(['draft', at('record.json'), '--type', 'treatment', '--out', at('treatment')]);
    expect(treatment.code).toBe(0);
    expect(read('treatment/note.txt')).toMatch(/Total timed code minutes: \d+/);
    expect((await runCli(['check', at('treatment/note.json'), '--record', at('record.json')])).code).toBe(0);
  });

  it.each([
    ['a file that is not there', ['missing.json']],
    ['a file of another kind', ['letter.json']],
    ['more sessions attended than scheduled', ['bad.json']],
    ['a report from a single session', ['record.json', '--type', 'progress']],
    ['an unknown type', ['record.json', '--type', 'poem']],
    ['an unknown payer', ['record.json', '--payer', 'nobody']],
  ])('refuses %s in one sentence and writes nothing', async (_what, [file, ...rest]) => {
    const run = await runCli(['draft', at(file!), ...rest, '--out', at('nothing')]);
    expect(isPlainRefusal(run)).toBe(true);
    expect(existsSync(at('nothing'))).toBe(false);
  });
});

describe('ot-scribe check', () => {
  it('ends with 1 and names the sentence that was altered', async () => {
    await runCli(['draft', at('record.json'), '--type', 'daily', '--out', at('to-alter')]);
    const note = read('to-alter/note.json');
    writeFileSync(at('altered.json'), note.replace('Mod A for toilet transfer', 'Min A for toilet transfer'));
    expect((await runCli(['check', at('to-alter/note.json'), '--record', at('record.json')])).code).toBe(0);
    const run = await runCli(['check', at('altered.json'), '--record', at('record.json')]);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout).issues[0]).toMatchObject({ severity: 'blocker', code: 'number-lock' });
  });

  it('refuses a note that claims other rules than those installed, where a lost "not" could not be seen', async () => {
    await runCli(['draft', at('record.json'), '--type', 'daily', '--out', at('other-rules')]);
    const note = JSON.parse(read('other-rules/note.json'));
    writeFileSync(at('claimed.json'), JSON.stringify({ ...note, stamp: { ...note.stamp, rules: 'older' } }));
    const run = await runCli(['check', at('claimed.json'), '--record', at('record.json')]);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout).issues[0]).toMatchObject({ severity: 'blocker', code: 'other-rules' });
  });

  it('refuses a note beside a record it was not written from', async () => {
    await runCli(['draft', EXAMPLE, '--out', at('other')]);
    expect(isPlainRefusal(await runCli(['check', at('other/note.json'), '--record', at('record.json')]))).toBe(true);
  });
});

describe('the schema of an intake', () => {
  it('is the one the program reads intakes with', () => {
    const file = JSON.parse(readFileSync(join(RESOURCES, 'schemas/intake.schema.json'), 'utf8'));
    expect(file).toEqual(JSON.parse(JSON.stringify(intakeJsonSchema())));
  });
});
