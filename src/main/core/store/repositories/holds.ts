/** Patients whose record and sound must stay, whatever the retention says. */
import type { LegalHold } from '../../../../shared/contractKeeping.ts';
import type { Db } from '../openDatabase.ts';

export function holdsIn(db: Db) {
  const put = db.prepare<[string, string, string, string]>(`INSERT INTO legal_hold (patient_id, since, user_id, reason)
    VALUES (?, ?, ?, ?) ON CONFLICT (patient_id) DO UPDATE SET reason = excluded.reason`);
  const all = db.prepare<[], LegalHold>(
    'SELECT patient_id AS patientId, since, reason FROM legal_hold ORDER BY since, patient_id',
  );
  const one = db.prepare<[string], { found: number }>('SELECT count(*) AS found FROM legal_hold WHERE patient_id = ?');
  const drop = db.prepare<[string]>('DELETE FROM legal_hold WHERE patient_id = ?');
  return {
    put: (hold: LegalHold, userId: string) => void put.run(hold.patientId, hold.since, userId, hold.reason),
    all: (): readonly LegalHold[] => all.all(),
    isOn: (patientId: string): boolean => one.get(patientId)?.found === 1,
    release: (patientId: string): boolean => drop.run(patientId).changes === 1,
  };
}
