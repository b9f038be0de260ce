import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPayer, loadRules } from '../../src/main/core/rules/loadRules.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ot-scribe-rules-'));
  for (const part of ['billing', 'clinical', 'templates'])
    await cp(join(RESOURCES, part), join(folder, part), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function alter(file: string, change: (content: string) => string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

async function refusal(): Promise<string> {
  const result = await loadRules(folder);
  if (result.ok) throw new Error('The rules were accepted.');
  return result.error.message;
}

describe('loading the rules', () => {
  it('gives the same stamp for the same rules, however the files are laid out', async () => {
    await alter('billing/unit-rules.json', (content) => JSON.stringify(JSON.parse(content)));
    const again = await loadRules(folder);
    expect(again.ok && again.value.sha256).toBe(rules.sha256);
  });

  it('gives another stamp when any rule changes', async () => {
    await alter('billing/payers/medicare-part-b.json', (content) => content.replace('"GO"', '"GP"'));
    const altered = await loadRules(folder);
    expect(altered.ok && altered.value.sha256).not.toBe(rules.sha256);
  });

  it('names the file and the place of a wrong value', async () => {
    await alter('billing/unit-rules.json', (content) => content.replace('"blockMinutes": 15', '"blockMinutes": "15"'));
    expect(await refusal()).toMatch(/billing\/unit-rules\.json is wrong at "rules\.0\.blockMinutes"/);
  });

  it('refuses a misspelt key instead of ignoring the rule', async () => {
    await alter('billing/payers/generic-cms.json', (content) =>
      content.replace('"notPaidSeparately"', '"notPaidSeperately"'),
    );
    expect(await refusal()).toContain('billing/payers/generic-cms.json');
  });

  it('refuses a payer that uses a code the catalogue does not have', async () => {
    await alter('billing/payers/medicare-part-b.json', (content) => content.replace('"G0283"', '"G9999"'));
    expect(await refusal()).toContain('Code G9999 is used by a rule but missing in the catalogue');
  });

  it('refuses a code that stands twice', async () => {
    await alter('billing/catalogue.json', (content) => content.replace('"code": "97112"', '"code": "97110"'));
    expect(await refusal()).toContain('"97110" stands twice');
  });

  it('refuses a term of the glossary that stands twice or names no source', async () => {
    await alter('clinical/glossary.json', (content) => content.replace('"term": "AROM"', '"term": "PROM"'));
    expect(await refusal()).toContain('"PROM" stands twice');
    await alter('clinical/glossary.json', (content) =>
      content.replace('"term": "PROM"', '"term": "AROM"').replace('"source": "usage"', '"source": "hearsay"'),
    );
    expect(await refusal()).toContain('names the source "hearsay"');
  });

  it('refuses a template that asks in a section it does not have', async () => {
    await alter('templates/daily-soap.json', (content) =>
      content.replace('"sectionId": "plan"', '"sectionId": "plans"'),
    );
    expect(await refusal()).toContain('asks in the section "plans"');
  });

  it.each([
    ['{levelBefore}', '{level}', 'the pattern "observation" has a slot {level} that cannot be filled'],
    ['"equipment":', '"gear":', 'the pattern "gear" is none the grammar uses'],
    ['Equipment used:', '2 devices used:', 'says "2" by itself; a value must come from a slot'],
    ['Skilled occupational therapy was', 'Independent therapy was', 'says "Independent" by itself'],
  ])('refuses a template that the grammar or the number lock cannot live with: %s → %s', async (from, to, message) => {
    await alter('templates/daily-soap.json', (content) => content.replace(from, to));
    expect(await refusal()).toContain(message);
  });

  it('says which file is missing or unreadable', async () => {
    await writeFile(join(folder, 'clinical/note-phrases.json'), '{');
    expect(await refusal()).toBe('The rule file clinical/note-phrases.json is not JSON.');
    await rm(join(folder, 'clinical/note-phrases.json'));
    expect(await refusal()).toContain('clinical/note-phrases.json is missing');
  });

  it('says which folder is missing', async () => {
    await rm(join(folder, 'billing/payers'), { recursive: true });
    expect(await refusal()).toContain('billing/payers is missing');
  });

  it('knows the payers by id and tells an unknown one', () => {
    expect(findPayer(rules, 'medicare-part-b').ok).toBe(true);
    expect(findPayer(rules, 'nobody')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});
