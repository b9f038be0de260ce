import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueFile, phrasesFile, unitRulesFile } from '../../../src/main/core/rules/ruleSchemas.ts';
import { findUnitRule, reckonUnits } from '../../../src/nlp/reckon/reckonUnits.ts';
import { RESOURCES, rules } from '../rules.ts';

/** The examples live in the rule files, so that a clinician can add one without touching code. */
async function ruleFile(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(RESOURCES, name), 'utf8'));
}

describe('the examples inside the rule files', async () => {
  const unitRules = unitRulesFile.parse(await ruleFile('billing/unit-rules.json'));
  for (const { id, examples } of unitRules.rules)
    it.each(examples)(`${id}: $given gives $expect.units units ($why)`, ({ given, expect: expected }) => {
      const rule = findUnitRule(id, rules.unitRules);
      if (!rule.ok) throw new Error(rule.error.message);
      const result = reckonUnits(given, rule.value, rules.catalogue);
      if (!result.ok) throw new Error(result.error.message);
      expect({
        timedMinutes: result.value.timedMinutes,
        units: result.value.units,
        lines: Object.fromEntries(result.value.lines.map((line) => [line.code, line.units])),
        ties: result.value.ties.map(({ codes, units }) => ({ codes, units })),
      }).toEqual(expected);
    });

  const catalogue = catalogueFile.parse(await ruleFile('billing/catalogue.json'));
  it.each(catalogue.examples)('code $given.code counts as $expect.counting', ({ given, expect: expected }) => {
    expect(rules.catalogue.codes.find((entry) => entry.code === given.code)?.counting).toBe(expected.counting);
  });

  const phrases = phrasesFile.parse(await ruleFile('clinical/note-phrases.json'));
  it.each(phrases.examples)('"$given" is judged as $expect', ({ given, expect: expected }) => {
    const hit = rules.phrases.find((phrase) => new RegExp(phrase.pattern, 'iu').test(given));
    expect(hit?.id ?? null).toBe(expected);
  });
});
