/** A text file with a term of the user's own on each line, for the recogniser to prefer where it doubts. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MOST_OWN_TERMS, ownTermFault } from '../../../audio/transcribe/ownTerms.ts';
import { loadVocabulary } from '../../../audio/transcribe/vocabulary.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

export async function readOwnTerms(path: string, resources: string): Promise<Result<readonly string[]>> {
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return fail('invalid_input', `The list of terms ${name} cannot be read: check its name.`);
  const terms = text.split('\n').flatMap((line) => line.trim() || []);
  if (terms.length > MOST_OWN_TERMS) {
    return fail('invalid_input', `${name} holds ${terms.length} terms: at most ${MOST_OWN_TERMS} are taken.`);
  }
  const vocabulary = await loadVocabulary(join(resources, 'asr/vocabulary.json'));
  for (const term of terms) {
    const fault = ownTermFault(term, vocabulary);
    if (fault !== null) return fail('invalid_input', `${name}, "${term}": ${fault}`);
  }
  return ok(terms);
}
