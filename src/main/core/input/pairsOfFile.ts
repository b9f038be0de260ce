import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readPairFile } from '../../../nlp/reckon/readPairFile.ts';
import type { PairTable } from '../../../shared/domain/rules.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { loadRules } from '../rules/loadRules.ts';

/** The CMS file of procedure-to-procedure edits as our pair table, kept to the codes of the catalogue. */
export async function pairsOfFile(
  path: string,
  head: { readonly name: string; readonly retrieved: string },
  installation: Installation,
): Promise<Result<PairTable>> {
  const rules = await loadRules(installation.resources);
  if (!rules.ok) return rules;
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return fail('invalid_input', `${basename(path)} cannot be read: check the name and the folder.`);
  return readPairFile(text, head, rules.value.catalogue, rules.value.pairs);
}
