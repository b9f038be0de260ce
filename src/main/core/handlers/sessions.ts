/** Sessions before there is sound: made, consented to, or filled from a file. */
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { CONSENT_SCRIPT } from '../../../shared/spokenTexts.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { importSound } from './importSound.ts';
import { newSession } from './newSession.ts';

type Names = 'sessions.create' | 'sessions.get' | 'sessions.consent' | 'sessions.importWav';

export function findSession({ store }: Unlocked, sessionId: string): Result<SessionHeader> {
  const session = store.sessions.get(sessionId);
  return session === null ? fail('not_found', 'This session does not exist any more.') : ok(session);
}

/** Sound is only ever taken with a consent that stands, into a session that has none yet. */
export function readyForSound(unlocked: Unlocked, sessionId: string): Result<SessionHeader> {
  const session = findSession(unlocked, sessionId);
  if (!session.ok) return session;
  if (session.value.consent.kind !== 'given') {
    return fail('consent_required', 'Ask for consent first. Without it nothing is recorded.');
  }
  if (session.value.state !== 'planned') return fail('conflict', 'This session has its sound already.');
  return session;
}

export function sessionHandlers(app: App): SomeHandlers<Names> {
  return {
    'sessions.create': whenUnlocked(({ patientId }, unlocked) => {
      const patient = unlocked.store.patients.get(patientId);
      if (patient === null) return fail('not_found', 'This patient does not exist any more.');
      const session = newSession(app, unlocked, patientId, {
        consent: { kind: 'pending' },
        isSample: patient.isSample,
      });
      app.events.emit({ kind: 'changed', what: 'sessions', id: session.id });
      return ok(session);
    }),

    'sessions.get': whenUnlocked(({ sessionId }, unlocked) => findSession(unlocked, sessionId)),

    'sessions.consent': whenUnlocked(({ sessionId, given, by, method }, unlocked) => {
      const session = findSession(unlocked, sessionId);
      if (!session.ok) return session;
      if (session.value.state !== 'planned') return fail('conflict', 'The session has begun already.');
      const at = app.now().toISOString();
      const { version: scriptVersion } = CONSENT_SCRIPT;
      const after: SessionHeader = {
        ...session.value,
        consent: given ? { kind: 'given', at, by, method, scriptVersion } : { kind: 'declined', at },
      };
      unlocked.store.sessions.save(after);
      app.events.emit({ kind: 'changed', what: 'sessions', id: sessionId });
      return ok(after);
    }),

    'sessions.importWav': whenUnlocked(async ({ sessionId, wavBase64 }, unlocked) => {
      const session = readyForSound(unlocked, sessionId);
      if (!session.ok) return session;
      const wav = Buffer.from(wavBase64, 'base64');
      if (wav.length === 0) return fail('unreadable_audio', 'The file is empty.');
      return importSound(app, unlocked, session.value, { wav, purpose: 'session', source: 'file', geometry: null });
    }),
  };
}
