/** Amounts of the year, events of the plan, signed charge lines and imported tables: what stands over sessions. */
import type { SameDaySession, UnitLine } from '../../../../shared/domain/billing.ts';
import type { PlanEvent, PlanEventKind } from '../../../../shared/domain/clocks.ts';
import type { ChargedMinutes, MinutesCorrection } from '../../../../shared/domain/note.ts';
import type { PairTable } from '../../../../shared/domain/rules.ts';
import type { AccrualEntry, FeeSchedule } from '../../../../shared/domain/threshold.ts';
import type { Db } from '../openDatabase.ts';

type AccrualRow = {
  id: string;
  kind: AccrualEntry['kind'];
  discipline: AccrualEntry['discipline'];
  amount_cents: number;
  date: string;
  source: string;
  session_id: string | null;
  status: 'pending' | 'paid' | 'denied' | null;
  user_id: string;
  at: string;
};
type EventRow = {
  id: string;
  kind: PlanEventKind;
  date: string;
  note: string;
  by_assistant: number;
  user_id: string;
  at: string;
};
type LineRow = { session_id: string; code: string; minutes: number; units: number; timed: number };

export function episodeIn(db: Db) {
  const addAmount = db.prepare(`INSERT INTO accrual
    (id, patient_id, kind, discipline, amount_cents, date, source, session_id, status, user_id, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const amounts = db.prepare<[string], AccrualRow>('SELECT * FROM accrual WHERE patient_id = ? ORDER BY date, at, id');
  const settle = db.prepare<[string, string, string]>(
    "UPDATE accrual SET status = ? WHERE id = ? AND patient_id = ? AND kind = 'visit'",
  );
  const addEvent = db.prepare(`INSERT INTO plan_event (id, patient_id, kind, date, note, by_assistant, user_id, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const events = db.prepare<[string], EventRow>('SELECT * FROM plan_event WHERE patient_id = ? ORDER BY date, at, id');
  const lines = db.prepare<[string], LineRow>(`SELECT charge_line.* FROM charge_line
    JOIN session ON session.id = charge_line.session_id WHERE session.patient_id = ? ORDER BY session_id, position`);
  const corrections = db.prepare<[string], { session_id: string; minutes: string }>(
    `SELECT addendum.session_id, addendum.minutes FROM addendum JOIN session ON session.id = addendum.session_id
    WHERE session.patient_id = ? AND addendum.minutes IS NOT NULL ORDER BY addendum.session_id, addendum.position`,
  );
  const visit = db.prepare<[string], { id: string }>('SELECT id FROM accrual WHERE session_id = ?');
  const setTable = db.prepare(`INSERT INTO billing_table (kind, body, imported_at) VALUES (?, ?, ?)
    ON CONFLICT (kind) DO UPDATE SET body = excluded.body, imported_at = excluded.imported_at`);
  const table = db.prepare<[string], { body: string }>('SELECT body FROM billing_table WHERE kind = ?');
  const read = <T>(kind: string): T | null => {
    const row = table.get(kind);
    return row === undefined ? null : (JSON.parse(row.body) as T);
  };

  /** By session, what the newest correction of its minutes came to. */
  const correctedOf = (patientId: string): ReadonlyMap<string, ChargedMinutes> =>
    new Map(
      corrections.all(patientId).map((row) => [row.session_id, (JSON.parse(row.minutes) as MinutesCorrection).after]),
    );

  return {
    addAmount: (patientId: string, entry: AccrualEntry) => {
      const { id, kind, discipline, amountCents, date, source, by, at } = entry;
      const visit = entry.kind === 'visit' ? [entry.sessionId, entry.status] : [null, null];
      addAmount.run(id, patientId, kind, discipline, amountCents, date, source, ...visit, by, at);
    },
    /** A visit counts with its corrected lines, and keeps what was signed. */
    amounts: (patientId: string): readonly AccrualEntry[] => {
      const corrected = correctedOf(patientId);
      return amounts.all(patientId).map((row) => toEntry(row, corrected.get(row.session_id ?? '')));
    },
    hasVisit: (sessionId: string): boolean => visit.get(sessionId) !== undefined,
    /** false: the patient has no such visit. */
    settle: (patientId: string, entryId: string, status: 'pending' | 'paid' | 'denied'): boolean =>
      settle.run(status, entryId, patientId).changes > 0,
    addEvent: (patientId: string, { id, kind, date, note, byAssistant, by, at }: PlanEvent) =>
      void addEvent.run(id, patientId, kind, date, note, byAssistant ? 1 : 0, by, at),
    events: (patientId: string): readonly PlanEvent[] =>
      events.all(patientId).map(({ by_assistant, user_id, ...row }) => ({
        ...{ ...row, byAssistant: by_assistant === 1, by: user_id },
      })),
    /** Lines of the patient's signed notes as they are billed now, by session. */
    billedLines: (patientId: string): ReadonlyMap<string, SameDaySession> => {
      const bySession = Map.groupBy(lines.all(patientId), (row) => row.session_id);
      const signed = [...bySession].map(([sessionId, rows]) => [sessionId, rows.map(toLine)] as const);
      const corrected = [...correctedOf(patientId)].map(([sessionId, after]) => [sessionId, unitLines(after)] as const);
      return new Map([...signed, ...corrected].map(([sessionId, lines]) => [sessionId, { sessionId, lines }]));
    },
    setFees: (fees: FeeSchedule, at: string) => void setTable.run('fees', JSON.stringify(fees), at),
    fees: () => read<FeeSchedule>('fees'),
    setPairs: (pairs: PairTable, at: string) => void setTable.run('pairs', JSON.stringify(pairs), at),
    pairs: () => read<PairTable>('pairs'),
  };
}

function toLine({ code, minutes, units, timed }: LineRow): UnitLine {
  return { code, minutes, units, timed: timed === 1 };
}

function unitLines({ lines }: ChargedMinutes): readonly UnitLine[] {
  return lines.map(({ code, minutes, units, timed = true }) => ({ code, minutes, units, timed }));
}

function toEntry(row: AccrualRow, now: ChargedMinutes | undefined): AccrualEntry {
  const { amount_cents: signedCents, session_id, status, user_id, kind, ...rest } = row;
  const base = { ...rest, amountCents: signedCents, by: user_id };
  if (kind !== 'visit') return { ...base, kind };
  const visit = { ...base, kind, sessionId: session_id!, status: status! };
  if (now === undefined || now.allowedCents === signedCents) return visit;
  const isPriced = typeof now.allowedCents === 'number';
  return { ...visit, amountCents: now.allowedCents ?? signedCents, corrected: { signedCents, isPriced } };
}
