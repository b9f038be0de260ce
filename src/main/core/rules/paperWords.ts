/** How notes are written on paper: abbreviations, headings, sentences that are not about today. Data of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PaperWords } from '../../../nlp/compare/readPasted.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fileHead, pattern } from './schemaParts.ts';

const paperWordsFile = z.strictObject({
  ...fileHead,
  heading: pattern,
  notToday: pattern,
  abbreviations: z.array(z.strictObject({ pattern, words: z.string() })).min(1),
});

export function loadPaperWords(resourcesFolder: string): Result<PaperWords> {
  const name = 'clinical/paper-words.json';
  try {
    const parsed = paperWordsFile.safeParse(JSON.parse(readFileSync(join(resourcesFolder, name), 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0]!;
    return fail('invalid_input', `The rule file ${name} is wrong at "${issue.path.join('.')}": ${issue.message}`);
  } catch {
    return fail('not_found', `The rule file ${name} cannot be read: install the application again.`, { at: name });
  }
}
