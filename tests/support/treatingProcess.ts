/** The treating child as the tests see it: what it acknowledged, and whether all of that is there afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestCore } from './testCore.ts';
import { type Acknowledged, ADDENDUM, ANSWER, type Step, type TreatmentFailure } from './treatment.ts';

export type ChildLine =
  | Acknowledged
  | { readonly ready: true }
  | { readonly failure: TreatmentFailure }
  | { readonly isWhole: boolean };

export interface TreatingProcess {
  readonly child: ChildProcess;
  readonly lines: readonly ChildLine[];
  acknowledged(): readonly Acknowledged[];
  failures(): readonly TreatmentFailure[];
  /** Settles with the next line the predicate takes; fails when the process ends before. */
  until(predicate: (line: ChildLine) => boolean): Promise<ChildLine>;
  go(command: 'once' | 'forever'): void;
  kill(): Promise<void>;
  /** Lets it finish what it does. */
  end(): Promise<void>;
}

/** @param before words in front of node, to start it under another program */
export function startTreating(folder: string, before: readonly string[] = [], cwd?: string): TreatingProcess {
  const words = [...before, process.execPath, join(import.meta.dirname, 'treatingChild.ts'), folder];
  const child = spawn(words[0] ?? '', words.slice(1), { stdio: ['pipe', 'pipe', 'inherit'], cwd });
  const lines: ChildLine[] = [];
  const waiting = new Set<(line: ChildLine | null) => void>();
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
    const line = parse(text);
    if (line === null) return;
    lines.push(line);
    for (const each of [...waiting]) each(line);
  });
  void closed.then(() => {
    for (const each of [...waiting]) each(null);
  });
  return {
    child,
    lines,
    acknowledged: () => lines.filter((line): line is Acknowledged => 'step' in line),
    failures: () => lines.flatMap((line) => ('failure' in line ? [line.failure] : [])),
    until: (predicate) =>
      new Promise((resolve, reject) => {
        const known = lines.find(predicate);
        if (known !== undefined) return resolve(known);
        const look = (line: ChildLine | null): void => {
          if (line !== null && !predicate(line)) return;
          waiting.delete(look);
          if (line === null) reject(new Error('the process ended before'));
          else resolve(line);
        };
        waiting.add(look);
      }),
    go: (command) => void child.stdin?.write(`${command}\n`),
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async end() {
      child.stdin?.end();
      await closed;
    },
  };
}

/** Killed in the middle of a line: what was not told whole was not acknowledged. */
function parse(text: string): ChildLine | null {
  try {
    return JSON.parse(text) as ChildLine;
  } catch {
    return null;
  }
}

/** What of the acknowledged steps is not there any more, as sentences; empty is the promise. */
export async function lostSteps(app: TestCore, acknowledged: readonly Acknowledged[]): Promise<readonly string[]> {
  const lost: string[] = [];
  const bySession = Map.groupBy(
    acknowledged.filter(({ sessionId }) => sessionId !== ''),
    ({ sessionId }) => sessionId,
  );
  const patients = new Set((await app.must('patients.list', {})).map(({ patient }) => patient.id));
  for (const { patientId } of acknowledged) if (!patients.has(patientId)) lost.push(`patient ${patientId}`);
  for (const [sessionId, steps] of bySession) {
    const done = new Set<Step>(steps.map(({ step }) => step));
    const missing = (what: string): void => void lost.push(`${what} of session ${sessionId}`);
    const session = await app.core.call('sessions.get', { sessionId });
    if (!session.ok) {
      missing('everything');
      continue;
    }
    if (done.has('consent') && session.value.consent.kind !== 'given') missing('consent');
    if (done.has('sound') && !(await hasSound(app, sessionId))) missing('sound');
    if (!done.has('processed')) continue;
    const review = await app.core.call('review.get', { sessionId });
    if (!review.ok) {
      missing('note');
      continue;
    }
    const { record, note, signature } = review.value;
    if (done.has('answered') && note.questions.length > 0) missing(`answer "${ANSWER}"`);
    if (done.has('confirmed') && record.ledger.entries.some((entry) => entry.needsConfirmation)) missing('minutes');
    const signed = steps.find(({ step }) => step === 'signed');
    if (signed !== undefined && signature?.noteSha256 !== signed.sha256) missing('signature');
    if (done.has('addended') && !record.addenda?.some(({ text }) => text === ADDENDUM)) missing('addendum');
  }
  return lost;
}

async function hasSound(app: TestCore, sessionId: string): Promise<boolean> {
  const clip = await app.core.call('review.play', { sessionId, startMs: 0, endMs: 2000, heard: [] });
  return clip.ok && Buffer.from(clip.value.wavBase64, 'base64').length > 60_000;
}
