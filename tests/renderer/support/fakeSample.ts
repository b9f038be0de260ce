/** The samples in the core in memory: one patient with a session, and a small caseload. */
import type { CallInput, CallName } from '../../../src/shared/contract.ts';
import { ok, type Result } from '../../../src/shared/result.ts';
import { patient, SAMPLE_PATIENT, session, type World } from './fakeWorld.ts';

type Handlers = { [N in Extract<CallName, `sample.${string}`>]: (body: CallInput<N>) => Result<unknown> };

export const CASELOAD = [
  patient('c1', 'Rosa (sample)', { diagnosis: 'Stroke with left hemiparesis', isSample: true }),
  patient('c2', 'Bernard (sample)', { diagnosis: 'Right total hip replacement', isSample: true }),
] as const;

export function fakeSample(world: World, changed: (what: 'patients', id: string | null) => void): Handlers {
  return {
    'sample.open': () => {
      if (!world.patients.some((entry) => entry.id === SAMPLE_PATIENT.id)) {
        world.patients.push(SAMPLE_PATIENT);
        const state = world.sampleIsProcessed ? 'review' : 'processing';
        world.sessions.push(session('s1', SAMPLE_PATIENT.id, state, { isSample: true }));
        changed('patients', null);
      }
      return ok({ sessionId: 's1' });
    },
    'sample.fill': () => {
      world.patients.push(...CASELOAD);
      world.sessions.push(
        session('cs1', 'c1', 'review', { isSample: true, durationMs: 0 }),
        session('cs2', 'c2', 'signed', { isSample: true, durationMs: 0, dateOfService: '2026-02-26' }),
      );
      changed('patients', null);
      return ok(null);
    },
    'sample.remove': () => {
      world.patients = world.patients.filter((entry) => !entry.isSample);
      world.sessions = world.sessions.filter((entry) => !entry.isSample);
      changed('patients', null);
      return ok(null);
    },
  };
}
