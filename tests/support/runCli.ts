import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** Runs the command line as a person would, in a process of its own. */
export function runCli(
  words: readonly string[],
  more: { env?: Record<string, string>; input?: string } = {},
): Promise<CliRun> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [resolve(repositoryRoot, 'src/main/cli/main.ts'), ...words], {
      env: { ...process.env, ...more.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.end(more.input ?? '');
    child.on('error', reject);
    child.on('close', (code) =>
      done({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** What a person sees after a mistake: one clear line, no stack trace, nothing on standard output. */
export function isPlainRefusal(run: CliRun): boolean {
  const lines = run.stderr.trim().split('\n');
  return (
    run.code !== 0 &&
    run.code !== null &&
    run.stdout === '' &&
    lines.length === 1 &&
    lines[0]!.startsWith('ot-scribe: ')
  );
}
