/**
 * What was said, found and written, to be searched over all sessions: a full-text index inside the encrypted database.
 * A row of "found_text" names where a text comes from; its number is the index's row. Deleted words leave the index too.
 */
export const search = {
  version: 150,
  sql: `
    CREATE TABLE found_text (
      id INTEGER PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('said', 'fact', 'note')), ref TEXT NOT NULL
    ) STRICT;
    CREATE INDEX found_text_of_session ON found_text (session_id, kind);

    CREATE VIRTUAL TABLE search USING fts5 (
      kind, patient, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
    );
    INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
    CREATE TRIGGER found_text_leaves AFTER DELETE ON found_text BEGIN DELETE FROM search WHERE rowid = OLD.id; END;

    CREATE TABLE level_word (level TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT;
    INSERT INTO level_word VALUES
      ('I', 'independent'), ('ModI', 'modified independent mod i'), ('Supervision', 'supervision'),
      ('SBA', 'stand-by assist standby sba'), ('CGA', 'contact guard assist cga'),
      ('MinA', 'minimal assist min a minimum'), ('ModA', 'moderate assist mod a'),
      ('MaxA', 'maximal assist max a maximum'), ('TotalA', 'total assist dependent');

    CREATE VIEW searchable AS
      SELECT session_id, 'said' AS kind, id AS ref, text, position FROM utterance
      UNION ALL
      SELECT session_id, 'note', id, text, position FROM statement
      UNION ALL
      SELECT session_id, 'fact', id, trim(fact.kind || ' ' || coalesce(task, '') || ' ' || coalesce(words, '') || ' ' ||
        coalesce(measure, '') || ' ' || coalesce(cpt, '') || ' ' || coalesce(json_extract(body, '$.gist'), '') || ' ' ||
        coalesce(json_extract(body, '$.name'), '') || ' ' || coalesce(json_extract(body, '$.bodyPart'), '')), position
      FROM fact LEFT JOIN level_word ON level_word.level = fact.assist_level WHERE polarity IN ('affirmed', 'planned');

    INSERT INTO found_text (session_id, kind, ref)
      SELECT session_id, kind, ref FROM searchable JOIN session ON session.id = session_id
      ORDER BY session.created_at, session.id, searchable.kind, position;
    INSERT INTO search (rowid, kind, patient, text)
      SELECT found_text.id, found_text.kind, session.patient_id, searchable.text FROM found_text
      JOIN searchable USING (session_id, kind, ref) JOIN session ON session.id = found_text.session_id;
  `,
} as const;
