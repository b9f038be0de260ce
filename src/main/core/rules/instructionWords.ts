/** The words by which a typed command shortens a sentence or puts it in the past. Data of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { InstructionWords } from '../../../nlp/instruct/followInstruction.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fileHead, pattern, text } from './schemaParts.ts';

const pairs = z.array(z.strictObject({ from: text, to: z.string() })).min(1);
const nouns = z.strictObject({ words: z.array(text).min(1), after: pattern, before: pattern });
const instructionsFile = z.strictObject({ ...fileHead, shorter: pairs, past: pairs, nouns, stays: pattern });

export function loadInstructionWords(resourcesFolder: string): Result<InstructionWords> {
  const name = 'clinical/instructions.json';
  try {
    const parsed = instructionsFile.safeParse(JSON.parse(readFileSync(join(resourcesFolder, name), 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0]!;
    return fail('invalid_input', `The rule file ${name} is wrong at "${issue.path.join('.')}": ${issue.message}`);
  } catch {
    return fail('not_found', `The rule file ${name} cannot be read: install the application again.`, { at: name });
  }
}
