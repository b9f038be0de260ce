/** The therapist's kept voice: offered to a session, kept when asked to, deleted everywhere at once. */
import { fail, ok } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { App } from './app.ts';
import { readyForSound } from './sessions.ts';

type Names = 'voice.list' | 'voice.keep' | 'voice.use' | 'voice.delete' | 'voice.forget';

export function voiceHandlers({ voices, recorder }: App): SomeHandlers<Names> {
  return {
    'voice.list': whenUnlocked((_body, { store, therapist }) => ok(store.voices.ofUser(therapist.id))),
    'voice.keep': whenUnlocked(({ sessionId }, unlocked) => voices.keep(unlocked, sessionId)),
    'voice.use': whenUnlocked(async ({ sessionId, voiceId }, unlocked) => {
      const session = readyForSound(unlocked, sessionId);
      return session.ok ? voices.use(unlocked, sessionId, voiceId) : session;
    }),
    'voice.delete': whenUnlocked(({ voiceId }, unlocked) => voices.remove(unlocked, voiceId)),
    'voice.forget': whenUnlocked((_body, unlocked) => {
      const isBusy = recorder.status() !== null || unlocked.store.sessions.inState('processing').length > 0;
      if (isBusy) return fail('conflict', 'A session is being recorded or written. Delete your voice after it.');
      return voices.forget(unlocked);
    }),
  };
}
