/** Set-up, unlock, lock, the audit trail, and the proof that nothing was altered. */

import type { AutoLockSetting, ScreenCaptureSetting } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { always, type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { AUTO_LOCK_CHOICES, AUTO_LOCK_KEY, autoLockMinutes } from '../session/idleLock.ts';
import { isCaptureAllowed, setCaptureAllowed } from '../session/screenCapture.ts';
import { takeStock } from '../session/takeStock.ts';
import type { Unlocked } from '../session/vault.ts';
import { verifyInstallation } from '../session/verifyInstallation.ts';
import type { Store } from '../store/createStore.ts';
import type { App } from './app.ts';

type Names =
  | 'app.status'
  | 'security.setUp'
  | 'security.unlock'
  | 'security.recover'
  | 'security.lock'
  | 'security.pin'
  | 'security.setPin'
  | 'security.removePin'
  | 'security.unlockWithPin'
  | 'security.active'
  | 'security.autoLock'
  | 'security.setAutoLock'
  | 'security.screenCapture'
  | 'security.setScreenCapture'
  | 'security.verify'
  | 'security.audit'
  | 'security.auditReport'
  | 'security.chain';

const DAY_MS = 86_400_000;

export function securityHandlers(app: App): SomeHandlers<Names> {
  const { vault } = app;

  function entered(opened: Result<Unlocked>): Result<null> {
    if (!opened.ok) return opened;
    takeStock(opened.value.store, app.recorder.status()?.sessionId ?? null);
    app.touch();
    app.announce();
    app.processing.takeUp(opened.value);
    app.erasure.finish(opened.value);
    void app.housekeeping();
    return ok(null);
  }

  const screenCapture = (store: Store): ScreenCaptureSetting => ({
    isAllowed: isCaptureAllowed(store),
    isControlled: app.status().shell === 'electron',
  });

  return {
    'app.status': always(() => ok(app.status())),

    'security.setUp': always(async ({ passphrase, ...person }) => {
      const done = await vault.setUp(person, passphrase);
      if (done.ok) app.announce();
      return done;
    }),

    'security.unlock': always(async ({ passphrase }) => entered(await vault.unlock(passphrase))),

    'security.recover': always(async ({ recoveryCode, passphrase }) =>
      entered(await vault.recover(recoveryCode, passphrase)),
    ),

    'security.pin': always(() => ok({ state: vault.pinState() })),

    'security.unlockWithPin': always(async ({ pin }) => entered(await vault.unlockWithPin(pin))),

    'security.setPin': whenUnlocked(async ({ passphrase, pin }) => {
      const set = await vault.setPin(passphrase, pin);
      return set.ok ? ok({ state: vault.pinState() }) : set;
    }),

    'security.removePin': whenUnlocked(() => {
      const removed = vault.removePin();
      return removed.ok ? ok({ state: vault.pinState() }) : removed;
    }),

    'security.lock': always(() => {
      app.lock();
      return ok(null);
    }),

    'security.active': always(() => {
      app.touch();
      return ok(null);
    }),

    'security.autoLock': whenUnlocked((_body, { store }) => ok(settingOf(store))),

    'security.setAutoLock': whenUnlocked(({ minutes }, { store }) => {
      store.settings.set(AUTO_LOCK_KEY, String(minutes));
      return ok(settingOf(store));
    }),

    'security.screenCapture': whenUnlocked((_body, { store }) => ok(screenCapture(store))),

    'security.setScreenCapture': whenUnlocked(({ isAllowed }, { store }) => {
      setCaptureAllowed(store, isAllowed);
      app.announce();
      return ok(screenCapture(store));
    }),

    'security.verify': whenUnlocked(async (_body, unlocked) => {
      const report = await verifyInstallation(app, unlocked);
      vault.audit(report.ok ? 'verified' : 'integrity-failure', null);
      return ok(report);
    }),

    'security.chain': whenUnlocked((_body, { store }) => {
      const signatures = store.signatures.links();
      const addenda = signatures.flatMap(({ sessionId }) => store.addenda.links(sessionId));
      const madeAt = app.now().toISOString();
      const chain = { format: 'ot-scribe-chain', version: 1, madeAt, signatures, addenda };
      const jsonBase64 = Buffer.from(`${JSON.stringify(chain, null, 1)}\n`, 'utf8').toString('base64');
      return ok({ fileName: `signed-notes-${madeAt.slice(0, 10)}.json`, jsonBase64 });
    }),

    'security.auditReport': whenUnlocked(({ from, to }, { store }) => {
      if (to < from) return fail('invalid_input', 'The last day lies before the first.', { at: 'to' });
      const after = new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS).toISOString();
      const counts = store.audit.counts(`${from}T00:00:00.000Z`, after);
      const named = counts.map((row) => ({ ...row, user: nameOf(store, row.user) }));
      return ok({ from, to, lines: counts.reduce((sum, { count }) => sum + count, 0), counts: named });
    }),

    'security.audit': whenUnlocked(({ limit }, { store }) => {
      return ok(store.audit.newest(limit).map((row) => ({ ...row, user: nameOf(store, row.user) })));
    }),
  };
}

/** The trail keeps who it was by an id; one that is no user of this store stands as it is. */
function nameOf(store: Store, user: string): string {
  return store.users.all().find(({ id }) => id === user)?.name ?? user;
}

function settingOf(store: Store): AutoLockSetting {
  return { minutes: autoLockMinutes(store.settings.get(AUTO_LOCK_KEY)), choices: AUTO_LOCK_CHOICES };
}
