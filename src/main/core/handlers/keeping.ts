/** Backups, how long sound stays, deletions and their proof, and the patient's own copy. */
import type { Deleted, SoundKeeping } from '../../../shared/contractKeeping.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { patientCopy } from '../export/patientCopy.ts';
import { always, type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { dueAt, dueSound, retentionState, setSoundDays, soundDays, trustClock } from '../session/retention.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { findSession } from './sessions.ts';

type Names =
  | 'backup.state'
  | 'backup.setFolder'
  | 'backup.make'
  | 'backup.check'
  | 'backup.find'
  | 'backup.restore'
  | 'retention.state'
  | 'retention.set'
  | 'retention.apply'
  | 'retention.hold'
  | 'retention.release'
  | 'sessions.keeping'
  | 'sessions.deleteSound'
  | 'sessions.withdraw'
  | 'sessions.delete'
  | 'patients.delete'
  | 'patients.export'
  | 'deletions.list';

export function keepingHandlers(app: App): SomeHandlers<Names> {
  const { backups, restores, erasure, events } = app;

  function told(deleted: Result<Deleted>, what: 'sessions' | 'patients', id: string | null): Result<Deleted> {
    if (deleted.ok) events.emit({ kind: 'changed', what, id });
    return deleted;
  }

  async function deleteSound(unlocked: Unlocked, sessionId: string, reason: 'request' | 'consent-withdrawn') {
    return told(await erasure.sound(unlocked, [sessionId], reason), 'sessions', sessionId);
  }

  return {
    'backup.state': whenUnlocked((_body, unlocked) => ok(backups.state(unlocked))),
    'backup.setFolder': whenUnlocked(({ folder }, unlocked) => backups.setFolder(unlocked, folder)),
    'backup.make': whenUnlocked(({ withSound }, unlocked) => backups.make(unlocked, withSound)),
    'backup.check': whenUnlocked(({ name }, unlocked) => restores.check(unlocked, backups.folder(unlocked), name)),
    'backup.find': always(({ folder }) => restores.find(folder)),
    'backup.restore': always(async (asked) => {
      const restored = await restores.restore(asked);
      app.announce();
      return restored;
    }),

    'retention.state': whenUnlocked((_body, { store }) => ok(retentionState(store, app.now()))),
    'retention.set': whenUnlocked(({ soundDays: days }, { store }) => {
      setSoundDays(store, days);
      return ok(retentionState(store, app.now()));
    }),
    'retention.apply': whenUnlocked(async (_body, unlocked) => {
      const due = dueSound(unlocked.store, app.now()).map(({ sessionId }) => sessionId);
      const deleted = told(await erasure.sound(unlocked, due, 'retention'), 'sessions', null);
      if (deleted.ok) trustClock(unlocked.store);
      return deleted;
    }),
    'retention.hold': whenUnlocked(({ patientId, reason }, { store, therapist }) => {
      if (store.patients.get(patientId) === null) return fail('not_found', 'This patient does not exist any more.');
      store.holds.put({ patientId, since: app.now().toISOString(), reason }, therapist.id);
      return ok(retentionState(store, app.now()));
    }),
    'retention.release': whenUnlocked(({ patientId }, { store }) =>
      store.holds.release(patientId)
        ? ok(retentionState(store, app.now()))
        : fail('not_found', 'This patient is not on hold.'),
    ),

    'sessions.keeping': whenUnlocked(({ sessionId }, unlocked) => {
      const session = findSession(unlocked, sessionId);
      if (!session.ok) return session;
      const { store } = unlocked;
      const deletion = store.deletions.ofSound(sessionId);
      const hasSound = store.tracks.count(sessionId) > 0;
      const state = deletion !== null ? 'deleted' : hasSound ? 'kept' : 'none';
      const keeping: SoundKeeping = {
        ...{ state, deletion, soundDays: soundDays(store) },
        dueOn: state === 'kept' && !session.value.isSample ? dueAt(store, sessionId) : null,
        isOnHold: store.holds.isOn(session.value.patientId),
      };
      return ok(keeping);
    }),
    'sessions.deleteSound': whenUnlocked(({ sessionId }, unlocked) => deleteSound(unlocked, sessionId, 'request')),
    'sessions.withdraw': whenUnlocked(({ sessionId }, unlocked) =>
      deleteSound(unlocked, sessionId, 'consent-withdrawn'),
    ),
    'sessions.delete': whenUnlocked(async ({ sessionId }, unlocked) =>
      told(await erasure.session(unlocked, sessionId), 'sessions', sessionId),
    ),
    'patients.delete': whenUnlocked(async ({ patientId }, unlocked) =>
      told(await erasure.patient(unlocked, patientId), 'patients', patientId),
    ),
    'patients.export': whenUnlocked(({ patientId }, unlocked) => {
      const patient = unlocked.store.patients.get(patientId);
      if (patient === null) return fail('not_found', 'This patient does not exist any more.');
      const copy = patientCopy(unlocked.store, patient, app.now().toISOString());
      const jsonBase64 = Buffer.from(`${JSON.stringify(copy, null, 2)}\n`, 'utf8').toString('base64');
      return ok({ fileName: `record-${patientId.slice(0, 8)}.json`, jsonBase64 });
    }),
    'deletions.list': whenUnlocked((_body, { store }) => ok(store.deletions.all())),
  };
}
