/** Texts in the middle of being typed: kept by themselves, so that nothing but the newest second can be lost. */
import { ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';
import { findSession } from './sessions.ts';

export function typingHandlers(app: App): SomeHandlers<'typing.get' | 'typing.keep'> {
  return {
    'typing.get': whenUnlocked(({ sessionId }, unlocked) => {
      const session = findSession(unlocked, sessionId);
      return session.ok ? ok(unlocked.store.unfinishedTexts.of(sessionId)) : session;
    }),

    'typing.keep': whenUnlocked(({ sessionId, place, text }, unlocked) => {
      const session = findSession(unlocked, sessionId);
      if (!session.ok) return session;
      const { unfinishedTexts } = unlocked.store;
      if (text.trim() === '') unfinishedTexts.drop(sessionId, place);
      else unfinishedTexts.keep(sessionId, { place, text }, app.now().toISOString());
      return ok(null);
    }),
  };
}
