/** The session that ships with the product: the whole way to a note without a microphone and without a real patient. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ArrayGeometry } from '../../../shared/domain/audio.ts';
import type { Patient, SessionHeader } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { CONSENT_SCRIPT } from '../../../shared/spokenTexts.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { CASELOAD_ID, readCaseload } from '../sample/inventedCaseload.ts';
import { putCaseloadIn } from '../session/sampleCaseload.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { importSound } from './importSound.ts';
import { localDate, newSession } from './newSession.ts';

type Names = 'sample.open' | 'sample.fill' | 'sample.remove';

const samplePatient = z.strictObject({
  name: z.string(),
  diagnosis: z.string().nullable(),
  affectedSide: z.enum(['left', 'right', 'both']).nullable(),
  precautions: z.string().nullable(),
  payerId: z.string(),
  goals: z.array(z.strictObject({ term: z.enum(['long', 'short']), text: z.string() })),
  frequency: z.string().nullable(),
});

export function sampleHandlers(app: App): SomeHandlers<Names> {
  const file = (name: string) => join(app.resourcesFolder, 'sample', 'gym-session', name);

  async function makePatient({ store }: Unlocked): Promise<Patient> {
    const { goals, frequency, ...rest } = samplePatient.parse(JSON.parse(await readFile(file('patient.json'), 'utf8')));
    const patient: Patient = {
      ...rest,
      id: app.newId(),
      birthDate: null,
      recordNumber: null,
      planOfCare: {
        goals: goals.map((goal) => ({ ...goal, id: app.newId() })),
        frequency,
        certificationStart: null,
        certificationEnd: null,
      },
      isSample: true,
    };
    store.patients.save(patient, app.now().toISOString());
    return patient;
  }

  async function makeSession(unlocked: Unlocked, patientId: string): Promise<Result<SessionHeader>> {
    const { version: scriptVersion } = CONSENT_SCRIPT;
    const at = app.now().toISOString();
    const consent = { kind: 'given', at, by: 'sample', method: 'sample', scriptVersion } as const;
    const session = newSession(app, unlocked, patientId, { consent, isSample: true });
    const geometry = JSON.parse(await readFile(file('array.json'), 'utf8')) as ArrayGeometry;
    const [wav, enrolment] = await Promise.all([readFile(file('session.wav')), readFile(file('enrol.wav'))]);
    const same = { source: 'sample', geometry } as const;
    const voice = await importSound(app, unlocked, session, { wav: enrolment, purpose: 'enrolment', ...same });
    const imported = voice.ok ? await importSound(app, unlocked, session, { wav, purpose: 'session', ...same }) : voice;
    if (!imported.ok) discard(unlocked, session.id);
    return imported;
  }

  function discard({ store }: Unlocked, sessionId: string): void {
    store.addenda.removeSample(sessionId);
    store.signatures.removeSample(sessionId);
    store.sessions.remove(sessionId);
    app.sounds.remove(sessionId);
  }

  return {
    'sample.open': whenUnlocked(async (_body, unlocked) => {
      const { store } = unlocked;
      const known = store.patients.samples().find(({ id }) => !id.startsWith(CASELOAD_ID));
      const patient = known ?? (await makePatient(unlocked));
      const before = store.sessions.ofPatient(patient.id).find(({ state }) => state !== 'planned');
      const session = before === undefined ? await makeSession(unlocked, patient.id) : ok(before);
      app.events.emit({ kind: 'changed', what: 'patients', id: patient.id });
      if (!session.ok) return session;
      const { id: sessionId, state } = session.value;
      if (state === 'stopped' || state === 'failed') {
        const started = app.processing.start(sessionId, unlocked);
        if (!started.ok) return started;
      }
      return ok({ sessionId });
    }),

    'sample.fill': whenUnlocked(async (_body, unlocked) => {
      const at = app.now();
      const timeZone = app.timeZone();
      const filled = await putCaseloadIn(await readCaseload(app.resourcesFolder), unlocked, {
        ...{ words: app.words, reviews: app.reviews, newId: app.newId },
        ...{ today: localDate(at, timeZone), timeZone, at: at.toISOString() },
      });
      app.events.emit({ kind: 'changed', what: 'patients', id: null });
      return filled;
    }),

    'sample.remove': whenUnlocked((_body, unlocked) => {
      const { store } = unlocked;
      const patients = store.patients.samples();
      if (patients.length === 0) return ok(null);
      const sessions = patients.flatMap(({ id }) => store.sessions.ofPatient(id));
      const busy = sessions.some(({ state }) => state === 'processing' || state === 'recording' || state === 'paused');
      if (busy) return fail('conflict', 'The sample is in use. Stop it first.');
      store.atomically(() => {
        for (const { id } of sessions) discard(unlocked, id);
        for (const { id } of patients) {
          store.reports.removeSample(id);
          store.patients.remove(id);
        }
      });
      store.flushDeleted();
      app.events.emit({ kind: 'changed', what: 'patients', id: null });
      return ok(null);
    }),
  };
}
