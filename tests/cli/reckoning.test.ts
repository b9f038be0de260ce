import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-reckoning-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('ot-scribe scores', () => {
  it('prints scores with their reasons, and what was not observed', async () => {
    const record = file('record.json', recordOf(toiletTransferAndGrooming, { patient: walter }));
    const run = await runCli(['scores', record]);
    expect(run.code).toBe(0);
    const { burden, claimChecks } = JSON.parse(run.stdout);
    const of = (item: string) => burden.find((score: { item: string }) => score.item === item);
    expect(of('transferToilet')).toMatchObject({ value: 3, why: { ruleId: 'burden/share' } });
    expect(of('toileting').status).toBe('notObserved');
    expect(claimChecks).toHaveLength(5);
  });

  it('refuses a file that is no record', async () => {
    const run = await runCli(['scores', file('nothing.json', {})]);
    expect(isPlainRefusal(run)).toBe(true);
  });
});

describe('ot-scribe clocks', () => {
  it('prints what is due on a day', async () => {
    const treatmentDates = Array.from({ length: 10 }, (_, i) => `2026-03-${String(i + 2).padStart(2, '0')}`);
    const run = await runCli(['clocks', file('episode.json', { treatmentDates }), '--date', '2026-03-20']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).clocks).toMatchObject([
      { id: 'progressReport', status: 'due', due: '2026-03-11' },
      { id: 'certification', due: '2026-05-31' },
      { id: 'planSignature', due: '2026-04-01', status: 'warning' },
    ]);
  });

  it.each([
    ['a day that does not exist', ['--date', '2026-02-40']],
    ['no day', []],
  ])('refuses %s', async (_, more) => {
    expect(isPlainRefusal(await runCli(['clocks', file('e.json', { treatmentDates: [] }), ...more]))).toBe(true);
  });
});
