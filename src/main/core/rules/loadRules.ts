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
import { crossCheck } from './crossCheck.ts';
import { catalogueFile, payerFile, phrasesFile, templateFile, unitRulesFile, wordingFile } from './ruleSchemas.ts';
import { burdenScaleFile, sectionGgFile, severityBandsFile } from './scoreSchemas.ts';

export async function loadRules(resourcesFolder: string): Promise<Result<RuleSet>> {
  try {
    return ok(await readAll(resourcesFolder));
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}

async function readAll(folder: string): Promise<RuleSet> {
  const [catalogue, units, wording, phrases, payers, templates, burden, sectionGg, bands] = await Promise.all([
    readRuleFile(folder, 'billing/catalogue.json', catalogueFile),
    readRuleFile(folder, 'billing/unit-rules.json', unitRulesFile),
    readRuleFile(folder, 'clinical/note-wording.json', wordingFile),
    readRuleFile(folder, 'clinical/note-phrases.json', phrasesFile),
    readRuleFolder(folder, 'billing/payers', payerFile),
    readRuleFolder(folder, 'templates', templateFile),
    readRuleFile(folder, 'clinical/burden-scale.json', burdenScaleFile),
    readRuleFile(folder, 'clinical/section-gg.json', sectionGgFile),
    readRuleFile(folder, 'clinical/severity-bands.json', severityBandsFile),
  ]);
  const sha256 = createHash('sha256')
    .update(canonicalJson({ catalogue, units, wording, phrases, payers, templates, burden, sectionGg, bands }))
    .digest('hex');
  const scores = { burden, sectionGg, bands };
  const rules = { catalogue, unitRules: units.rules, payers, wording, phrases: phrases.phrases, templates, scores };
  const fault = crossCheck(rules);
  if (fault !== null) throw failure('invalid_input', `The rule files contradict each other. ${fault}`);
  return { ...rules, sha256 };
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

/** The payer a record names; an id that no file defines is told, not replaced. */
export function findPayer(rules: RuleSet, payerId: string): Result<RuleSet['payers'][number]> {
  const payer = rules.payers.find((candidate) => candidate.id === payerId);
  const names = rules.payers.map((candidate) => candidate.id).join(', ');
  return payer === undefined
    ? fail('invalid_input', `There is no payer "${payerId}". Known payers: ${names}.`)
    : ok(payer);
}
