/** Reads resources/lexicon/*.yml and *.json; all checking is done by the pure parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Lexicon } from '../../../nlp/lexicon/lexicon.ts';
import { parseLexicon } from '../../../nlp/lexicon/lexicon.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { fail } from '../../../shared/result.ts';

export function loadLexicon(folder: string): Result<Lexicon, AppError> {
  const files: Record<string, unknown> = {};
  try {
    for (const name of readdirSync(folder)) {
      if (!/\.(?:ya?ml|json)$/.test(name)) continue;
      files[name] = parse(readFileSync(join(folder, name), 'utf8'));
    }
  } catch {
    return fail(
      'invalid_input',
      `The lexicon in ${folder} cannot be read; reinstall the program or restore the folder.`,
      {
        at: folder,
      },
    );
  }
  return parseLexicon(files);
}
