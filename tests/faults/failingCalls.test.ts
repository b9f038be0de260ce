/**
 * The n-th system call fails: of a running core that treats a patient, makes a backup and deletes sound. Each failure
 * must come back as a plain answer, nothing acknowledged may be lost, and the next try must work. Left out without strace.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../support/capabilities.ts';
import { report, times } from '../support/faultTable.ts';
import type { Round } from '../support/faultyDiskChild.ts';

/** Without "write": the runtime's threads wake each other by it and end the process when that fails. */
const CALLS = ['openat', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'unlink', 'mkdir'] as const;
const ERRORS = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EMFILE'] as const;
/** Of each kind of call; fewer when the round does not make as many. */
const PER_CALL = times(3, 60);

describe.skipIf(!CAPABILITIES.tracer.isPresent)('when the n-th system call fails', () => {
  let folder: string;
  let child: ChildProcess;
  let answers: AsyncIterator<string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-calls-'));
    child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/faultyDiskChild.ts'), join(folder, 'data')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
    await answer();
  }, 60_000);
  afterAll(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function answer(): Promise<unknown> {
    const line = await answers.next();
    if (line.done) throw new Error('the core ended');
    return JSON.parse(line.value);
  }

  /** One round of the core under a tracer. */
  async function traced(words: readonly string[]): Promise<Round> {
    const log = join(folder, 'trace.log');
    const tracer = spawn('strace', ['-f', '-o', log, ...words, '-p', String(child.pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      tracer.stderr?.on('data', (text: Buffer) => text.includes('attached') && resolve());
      tracer.once('exit', () => reject(new Error('strace ended')));
    });
    child.stdin?.write('round\n');
    const done = (await answer()) as Round;
    const ended = new Promise((resolve) => tracer.once('close', resolve));
    tracer.kill('SIGINT');
    await ended;
    return done;
  }

  it(
    `answers in a sentence, keeps what was acknowledged, and succeeds at the next try (${PER_CALL} of each call)`,
    async () => {
      let runs = 0;
      let told = 0;
      for (const call of CALLS) {
        const calm = await traced(['-e', `trace=${call}`]);
        expect(calm).toMatchObject({ isWhole: true, failures: [], lost: [] });
        const made = readFileSync(join(folder, 'trace.log'), 'utf8').split(`${call}(`).length - 1;
        const count = Math.min(made, PER_CALL);
        for (let index = 0; index < count; index++) {
          const nth = 1 + Math.floor((index * made) / count);
          const error = ERRORS[runs % ERRORS.length] ?? 'EIO';
          const round = await traced(['-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${nth}`]);
          const where = `${error} at ${call} ${nth} of ${made}`;
          expect({ where, lost: round.lost }).toEqual({ where, lost: [] });
          const untyped = round.failures.filter((failure) => failure.error.code === 'internal');
          expect({ where, untyped }).toEqual({ where, untyped: [] });
          expect({ where, isWhole: round.isWhole, failures: round.isWhole ? [] : round.failures }).toEqual({
            where,
            isWhole: true,
            failures: [],
          });
          runs++;
          told += round.failures.length;
        }
      }
      child.stdin?.write('verify\n');
      expect(await answer()).toMatchObject({ ok: true });
      report(
        'n-th system call of the core fails',
        runs,
        `0 steps lost, ${told} failures told in a sentence, each treatment finished by trying again; verified after`,
      );
    },
    CALLS.length * PER_CALL * 20_000,
  );
});
