import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Reads and checks a JSON file a person gave: every fault is one sentence that names the file and the field. */
export async function readJsonFile<T>(path: string, what: string, schema: z.ZodType<T>): Promise<Result<T>> {
  const name = basename(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return fail('invalid_input', `There is no file ${name}: check the name and the folder.`);
    if (code === 'EISDIR') return fail('invalid_input', `${name} is a folder: give the ${what} file.`);
    return fail('invalid_input', `${name} could not be read (${code ?? 'unknown error'}).`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('invalid_input', `${name} is not valid JSON: a ${what} file is needed here.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const at = issue && issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  return fail('invalid_input', `${name} is no ${what} file${at}: ${issue?.message ?? 'wrong form'}.`);
}
