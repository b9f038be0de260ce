/** The microphone: devices, the therapist's voice sample, and the recording with its marks and timers. */

import { memoryPcmSource } from '../../../audio/wav/memoryPcmSource.ts';
import type { CallInput } from '../../../shared/contract.ts';
import type { TimerEntry } from '../../../shared/domain/billing.ts';
import type { SessionHeader, Track } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { CaptureListener, CaptureRequest } from '../ports.ts';
import { always, type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import {
  CALIBRATION_SECONDS,
  judgePart,
  louderThanUsual,
  measurePart,
  turnedDropDb,
} from '../session/calibrationRules.ts';
import { ENROLMENT_SECONDS, judgeEnrolment } from '../session/enrolmentRules.ts';
import { episodeContext } from '../session/episodeContext.ts';
import { guardLimits, guardSetting, keepGuardSetting } from '../session/guardSettings.ts';
import { measureVoice } from '../session/measureVoice.ts';
import { ownTermsOf } from '../session/ownTerms.ts';
import { stoppedTimers } from '../session/stoppedTimers.ts';
import type { Unlocked } from '../session/vault.ts';
import { geometryOf, listKnownArrays } from '../sound/knownArrays.ts';
import type { Store } from '../store/createStore.ts';
import type { CalibratedMicrophones, Calibration } from '../store/repositories/calibrations.ts';
import type { App } from './app.ts';
import { readyForSound } from './sessions.ts';

type Names =
  | 'arrays.list'
  | 'devices.list'
  | 'microphone.sound'
  | 'enrolment.record'
  | 'calibration.record'
  | 'calibration.list'
  | 'recording.start'
  | 'recording.pause'
  | 'recording.resume'
  | 'recording.mark'
  | 'recording.stop'
  | 'recording.timer'
  | 'recording.goOn'
  | 'recording.guard'
  | 'recording.setGuard';

const CAPTURE_RATE_HZ = 16_000;

function isOf(one: Calibration, { deviceId, arrayId, channels }: CalibratedMicrophones, place: string): boolean {
  return one.deviceId === deviceId && one.arrayId === arrayId && one.channels === channels && one.place === place;
}

function frequencyOf({ patientId }: SessionHeader, store: Store): string | null {
  return store.patients.get(patientId)?.planOfCare.frequency ?? null;
}

export function recordingHandlers(app: App): SomeHandlers<Names> {
  const { recorder, capture, sounds, events } = app;

  async function request(unlocked: Unlocked, body: CallInput<'recording.start'>): Promise<Result<CaptureRequest>> {
    const { sessionId, deviceId, channels, arrayId = null } = body;
    const geometry = await geometryOf(app.resourcesFolder, arrayId, channels);
    if (!geometry.ok) return geometry;
    const voice = sounds.newest(unlocked, sessionId, 'enrolment');
    const enrolmentFolder = voice === null ? null : sounds.folder(sessionId, voice);
    const sealed = sounds.sealed(unlocked, sessionId, app.newId());
    const asked = { deviceId, channels, enrolmentFolder, geometry: geometry.value };
    return sealed.ok ? ok({ ...sealed.value, ...asked, ownTerms: ownTermsOf(unlocked.store) }) : sealed;
  }

  const emptyTrack = (id: string, channelCount: number): Track => ({
    id,
    source: 'microphone',
    channelCount,
    sampleRateHz: CAPTURE_RATE_HZ,
    frameCount: 0,
    geometry: null,
    gaps: [],
  });

  const levelsOnly: CaptureListener = {
    meters: (meters) => events.emit({ kind: 'meters', ...meters }),
    state: () => undefined,
  };

  /** Where the timed minutes stand in the unit table and in the patient's year: told, never urged. */
  function noticesOf(sessionId: string, timers: readonly TimerEntry[], store: Store): readonly string[] {
    const session = store.sessions.get(sessionId);
    const patient = session === null ? null : store.patients.get(session.patientId);
    if (session === null || patient === null) return [];
    return app.clinical.live({ timers, patient, session, episode: episodeContext(store, session) });
  }

  return {
    'arrays.list': whenUnlocked(async () => {
      const arrays = await listKnownArrays(app.resourcesFolder);
      if (!arrays.ok) return arrays;
      return ok(
        arrays.value.map(({ id, geometry: { name, microphones } }) => ({
          id,
          name: name ?? id,
          microphones: microphones.length,
          places: microphones.map(({ x, z }) => ({ x, z })),
        })),
      );
    }),
    'devices.list': whenUnlocked(() => capture.devices()),

    'enrolment.record': whenUnlocked(async (body, unlocked) => {
      const session = readyForSound(unlocked, body.sessionId);
      if (!session.ok) return session;
      if (recorder.status() !== null) return fail('conflict', 'A recording is running. Stop it first.');
      const { sessionId, deviceId, channels, arrayId = null } = body;
      const taken = await capture.listen({ deviceId, channels, seconds: ENROLMENT_SECONDS }, levelsOnly);
      if (!taken.ok) return taken;
      // Judged in memory: a voice is personal data, and a sample that is of no use is never stored.
      const levels = measureVoice(taken.value, CAPTURE_RATE_HZ);
      const verdict = judgeEnrolment(levels);
      if (!verdict.accepted) return ok(verdict);
      const given = await app.voices.give(unlocked, sessionId, memoryPcmSource(taken.value), { deviceId, arrayId });
      if (!given.ok) return given;
      const known = unlocked.store.calibrations.of({ deviceId, channels, arrayId: arrayId ?? null });
      const room = known?.parts.room;
      const louder = known && room ? louderThanUsual(levels.noiseDb, room, known.place) : null;
      return ok(louder === null ? verdict : { ...verdict, message: `${verdict.message} ${louder}` });
    }),

    'calibration.record': whenUnlocked(async (body, { store, therapist }) => {
      if (recorder.status() !== null) return fail('conflict', 'A recording is running. Stop it first.');
      const { deviceId, channels, place, part } = body;
      const microphones = { deviceId, channels, arrayId: body.arrayId ?? null };
      const taken = await capture.listen({ deviceId, channels, seconds: CALIBRATION_SECONDS[part] }, levelsOnly);
      if (!taken.ok) return taken;
      const measured = measurePart(taken.value, CAPTURE_RATE_HZ);
      const verdict = judgePart(part, measured);
      if (verdict.accepted) {
        store.calibrations.put(therapist.id, microphones, place, part, app.now().toISOString(), measured.measure);
      }
      const known = store.calibrations.all().find((one) => isOf(one, microphones, place));
      return ok({ ...verdict, missing: store.calibrations.missing(known ?? { parts: {} }) });
    }),
    'calibration.list': whenUnlocked((_body, { store }) =>
      ok(
        store.calibrations.all().map((one) => ({
          ...{ place: one.place, measuredAt: one.measuredAt, deviceId: one.deviceId, arrayId: one.arrayId },
          channels: one.channels,
          noiseDb: one.parts.room?.noiseDb ?? null,
          turnedDropDb: turnedDropDb(one.parts),
          missing: store.calibrations.missing(one),
        })),
      ),
    ),

    'recording.start': whenUnlocked(async (body, unlocked) => {
      const session = readyForSound(unlocked, body.sessionId);
      if (!session.ok) return session;
      if (recorder.status() !== null) return fail('conflict', 'A recording is running already. Stop it first.');
      const asked = await request(unlocked, body);
      if (!asked.ok) return asked;
      const { store } = unlocked;
      const at = app.now().toISOString();
      // On record before the first sample: if the power goes in the next moment, the recovery knows of it.
      store.atomically(() => {
        const track = { ...emptyTrack(asked.value.trackId, body.channels), geometry: asked.value.geometry };
        store.tracks.add(body.sessionId, 'session', track, at);
        store.sessions.save({ ...session.value, state: 'recording', startedAt: at });
      });
      const started = await recorder.start(
        session.value,
        asked.value,
        guardLimits(store, frequencyOf(session.value, store)),
      );
      if (!started.ok) {
        store.atomically(() => {
          store.tracks.remove(asked.value.trackId);
          store.sessions.save(session.value);
        });
        sounds.remove(body.sessionId, asked.value.trackId);
        asked.value.sessionKey.fill(0);
      }
      return started;
    }),

    'microphone.sound': always(({ stream, sequence, pcmBase64 }) =>
      app.page.hear({ stream, sequence, pcm: Buffer.from(pcmBase64, 'base64') }),
    ),
    'recording.pause': whenUnlocked(() => recorder.pause()),
    'recording.resume': whenUnlocked(() => recorder.resume()),
    'recording.mark': always(() => recorder.mark()),
    'recording.stop': always(() => recorder.stop()),

    'recording.goOn': always(() => recorder.goOn()),
    'recording.guard': whenUnlocked((_body, { store }) => ok(guardSetting(store))),
    'recording.setGuard': whenUnlocked((setting, { store }) => {
      keepGuardSetting(store, setting);
      return ok(setting);
    }),

    'recording.timer': whenUnlocked(({ cpt, task }, { store }) => {
      const status = recorder.status();
      if (status === null) return fail('conflict', 'No recording is running.');
      if (cpt !== null && !app.clinical.codes().some(({ code }) => code === cpt)) {
        return fail('invalid_input', 'Choose a code from the list.', { at: 'cpt' });
      }
      const { sessionId, elapsedMs } = status;
      store.atomically(() => {
        store.sessions.endTimers(sessionId, elapsedMs);
        if (cpt !== null) store.sessions.startTimer(sessionId, { id: app.newId(), cpt, task, startMs: elapsedMs });
      });
      const timers = stoppedTimers(store.sessions.timers(sessionId), elapsedMs);
      events.emit({
        kind: 'ledger',
        sessionId,
        entries: app.clinical.timed(timers),
        notices: noticesOf(sessionId, timers, store),
        running: cpt === null ? null : { task, startMs: elapsedMs },
      });
      return ok(null);
    }),
  };
}
