/**
 * One whole treatment through the contract's calls, step by step: patient, consent, sound, note, edit, signature,
 * addendum. Each step is told once it was acknowledged, so that a test can ask later whether all of it is there.
 */
import type { Core } from '../../src/main/core/createCore.ts';
import type { CallInput, CallName, CallOutput } from '../../src/shared/contract.ts';
import type { AppError } from '../../src/shared/result.ts';
import { PASSPHRASE } from './testCore.ts';
import { wavFile } from './wavBytes.ts';

export const STEPS = [
  'patient',
  'session',
  'consent',
  'sound',
  'processed',
  'answered',
  'confirmed',
  'signed',
  'addended',
] as const;
export type Step = (typeof STEPS)[number];

export interface Acknowledged {
  readonly step: Step;
  readonly sessionId: string;
  readonly patientId: string;
  /** Of the signed note. */
  readonly sha256?: string;
}

export interface TreatmentFailure {
  readonly call: CallName;
  readonly error: AppError;
}

export const ANSWER = 'Slept well; the shoulder was sore.';
export const ADDENDUM = 'Left side, not right.';
export const PATIENT = {
  ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null },
  ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
  ...{ certificationStart: null, certificationEnd: null },
} as const;

/** Two seconds of two channels whose every sample is its own number, so that altered sound shows. */
export const SOUND = wavFile({ channels: 2 }, 2, (index) => ((index * 37) % 20_000) - 10_000);

const NEW_TRY_MS = 20;

export interface TreatmentOptions {
  readonly patientId?: string;
  readonly acknowledged: (what: Acknowledged) => void;
  /** What failed; true: the step is tried again, else the treatment ends. */
  readonly failed: (failure: TreatmentFailure) => boolean;
}

/** @returns whether it went through to the end */
export async function treat(core: Pick<Core, 'call' | 'onEvent'>, options: TreatmentOptions): Promise<boolean> {
  async function ask<N extends CallName>(name: N, body: CallInput<N>): Promise<CallOutput<N> | undefined> {
    for (;;) {
      const result = await core.call(name, body);
      if (result.ok) return result.value;
      if (!options.failed({ call: name, error: result.error })) return undefined;
      // As a person would: not before the time the answer names.
      const waitMs = Math.max(NEW_TRY_MS, result.error.waitMs ?? 0);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  const patientId = options.patientId ?? (await ask('patients.save', PATIENT))?.id;
  if (patientId === undefined) return false;
  let sessionId = '';
  const tell = (step: Step, sha256?: string): void =>
    options.acknowledged({ step, sessionId, patientId, ...(sha256 === undefined ? {} : { sha256 }) });
  tell('patient');

  const session = await ask('sessions.create', { patientId });
  if (session === undefined) return false;
  sessionId = session.id;
  tell('session');
  if (!(await ask('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' }))) return false;
  tell('consent');
  if (!(await ask('sessions.importWav', { sessionId, wavBase64: SOUND.toString('base64') }))) return false;
  tell('sound');
  for (;;) {
    const ended = processed(core, sessionId);
    if ((await ask('pipeline.run', { sessionId })) === undefined) return false;
    const error = await ended;
    if (error === null) break;
    if (!options.failed({ call: 'pipeline.run', error })) return false;
  }
  tell('processed');

  const first = await ask('review.get', { sessionId });
  if (first === undefined) return false;
  const edit = { kind: 'answer', questionId: 'q0', text: ANSWER } as const;
  const answered = await ask('review.edit', { sessionId, revision: first.revision, edit });
  if (answered === undefined) return false;
  tell('answered');
  const change = { kind: 'confirm', entryId: 'm0' } as const;
  const confirmed = await ask('review.ledger', { sessionId, revision: answered.revision, change });
  if (confirmed === undefined) return false;
  tell('confirmed');
  const proof = { passphrase: PASSPHRASE, attested: true } as const;
  const signed = await ask('note.sign', { sessionId, revision: confirmed.revision, ...proof });
  if (signed === undefined) return false;
  tell('signed', signed.signature?.noteSha256);
  const addendum = { kind: 'addition', concerns: null, text: ADDENDUM } as const;
  if (!(await ask('note.addend', { sessionId, ...addendum, passphrase: PASSPHRASE }))) return false;
  tell('addended');
  return true;
}

/** Settles when the session's note is there (null) or could not be made. */
function processed(core: Pick<Core, 'onEvent'>, sessionId: string): Promise<AppError | null> {
  return new Promise((resolve) => {
    const stop = core.onEvent((event) => {
      if (!('sessionId' in event) || event.sessionId !== sessionId) return;
      if (event.kind !== 'processed' && event.kind !== 'failed') return;
      stop();
      resolve(event.kind === 'failed' ? event.error : null);
    });
  });
}
