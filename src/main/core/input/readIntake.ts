/**
 * A typed intake from a file. Everything may be left out but what the document is; what is left out stays blank in it.
 * Counts that cannot be are refused here, so that no document ever shows them.
 */
import { z } from 'zod';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import {
  CARE_SETTINGS,
  DOCUMENT_TYPES,
  GOAL_STATUSES,
  type Intake,
  REPORT_REASONS,
} from '../../../shared/domain/intake.ts';
import type { Result } from '../../../shared/result.ts';
import { readJsonFile } from './readJson.ts';

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'give dates as YYYY-MM-DD')
  .refine((text) => {
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  }, 'this day does not exist');
const line = z.string().trim().min(1).max(600);
const lines = z.array(line).max(40).default([]);
const optionalLine = line.nullable().default(null);
const optionalDate = isoDate.nullable().default(null);
const count = z.number().int().min(0).max(1000);

const measurement = z.strictObject({
  text: line,
  level: z.enum(ASSIST_LEVELS).nullable().default(null),
  value: z.number().nullable().default(null),
  unit: z.string().max(20).nullable().default(null),
});

const datedValue = z.strictObject({ text: line, date: isoDate });

const target = z
  .strictObject({
    level: z.enum(ASSIST_LEVELS).nullable().default(null),
    value: z.number().nullable().default(null),
    unit: z.string().max(20).nullable().default(null),
    better: z.enum(['higher', 'lower']).default('higher'),
  })
  .refine(({ level, value }) => level !== null || value !== null, 'a target needs a level or a value');

const goal = z.strictObject({
  id: z.string().trim().min(1).max(20),
  term: z.enum(['long', 'short']),
  text: line,
  area: line,
  target: target.nullable().default(null),
  initial: measurement.nullable().default(null),
  current: measurement.nullable().default(null),
  status: z.enum(GOAL_STATUSES).nullable().default(null),
  comment: optionalLine,
  revised: optionalLine,
});

export const intakeSchema = z.strictObject({
  format: z.literal('ot-scribe-intake'),
  version: z.literal(1),
  document: z.enum(DOCUMENT_TYPES),
  reason: z.enum(REPORT_REASONS).nullable().default(null),
  setting: z.enum(CARE_SETTINGS).nullable().default(null),
  payer: optionalLine,
  patient: z
    .strictObject({
      name: optionalLine,
      age: z.number().int().min(0).max(125).nullable().default(null),
      sex: z.enum(['female', 'male']).nullable().default(null),
      birthDate: optionalDate,
      recordNumber: optionalLine,
      diagnosis: optionalLine,
      treatmentDiagnosis: optionalLine,
      onset: optionalDate,
      precautions: optionalLine,
      priorLevel: optionalLine,
    })
    .prefault({}),
  therapist: z.strictObject({ name: optionalLine, credentials: optionalLine, licence: optionalLine }).prefault({}),
  dates: z
    .strictObject({
      evaluation: optionalDate,
      certificationStart: optionalDate,
      certificationEnd: optionalDate,
      report: optionalDate,
      nextStart: optionalDate,
      nextEnd: optionalDate,
    })
    .prefault({}),
  attendance: z
    .strictObject({ attended: count, scheduled: count, missed: optionalLine })
    .refine(({ attended, scheduled }) => attended <= scheduled, 'more sessions attended than scheduled')
    .nullable()
    .default(null),
  delivery: z
    .strictObject({ frequency: optionalLine, asPlanned: z.boolean().nullable().default(null), interventions: lines })
    .prefault({}),
  goals: z.array(goal).max(40).default([]),
  shortTermCount: z
    .strictObject({ addressed: count, total: count, met: count, progressing: count })
    .refine(
      ({ addressed, total, met, progressing }) => addressed <= total && met + progressing <= addressed,
      'more goals met and progressing than addressed, or more addressed than there are',
    )
    .nullable()
    .default(null),
  baselines: z
    .array(z.strictObject({ name: line, finding: line }))
    .max(60)
    .default([]),
  scores: z
    .array(
      z.strictObject({
        name: line,
        first: datedValue,
        between: z.array(datedValue).max(20).default([]),
        latest: datedValue,
      }),
    )
    .max(20)
    .default([]),
  gains: lines,
  reports: z
    .array(
      z.strictObject({
        who: z.enum(['patient', 'caregiver']),
        where: z.enum(['clinic', 'home']).nullable().default(null),
        text: line,
      }),
    )
    .max(40)
    .default([]),
  education: lines,
  reasoning: lines,
  changes: lines,
  limitations: lines,
  necessity: lines,
  potential: optionalLine,
  plan: z.strictObject({ frequency: optionalLine, steps: lines, goals: lines }).prefault({}),
  discharge: z
    .strictObject({
      criteria: lines,
      expected: optionalLine,
      reason: optionalLine,
      equipment: lines,
      followUp: lines,
    })
    .prefault({}),
  homeProgramme: z
    .array(z.strictObject({ name: line, dose: optionalLine, steps: lines, stopIf: optionalLine }))
    .max(40)
    .default([]),
  previous: z
    .strictObject({
      date: optionalDate,
      goals: z
        .array(z.strictObject({ id: line, current: measurement }))
        .max(40)
        .default([]),
      steps: lines,
      explanation: optionalLine,
    })
    .nullable()
    .default(null),
});

export function readIntake(path: string): Promise<Result<Intake>> {
  return readJsonFile<Intake>(path, 'intake', intakeSchema);
}
