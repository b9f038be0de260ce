/** Where a command gets the passphrase from: a file, the environment, or the person at the terminal (not shown). */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ok, type Result } from '../../shared/result.ts';
import { usageError } from './command.ts';
import { userPath } from './paths.ts';

export async function readPassphrase(file: string | null): Promise<Result<string>> {
  if (file !== null) {
    try {
      return ok((await readFile(userPath(file), 'utf8')).replace(/\r?\n$/, ''));
    } catch {
      return usageError(`The passphrase file ${file} cannot be read.`);
    }
  }
  const given = process.env.OT_SCRIBE_PASSPHRASE;
  if (given !== undefined) return ok(given);
  if (!process.stdin.isTTY) {
    return usageError('The passphrase is needed: give --passphrase-file FILE or set OT_SCRIBE_PASSPHRASE.');
  }
  return ok(await askHidden('Passphrase: '));
}

async function askHidden(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
