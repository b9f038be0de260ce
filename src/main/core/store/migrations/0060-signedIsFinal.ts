/**
 * From the signature on, a session's record cannot be changed by any code: each table that is part of it refuses.
 * The sample is nobody's record and may be removed whole. Sound is not part of the note and has its own retention.
 */
const RECORD_TABLES = [
  'front_end',
  'utterance',
  'transcript_gap',
  'fact',
  'fact_evidence',
  'ledger_entry',
  'ledger',
  'note',
  'note_section',
  'statement',
  'statement_evidence',
  'edit',
  'review',
  'charge',
] as const;

const isSigned = (row: 'OLD' | 'NEW') => `EXISTS (SELECT 1 FROM signature WHERE session_id = ${row}.session_id)`;
const isReal = (row: 'OLD' | 'NEW', key: string) =>
  `NOT EXISTS (SELECT 1 FROM session WHERE id = ${row}.${key} AND is_sample = 1)`;
const refuse = `BEGIN SELECT RAISE(ABORT, 'a signed note is read-only'); END;`;

/** The three triggers that keep a table of the record as it was signed. */
export function guard(table: string): string {
  return `
    CREATE TRIGGER ${table}_signed_insert BEFORE INSERT ON ${table} WHEN ${isSigned('NEW')} ${refuse}
    CREATE TRIGGER ${table}_signed_update BEFORE UPDATE ON ${table} WHEN ${isSigned('OLD')} ${refuse}
    CREATE TRIGGER ${table}_signed_delete BEFORE DELETE ON ${table}
      WHEN ${isSigned('OLD')} AND ${isReal('OLD', 'session_id')} ${refuse}`;
}

export const signedIsFinal = {
  version: 60,
  sql: `
    ${RECORD_TABLES.map(guard).join('\n')}
    CREATE TRIGGER signature_is_final BEFORE UPDATE ON signature ${refuse}
    CREATE TRIGGER signature_stays BEFORE DELETE ON signature WHEN ${isReal('OLD', 'session_id')} ${refuse}
    CREATE TRIGGER session_signed_update BEFORE UPDATE ON session
      WHEN EXISTS (SELECT 1 FROM signature WHERE session_id = OLD.id) ${refuse}
    CREATE TRIGGER session_signed_delete BEFORE DELETE ON session
      WHEN EXISTS (SELECT 1 FROM signature WHERE session_id = OLD.id) AND OLD.is_sample = 0 ${refuse}
  `,
} as const;
