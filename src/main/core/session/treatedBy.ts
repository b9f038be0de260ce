/** Who gave a session: their minutes are theirs, whoever has the app open when the note is made. */
import type { Therapist } from '../../../shared/domain/record.ts';
import type { Unlocked } from './vault.ts';

export function treatedBy({ store, therapist }: Pick<Unlocked, 'store' | 'therapist'>, sessionId: string): Therapist {
  const userId = store.sessions.userId(sessionId);
  return store.users.all().find(({ id }) => id === userId) ?? therapist;
}
