/**
 * The filled-in form as an intake: blanks become null, empty lines fall away, and who it is about comes from the store.
 * A part that is only half filled in (attended without scheduled, a target without a value) is not passed on, so that no
 * document shows it; the form keeps it.
 */
import type { DraftGoal, DraftMeasurement, DraftScore, ReportDraft } from '../../../shared/contractReports.ts';
import type {
  DatedValue,
  DocumentType,
  GoalTarget,
  Intake,
  IntakeGoal,
  Measurement,
} from '../../../shared/domain/intake.ts';
import type { Patient, Therapist } from '../../../shared/domain/record.ts';

export interface ReportIdentity {
  readonly document: DocumentType;
  readonly patient: Patient;
  readonly payerName: string | null;
  readonly therapist: Therapist;
  readonly previous: NonNullable<Intake['previous']> | null;
}

export function toIntake(draft: ReportDraft, identity: ReportIdentity): Intake {
  const { document, patient, payerName, therapist, previous } = identity;
  const { attendance, shortTermCount: short, delivery, plan, discharge } = draft;
  const date = text(draft.dates.report) ?? text(draft.dates.evaluation);
  return {
    format: 'ot-scribe-intake',
    version: 1,
    document,
    reason: draft.reason ?? (document === 'discharge' ? 'discharge' : document === 'plan' ? 'evaluation' : null),
    setting: draft.setting,
    payer: payerName,
    patient: {
      name: text(patient.name),
      age: ageOn(patient.birthDate, date),
      sex: draft.patient.sex,
      birthDate: patient.birthDate,
      recordNumber: patient.recordNumber,
      diagnosis: text(draft.patient.diagnosis),
      treatmentDiagnosis: text(draft.patient.treatmentDiagnosis),
      onset: text(draft.patient.onset),
      precautions: text(draft.patient.precautions),
      priorLevel: text(draft.patient.priorLevel),
    },
    therapist: { name: therapist.name, credentials: therapist.credentials, licence: therapist.licence },
    dates: {
      evaluation: text(draft.dates.evaluation),
      certificationStart: text(draft.dates.certificationStart),
      certificationEnd: text(draft.dates.certificationEnd),
      report: text(draft.dates.report),
      nextStart: text(draft.dates.nextStart),
      nextEnd: text(draft.dates.nextEnd),
    },
    attendance:
      attendance.attended === null || attendance.scheduled === null
        ? null
        : { attended: attendance.attended, scheduled: attendance.scheduled, missed: text(attendance.missed) },
    delivery: {
      frequency: text(delivery.frequency),
      asPlanned: delivery.asPlanned,
      interventions: lines(delivery.interventions),
    },
    goals: draft.goals.flatMap(toGoal),
    shortTermCount:
      short.addressed === null || short.total === null || short.met === null || short.progressing === null
        ? null
        : { addressed: short.addressed, total: short.total, met: short.met, progressing: short.progressing },
    baselines: draft.baselines
      .map(({ name, finding }) => ({ name: name.trim(), finding: finding.trim() }))
      .filter(({ name, finding }) => name !== '' && finding !== ''),
    scores: (draft.scores ?? []).map(({ name, first, between, latest }) => {
      return { name, first: dated(first), between: between.map(dated), latest: dated(latest) };
    }),
    gains: lines(draft.gains),
    reports: draft.reports.flatMap((report) => {
      const said = text(report.text);
      return said === null ? [] : [{ ...report, text: said }];
    }),
    education: lines(draft.education),
    reasoning: lines(draft.reasoning),
    changes: lines(draft.changes),
    limitations: lines(draft.limitations),
    necessity: lines(draft.necessity),
    potential: text(draft.potential),
    plan: { frequency: text(plan.frequency), steps: lines(plan.steps), goals: lines(plan.goals) },
    discharge: {
      criteria: lines(discharge.criteria),
      expected: text(discharge.expected),
      reason: text(discharge.reason),
      equipment: lines(discharge.equipment),
      followUp: lines(discharge.followUp),
    },
    homeProgramme: draft.homeProgramme.flatMap(({ name, dose, steps, stopIf }) => {
      const called = text(name);
      return called === null ? [] : [{ name: called, dose: text(dose), steps: lines(steps), stopIf: text(stopIf) }];
    }),
    previous: previous === null ? null : { ...previous, explanation: text(draft.explanation) },
  };
}

function text(entered: string): string | null {
  const trimmed = entered.trim();
  return trimmed === '' ? null : trimmed;
}

function lines(entered: readonly string[]): readonly string[] {
  return entered.map((line) => line.trim()).filter((line) => line !== '');
}

/** A goal without words is none yet; without an area its own words say what is worked on. */
function toGoal(goal: DraftGoal): readonly IntakeGoal[] {
  const said = text(goal.text);
  const id = text(goal.id);
  if (said === null || id === null) return [];
  return [
    {
      ...{ id, term: goal.term, text: said, area: text(goal.area) ?? said },
      target: toTarget(goal.target),
      initial: toMeasurement(goal.initial),
      current: toMeasurement(goal.current),
      ...{ status: goal.status, comment: text(goal.comment), revised: text(goal.revised) },
    },
  ];
}

function toTarget({ level, value, unit, better }: DraftGoal['target']): GoalTarget | null {
  return level === null && value === null ? null : { level, value, unit: text(unit), better };
}

function toMeasurement({ text: entered, level, value, unit }: DraftMeasurement): Measurement | null {
  const said = text(entered);
  return said === null ? null : { text: said, level, value, unit: text(unit) };
}

/** Whole years on that day; null where either is not known. */
function ageOn(birthDate: string | null, day: string | null): number | null {
  if (birthDate === null || day === null) return null;
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const age = day.slice(5) < birthDate.slice(5) ? years - 1 : years;
  return age >= 0 && age <= 125 ? age : null;
}

function dated({ text: value, date }: DraftScore): DatedValue {
  return { text: value, date };
}
