/**
 * A core in a process of its own whose system calls are made to fail from outside: for each line on its input one
 * treatment, one backup and one deletion. It reports at the end of a round only, and repeats a report that failed.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CallInput, CallName } from '../../src/shared/contract.ts';
import { PERSON, startTestCore } from './testCore.ts';
import { lostSteps } from './treatingProcess.ts';
import { type Acknowledged, type TreatmentFailure, treat } from './treatment.ts';

/** Each of the runtime's five threads may meet its own n-th call. */
const MAX_TRIES = 10;

export interface Round {
  readonly isWhole: boolean;
  readonly failures: readonly TreatmentFailure[];
  readonly lost: readonly string[];
}

const [folder = ''] = process.argv.slice(2);
const app = startTestCore({ now: () => new Date() }, folder);
await app.must('security.setUp', PERSON);
say({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'round') say(await round());
  else say(await app.must('security.verify', {}));
}

async function round(): Promise<Round> {
  const failures: TreatmentFailure[] = [];
  const steps: Acknowledged[] = [];
  const failed = (failure: TreatmentFailure): boolean => {
    failures.push(failure);
    return failures.length < MAX_TRIES;
  };
  const isTreated = await treat(app.core, { acknowledged: (step) => void steps.push(step), failed });
  const lost = await lostSteps(app, steps);
  const sessionId = steps.at(-1)?.sessionId ?? '';
  async function ask<N extends CallName>(name: N, body: CallInput<N>): Promise<boolean> {
    for (;;) {
      const result = await app.core.call(name, body);
      if (result.ok) return true;
      if (!failed({ call: name, error: result.error })) return false;
    }
  }
  const isKept = await ask('backup.make', { withSound: true });
  const isDeleted = await ask('sessions.deleteSound', { sessionId, confirm: 'DELETE' });
  return { isWhole: isTreated && isKept && isDeleted, failures, lost };
}

function say(line: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch {
      // The failing call was this one: the next one is let through.
    }
  }
}
