/** Set-up, unlock, lock, the audit trail, and the proof that nothing was altered. */
import { ok } from '../../../shared/result.ts';
import { always, type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { takeStock } from '../session/takeStock.ts';
import { verifyInstallation } from '../session/verifyInstallation.ts';
import type { App } from './app.ts';

type Names =
  | 'app.status'
  | 'security.setUp'
  | 'security.unlock'
  | 'security.lock'
  | 'security.verify'
  | 'security.audit';

export function securityHandlers(app: App): SomeHandlers<Names> {
  const { vault } = app;
  return {
    'app.status': always(() => ok(app.status())),

    'security.setUp': always(async ({ passphrase, ...person }) => {
      const done = await vault.setUp(person, passphrase);
      if (done.ok) app.announce();
      return done;
    }),

    'security.unlock': always(async ({ passphrase }) => {
      const opened = await vault.unlock(passphrase);
      if (!opened.ok) return opened;
      takeStock(opened.value.store, app.recorder.status()?.sessionId ?? null);
      app.announce();
      app.processing.takeUp(opened.value);
      return ok(null);
    }),

    'security.lock': always(() => {
      app.processing.suspend();
      vault.lock();
      app.announce();
      return ok(null);
    }),

    'security.verify': whenUnlocked(async (_body, unlocked) => ok(await verifyInstallation(app, unlocked))),

    'security.audit': whenUnlocked(({ limit }, { store }) => ok(store.audit.newest(limit))),
  };
}
