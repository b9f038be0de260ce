/** What was heard of a session before anybody corrected the transcript; kept from the first correction on. */
import type { Db } from '../openDatabase.ts';
import type { Findings } from './findings.ts';

export type FirstHearing = Pick<Findings, 'transcript' | 'facts' | 'ledger'>;

export function firstHearingsIn(db: Db) {
  const insert = db.prepare('INSERT OR IGNORE INTO first_hearing (session_id, body) VALUES (?, ?)');
  const select = db.prepare<[string], { body: string }>('SELECT body FROM first_hearing WHERE session_id = ?');
  const clear = db.prepare<[string]>('DELETE FROM first_hearing WHERE session_id = ?');
  return {
    /** The first one stays: a later call changes nothing. */
    keep: (sessionId: string, { transcript, facts, ledger }: FirstHearing) =>
      void insert.run(sessionId, JSON.stringify({ transcript, facts, ledger })),
    of: (sessionId: string): FirstHearing | null => {
      const row = select.get(sessionId);
      return row === undefined ? null : (JSON.parse(row.body) as FirstHearing);
    },
    clear: (sessionId: string) => void clear.run(sessionId),
  };
}
