/** After an unlock: a session that claims to be recording while nothing records was cut off. */
import type { Store } from '../store/createStore.ts';

export function takeStock(store: Store, recordingSessionId: string | null): void {
  for (const state of ['recording', 'paused'] as const) {
    for (const session of store.sessions.inState(state)) {
      if (session.id !== recordingSessionId) store.sessions.save({ ...session, state: 'interrupted' });
    }
  }
}
