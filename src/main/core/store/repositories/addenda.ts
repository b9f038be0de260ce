/** Signed additions to signed notes. Each takes in the chain value of what stands before it, the note's first. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonicalJson.ts';
import type { Addendum, AddendumKind, MinutesCorrection } from '../../../../shared/domain/note.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = {
  session_id: string;
  position: number;
  text: string;
  signed_by: string;
  credentials: string;
  licence: string | null;
  signed_at: string;
  time_zone: string;
  kind: AddendumKind | null;
  concerns: string | null;
  minutes: string | null;
  previous: string;
  chain: string;
};

export function addendaIn(db: Db) {
  const all = db.prepare<[string], Row>('SELECT * FROM addendum WHERE session_id = ? ORDER BY position');
  const sessions = db.prepare<[], { session_id: string }>('SELECT DISTINCT session_id FROM addendum');
  const noteChain = db.prepare<[string], { chain: string }>('SELECT chain FROM signature WHERE session_id = ?');
  const insert =
    db.prepare(`INSERT INTO addendum (session_id, position, text, signed_by, credentials, licence, signed_at,
    time_zone, kind, concerns, minutes, previous, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const remove = db.prepare<[string]>('DELETE FROM addendum WHERE session_id = ?');

  function isWhole(sessionId: string): boolean {
    let previous = noteChain.get(sessionId)?.chain ?? '';
    return all.all(sessionId).every((row, position) => {
      const fits = row.position === position && row.previous === previous;
      const expected = chainValue(previous, sessionId, toAddendum(row));
      previous = row.chain;
      return fits && row.chain === expected;
    });
  }

  return {
    of: (sessionId: string): readonly Addendum[] => all.all(sessionId).map(toAddendum),
    add: transaction(db, (sessionId: string, addendum: Addendum): void => {
      const before = all.all(sessionId);
      const previous = before.at(-1)?.chain ?? noteChain.get(sessionId)?.chain;
      if (previous === undefined) throw new Error('An addendum to a note that is not signed.');
      const { text, by, credentials, licence, signedAt, timeZone, kind = null, concerns = null } = addendum;
      const minutes = addendum.minutes === undefined ? null : JSON.stringify(addendum.minutes);
      const said = [text, by, credentials, licence, signedAt, timeZone, kind, concerns, minutes];
      insert.run(sessionId, before.length, ...said, previous, chainValue(previous, sessionId, addendum));
    }),
    removeSample: (sessionId: string) => void remove.run(sessionId),
    links: (sessionId: string) =>
      all.all(sessionId).map((row) => ({
        ...{ sessionId, addendum: toAddendum(row), previous: row.previous, chain: row.chain },
      })),
    /** The first session whose addenda do not follow from its note, or null. */
    firstBroken: (): string | null => sessions.all().find(({ session_id }) => !isWhole(session_id))?.session_id ?? null,
  };
}

function chainValue(previous: string, sessionId: string, addendum: Addendum): string {
  return createHash('sha256').update(canonicalJson({ previous, sessionId, addendum })).digest('hex');
}

/** What an older row does not have stays out: its hash was made without it. */
function toAddendum(row: Row): Addendum {
  return {
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.concerns === null ? {} : { concerns: row.concerns }),
    text: row.text,
    ...(row.minutes === null ? {} : { minutes: JSON.parse(row.minutes) as MinutesCorrection }),
    by: row.signed_by,
    credentials: row.credentials,
    licence: row.licence,
    signedAt: row.signed_at,
    timeZone: row.time_zone,
  };
}
