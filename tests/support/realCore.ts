/** Starts the child with the real core, and kills it or its workers where a test wants. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RealCoreLine } from './realCoreChild.ts';

export const SHORT_SOUND = join(import.meta.dirname, '../fixtures/speech/367-130732-0008.wav');

export interface RealCoreRun {
  readonly child: ChildProcess;
  readonly lines: readonly RealCoreLine[];
  /** Settles when the process has ended, with its lines; fails when it ended badly and nobody killed it. */
  readonly ended: Promise<readonly RealCoreLine[]>;
}

export function runRealCore(
  words: readonly string[],
  onLine: (line: RealCoreLine, child: ChildProcess) => void = () => undefined,
  env: Readonly<Record<string, string>> = {},
): RealCoreRun {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'realCoreChild.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', ...env },
  });
  const lines: RealCoreLine[] = [];
  const errors: string[] = [];
  child.stderr?.on('data', (text: Buffer) => errors.push(text.toString()));
  const read = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  read.on('line', (text) => {
    if (!text.startsWith('{') || !text.endsWith('}')) return;
    const line = JSON.parse(text) as RealCoreLine;
    lines.push(line);
    onLine(line, child);
  });
  const ended = new Promise<readonly RealCoreLine[]>((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(lines);
      else reject(new Error(errors.join('') || `ended with ${code}`));
    });
  });
  return { child, lines, ended };
}

export function recordIn(lines: readonly RealCoreLine[]): string | null {
  return lines.flatMap((line) => ('record' in line ? [line.record] : [])).at(-1) ?? null;
}

/** Linux: kills every process that the core started. @returns how many */
export function killWorkersOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  for (const child of children) process.kill(Number(child), 'SIGKILL');
  return children.length;
}
