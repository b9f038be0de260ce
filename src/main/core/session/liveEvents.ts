/** Which events of a session that is going on reach the pages: a recording outlasts the lock, and others may open. */
import type { AppEvent } from '../../../shared/contract.ts';
import type { Access } from '../../../shared/domain/roles.ts';

/** Words, timed minutes and levels of a session. */
const OF_A_SESSION: ReadonlySet<AppEvent['kind']> = new Set(['preview', 'ledger', 'meters']);

/** @param access of whoever has the app open; null: nobody */
export function mayReachPages({ kind }: AppEvent, access: Access | null): boolean {
  return !OF_A_SESSION.has(kind) || (access?.areas.includes('care') ?? false);
}
