/** Sessions: header, consent, wrapped key, marks and timers. */
import type { Consent, SessionHeader, SessionState } from '../../../../shared/domain/record.ts';
import { type Db, transaction } from '../openDatabase.ts';

type Row = {
  id: string;
  patient_id: string;
  state: SessionState;
  date_of_service: string;
  started_at: string | null;
  time_zone: string;
  consent_kind: Consent['kind'];
  consent_at: string | null;
  consent_by: string | null;
  consent_method: string | null;
  consent_script: string | null;
  duration_ms: number;
  is_sample: number;
};

export interface SessionTimer {
  readonly id: string;
  readonly cpt: string;
  readonly task: string;
  readonly startMs: number;
  readonly endMs: number | null;
}

export interface NewSession {
  readonly header: SessionHeader;
  readonly userId: string;
  readonly wrappedKey: Uint8Array;
  readonly at: string;
}

export function sessionsIn(db: Db) {
  const insert =
    db.prepare(`INSERT INTO session (id, patient_id, user_id, state, date_of_service, started_at, time_zone,
      consent_kind, consent_at, consent_by, consent_method, consent_script, duration_ms, is_sample, created_at)
    VALUES (@id, @patientId, @userId, @state, @dateOfService, @startedAt, @timeZone,
      @consentKind, @consentAt, @consentBy, @consentMethod, @consentScript, @durationMs, @isSample, @at)`);
  const insertKey = db.prepare('INSERT INTO session_key (session_id, wrapped) VALUES (?, ?)');
  const key = db.prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM session_key WHERE session_id = ?');
  const dropKey = db.prepare<[string]>('DELETE FROM session_key WHERE session_id = ?');
  const one = db.prepare<[string], Row>('SELECT * FROM session WHERE id = ?');
  const treating = db.prepare<[string], { user_id: string }>('SELECT user_id FROM session WHERE id = ?');
  const ofPatient = db.prepare<[string], Row>('SELECT * FROM session WHERE patient_id = ? ORDER BY created_at DESC');
  const all = db.prepare<[], Row>('SELECT * FROM session ORDER BY created_at DESC');
  const inState = db.prepare<[string], Row>('SELECT * FROM session WHERE state = ? ORDER BY created_at');
  const update = db.prepare(`UPDATE session SET state = @state, started_at = @startedAt, duration_ms = @durationMs,
      date_of_service = @dateOfService, consent_kind = @consentKind, consent_at = @consentAt, consent_by = @consentBy,
      consent_method = @consentMethod, consent_script = @consentScript WHERE id = @id`);
  const remove = db.prepare<[string]>('DELETE FROM session WHERE id = ?');
  const addMark = db.prepare('INSERT OR IGNORE INTO mark (session_id, at_ms) VALUES (?, ?)');
  const marks = db.prepare<[string], { at_ms: number }>('SELECT at_ms FROM mark WHERE session_id = ? ORDER BY at_ms');
  const addTimer = db.prepare('INSERT INTO timer (id, session_id, cpt, task, start_ms) VALUES (?, ?, ?, ?, ?)');
  const endTimers = db.prepare('UPDATE timer SET end_ms = max(?, start_ms) WHERE session_id = ? AND end_ms IS NULL');
  const timers = db.prepare<[string], SessionTimer>(
    'SELECT id, cpt, task, start_ms AS startMs, end_ms AS endMs FROM timer WHERE session_id = ? ORDER BY start_ms, id',
  );

  return {
    add: transaction(db, (fresh: NewSession) => {
      insert.run({ ...columnsOf(fresh.header), userId: fresh.userId, at: fresh.at });
      insertKey.run(fresh.header.id, fresh.wrappedKey);
    }),
    get: (id: string): SessionHeader | null => {
      const row = one.get(id);
      return row === undefined ? null : toHeader(row);
    },
    /** Who gave it. */
    userId: (id: string): string | null => treating.get(id)?.user_id ?? null,
    ofPatient: (patientId: string) => ofPatient.all(patientId).map(toHeader),
    /** All sessions, the newest first, by patient: one look instead of one for each. */
    byPatient: (): ReadonlyMap<string, readonly SessionHeader[]> =>
      Map.groupBy(all.all().map(toHeader), ({ patientId }) => patientId),
    inState: (state: SessionState) => inState.all(state).map(toHeader),
    save: (header: SessionHeader) => void update.run(columnsOf(header)),
    remove: (id: string) => void remove.run(id),
    wrappedKey: (id: string): Uint8Array | null => key.get(id)?.wrapped ?? null,
    dropKey: (id: string) => void dropKey.run(id),
    addMark: (id: string, atMs: number) => void addMark.run(id, atMs),
    marks: (id: string) => marks.all(id).map((row) => row.at_ms),
    startTimer: (id: string, timer: Omit<SessionTimer, 'endMs'>) =>
      void addTimer.run(timer.id, id, timer.cpt, timer.task, timer.startMs),
    endTimers: (id: string, atMs: number) => void endTimers.run(atMs, id),
    timers: (id: string) => timers.all(id),
  };
}

function columnsOf(header: SessionHeader) {
  const given = header.consent.kind === 'given' ? header.consent : null;
  return {
    id: header.id,
    patientId: header.patientId,
    state: header.state,
    dateOfService: header.dateOfService,
    startedAt: header.startedAt,
    timeZone: header.timeZone,
    consentKind: header.consent.kind,
    consentAt: header.consent.kind === 'pending' ? null : header.consent.at,
    consentBy: given?.by ?? null,
    consentMethod: given?.method ?? null,
    consentScript: given?.scriptVersion ?? null,
    durationMs: Math.round(header.durationMs),
    isSample: header.isSample ? 1 : 0,
  };
}

function toHeader(row: Row): SessionHeader {
  return {
    id: row.id,
    patientId: row.patient_id,
    state: row.state,
    dateOfService: row.date_of_service,
    startedAt: row.started_at,
    timeZone: row.time_zone,
    consent: consentOf(row),
    durationMs: row.duration_ms,
    isSample: row.is_sample === 1,
  };
}

function consentOf(row: Row): Consent {
  if (row.consent_kind === 'pending') return { kind: 'pending' };
  const at = row.consent_at ?? '';
  if (row.consent_kind === 'declined') return { kind: 'declined', at };
  type Given = Extract<Consent, { kind: 'given' }>;
  return {
    kind: 'given',
    at,
    by: row.consent_by as Given['by'],
    method: row.consent_method as Given['method'],
    scriptVersion: row.consent_script ?? '',
  };
}
