/** Patients with their payer and plan of care: read and written as one. */
import type { Goal, GoalAim, Patient } from '../../../../shared/domain/record.ts';
import { type Db, transaction } from '../openDatabase.ts';

type GoalRow = { patient_id: string; id: string; term: Goal['term']; text: string; target: string | null };
type Row = {
  id: string;
  name: string;
  birth_date: string | null;
  record_number: string | null;
  diagnosis: string | null;
  affected_side: Patient['affectedSide'];
  precautions: string | null;
  is_sample: number;
  payer_id: string;
  frequency: string | null;
  certification_start: string | null;
  certification_end: string | null;
};

const SELECT = `SELECT patient.*, payer_id, frequency, certification_start, certification_end
  FROM patient JOIN payer_link ON payer_link.patient_id = patient.id
  JOIN plan_of_care ON plan_of_care.patient_id = patient.id`;

export function patientsIn(db: Db) {
  const all = db.prepare<[], Row>(`${SELECT} ORDER BY patient.name COLLATE NOCASE, patient.id`);
  const one = db.prepare<[string], Row>(`${SELECT} WHERE patient.id = ?`);
  const samples = db.prepare<[], Row>(`${SELECT} WHERE patient.is_sample = 1 ORDER BY patient.id`);
  const goals = db.prepare<[string], GoalRow>(
    'SELECT patient_id, id, term, text, target FROM goal WHERE patient_id = ? ORDER BY position',
  );
  const allGoals = db.prepare<[], GoalRow>(
    'SELECT patient_id, id, term, text, target FROM goal ORDER BY patient_id, position',
  );
  const upsert = db.prepare(`
    INSERT INTO patient (id, name, birth_date, record_number, diagnosis, affected_side, precautions, is_sample, updated_at)
    VALUES (@id, @name, @birthDate, @recordNumber, @diagnosis, @affectedSide, @precautions, @isSample, @at)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, birth_date = excluded.birth_date,
      record_number = excluded.record_number, diagnosis = excluded.diagnosis, affected_side = excluded.affected_side,
      precautions = excluded.precautions, updated_at = excluded.updated_at`);
  const link = db.prepare(`INSERT INTO payer_link (patient_id, payer_id) VALUES (?, ?)
    ON CONFLICT (patient_id) DO UPDATE SET payer_id = excluded.payer_id`);
  const plan = db.prepare(`INSERT INTO plan_of_care (patient_id, frequency, certification_start, certification_end)
    VALUES (?, ?, ?, ?) ON CONFLICT (patient_id) DO UPDATE SET frequency = excluded.frequency,
      certification_start = excluded.certification_start, certification_end = excluded.certification_end`);
  const dropGoals = db.prepare<[string]>('DELETE FROM goal WHERE patient_id = ?');
  const addGoal = db.prepare(
    'INSERT INTO goal (id, patient_id, position, term, text, target) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM patient WHERE id = ?');

  const toPatient = (row: Row, owned: readonly GoalRow[] = goals.all(row.id)): Patient => ({
    id: row.id,
    name: row.name,
    birthDate: row.birth_date,
    recordNumber: row.record_number,
    diagnosis: row.diagnosis,
    affectedSide: row.affected_side,
    precautions: row.precautions,
    payerId: row.payer_id,
    planOfCare: {
      goals: owned.map(toGoal),
      frequency: row.frequency,
      certificationStart: row.certification_start,
      certificationEnd: row.certification_end,
    },
    isSample: row.is_sample === 1,
  });
  const found = (row: Row | undefined) => (row === undefined ? null : toPatient(row));

  return {
    list: (): readonly Patient[] => {
      const owned = Map.groupBy(allGoals.all(), ({ patient_id }) => patient_id);
      return all.all().map((row) => toPatient(row, owned.get(row.id) ?? []));
    },
    get: (id: string) => found(one.get(id)),
    samples: (): readonly Patient[] => samples.all().map((row) => toPatient(row)),
    save: transaction(db, (patient: Patient, at: string) => {
      upsert.run({ ...patient, isSample: patient.isSample ? 1 : 0, at });
      link.run(patient.id, patient.payerId);
      const { goals: wanted, frequency, certificationStart, certificationEnd } = patient.planOfCare;
      plan.run(patient.id, frequency, certificationStart, certificationEnd);
      dropGoals.run(patient.id);
      wanted.forEach((goal, position) => {
        const target = goal.target == null ? null : JSON.stringify(goal.target);
        addGoal.run(goal.id, patient.id, position, goal.term, goal.text, target);
      });
    }),
    remove: (id: string) => void remove.run(id),
  };
}

/** A goal of words alone has no target, as in records made before there were any. */
function toGoal({ id, term, text, target }: GoalRow): Goal {
  return target === null ? { id, term, text } : { id, term, text, target: JSON.parse(target) as GoalAim };
}
