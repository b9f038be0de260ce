/**
 * Reads the rule files of a resources folder into one checked RuleSet with a hash over all of it. The hash goes into
 * every note's version stamp, so that it can be said later which rules made it. A broken file is a message that names
 * the file and the place, never a default.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { AppFailure, fail, failure, ok, type Result } from '../../../shared/result.ts';
import { assistantsFile, pairEditsFile, payerFile, severalPatientsFile } from './billingSchemas.ts';
import { clocksFile } from './clockSchemas.ts';
import { crossCheck } from './crossCheck.ts';
import { diagnosisRulesFile } from './diagnosisSchemas.ts';
import { documentTemplateFile } from './documentSchemas.ts';
import { glossaryFile } from './glossarySchema.ts';
import { catalogueFile, phrasesFile, templateFile, unitRulesFile, wordingFile } from './ruleSchemas.ts';
import { burdenScaleFile, sectionGgFile, severityBandsFile } from './scoreSchemas.ts';
import { allowedAmountsFile, thresholdsFile } from './thresholdSchemas.ts';

export async function loadRules(resourcesFolder: string): Promise<Result<RuleSet>> {
  try {
    return ok(await readAll(resourcesFolder));
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}

/** Every rule file by the name it has in the set; all of them go into the hash. */
async function readAll(folder: string): Promise<RuleSet> {
  const file = <S extends z.ZodType>(name: string, schema: S) => readRuleFile(folder, name, schema);
  const files = {
    catalogue: await file('billing/catalogue.json', catalogueFile),
    units: await file('billing/unit-rules.json', unitRulesFile),
    assistants: await file('billing/assistants.json', assistantsFile),
    several: await file('billing/several-patients.json', severalPatientsFile),
    thresholds: await file('billing/kx-thresholds.json', thresholdsFile),
    allowedAmounts: await file('billing/allowed-amounts.json', allowedAmountsFile),
    clocks: await file('billing/clocks.json', clocksFile),
    pairs: await file('billing/pair-edits.json', pairEditsFile),
    payers: await readRuleFolder(folder, 'billing/payers', payerFile),
    wording: await file('clinical/note-wording.json', wordingFile),
    phrases: await file('clinical/note-phrases.json', phrasesFile),
    diagnoses: await file('clinical/diagnosis-rules.json', diagnosisRulesFile),
    burden: await file('clinical/burden-scale.json', burdenScaleFile),
    sectionGg: await file('clinical/section-gg.json', sectionGgFile),
    bands: await file('clinical/severity-bands.json', severityBandsFile),
    glossary: await file('clinical/glossary.json', glossaryFile),
    templates: await readRuleFolder(folder, 'templates', templateFile),
    documentTemplates: await readRuleFolder(folder, 'templates/documents', documentTemplateFile),
  };
  const { units, phrases, burden, sectionGg, bands, ...rest } = files;
  const rules = { ...rest, unitRules: units.rules, phrases: phrases.phrases, scores: { burden, sectionGg, bands } };
  const fault = crossCheck(rules);
  if (fault !== null) throw failure('invalid_input', `The rule files contradict each other. ${fault}`);
  return { ...rules, sha256: createHash('sha256').update(canonicalJson(files)).digest('hex') };
}

async function readRuleFolder<S extends z.ZodType>(folder: string, name: string, schema: S): Promise<z.infer<S>[]> {
  const files = await readdir(join(folder, name)).catch(() => {
    throw failure('not_found', `The rule folder ${name} is missing: install the application again.`, { at: name });
  });
  const names = files.filter((file) => file.endsWith('.json')).sort();
  return Promise.all(names.map((file) => readRuleFile(folder, `${name}/${file}`, schema)));
}

async function readRuleFile<S extends z.ZodType>(folder: string, name: string, schema: S): Promise<z.infer<S>> {
  const content = await readFile(join(folder, name), 'utf8').catch(() => {
    throw failure('not_found', `The rule file ${name} is missing: install the application again.`, { at: name });
  });
  const parsed = schema.safeParse(parseJson(content, name));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw failure('invalid_input', `The rule file ${name} is wrong at "${issue.path.join('.')}": ${issue.message}`, {
      at: name,
    });
  }
  return parsed.data;
}

function parseJson(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw failure('invalid_input', `The rule file ${name} is not JSON.`, { at: name });
  }
}

/** The payer a record names, as its rules stood on the day; an id that no file defines is told, not replaced. */
export function findPayer(rules: RuleSet, payerId: string, dateOfService?: string): Result<RuleSet['payers'][number]> {
  const versions = rules.payers.filter((candidate) => candidate.id === payerId);
  const names = [...new Set(rules.payers.map((candidate) => candidate.id))].join(', ');
  if (versions.length === 0)
    return fail('invalid_input', `There is no payer "${payerId}". Known payers: ${names}.`, { at: 'payerId' });
  const newest = versions.reduce((a, b) => (a.effectiveFrom < b.effectiveFrom ? b : a));
  if (dateOfService === undefined) return ok(newest);
  const onTheDay = versions.find(
    ({ effectiveFrom, effectiveTo }) =>
      effectiveFrom <= dateOfService && (effectiveTo === null || dateOfService <= effectiveTo),
  );
  return ok(onTheDay ?? newest);
}
