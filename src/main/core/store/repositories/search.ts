/** Full-text search over what was said, found and written. The index is filled from the tables themselves. */
import { type Db, transaction } from '../openDatabase.ts';

export type FoundKind = 'said' | 'fact' | 'note';

export interface FoundRow {
  readonly sessionId: string;
  readonly patientId: string;
  readonly dateOfService: string;
  readonly kind: FoundKind;
  /** Of the utterance, fact or sentence in its session. */
  readonly ref: string;
  readonly text: string;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export interface SearchScope {
  /** null: all patients. */
  readonly patientId: string | null;
  readonly kind: FoundKind;
  readonly limit: number;
}

export function searchIn(db: Db) {
  const drop = db.prepare<[string]>('DELETE FROM found_text WHERE session_id = ?');
  const dropRow = db.prepare<[number]>('DELETE FROM found_text WHERE id = ?');
  const sentences = db.prepare<[string], { id: number; ref: string; text: string }>(`SELECT found_text.id, ref, text
    FROM found_text JOIN search ON search.rowid = found_text.id WHERE session_id = ? AND found_text.kind = 'note'`);
  const addRow = db.prepare('INSERT INTO found_text (session_id, kind, ref) VALUES (?, ?, ?)');
  const addText = db.prepare('INSERT INTO search (rowid, kind, patient, text) VALUES (?, ?, ?, ?)');
  const texts = db.prepare<[string], { kind: FoundKind; ref: string; text: string }>(
    'SELECT kind, ref, text FROM searchable WHERE session_id = ? ORDER BY kind, position',
  );
  const patientOf = db.prepare<[string], { patient_id: string }>('SELECT patient_id FROM session WHERE id = ?');
  // Newest first, which the index gives without looking at every match.
  const found = db.prepare<[string, number], FoundRow>(`
    SELECT found_text.session_id AS sessionId, session.patient_id AS patientId,
      session.date_of_service AS dateOfService, found_text.kind, found_text.ref, search.text,
      (SELECT min(u.start_ms) FROM utterance u WHERE u.session_id = found_text.session_id AND (u.id = found_text.ref
        OR u.id IN (SELECT e.utterance_id FROM fact_evidence e
          WHERE found_text.kind = 'fact' AND e.session_id = u.session_id AND e.fact_id = found_text.ref))) AS startMs,
      (SELECT max(u.end_ms) FROM utterance u WHERE u.session_id = found_text.session_id AND (u.id = found_text.ref
        OR u.id IN (SELECT e.utterance_id FROM fact_evidence e
          WHERE found_text.kind = 'fact' AND e.session_id = u.session_id AND e.fact_id = found_text.ref))) AS endMs
    FROM search JOIN found_text ON found_text.id = search.rowid JOIN session ON session.id = found_text.session_id
    WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?`);

  const put = (sessionId: string, patientId: string, kind: FoundKind, ref: string, text: string): void => {
    const { lastInsertRowid } = addRow.run(sessionId, kind, ref);
    addText.run(lastInsertRowid, kind, patientId, text);
  };

  return {
    /** After a draft was made: everything of the session, anew. */
    index: transaction(db, (sessionId: string) => {
      const owner = patientOf.get(sessionId)?.patient_id ?? '';
      drop.run(sessionId);
      for (const { kind, ref, text } of texts.all(sessionId)) put(sessionId, owner, kind, ref, text);
    }),
    /** After a change: the sentences as they stand now; those that stayed are not touched. */
    indexNote: transaction(
      db,
      (sessionId: string, statements: readonly { readonly id: string; readonly text: string }[]) => {
        const owner = patientOf.get(sessionId)?.patient_id ?? '';
        const known = new Map(sentences.all(sessionId).map((row) => [row.ref, row]));
        for (const { id, text } of statements) {
          const row = known.get(id);
          known.delete(id);
          if (row?.text === text) continue;
          if (row !== undefined) dropRow.run(row.id);
          put(sessionId, owner, 'note', id, text);
        }
        for (const { id } of known.values()) dropRow.run(id);
      },
    ),
    find: (words: readonly string[], { patientId, kind, limit }: SearchScope): readonly FoundRow[] => {
      const wanted = words.map((word) => `text : "${word.replaceAll('"', '')}" *`);
      const scope = [`kind : "${kind}"`, ...(patientId === null ? [] : [`patient : "${patientId}"`])];
      return found.all([...scope, ...wanted].join(' AND '), limit);
    },
  };
}
