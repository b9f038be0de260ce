/**
 * The form of every rule file. Strict objects: a misspelt key in a rule is an error at load, not a rule that silently
 * does nothing. Each file carries who says so and since when.
 */
import { z } from 'zod';
import { ASSIST_LEVELS, FIM_ITEMS } from '../../../shared/domain/facts.ts';
import { procedureCode as code, count, fileHead as head, source, text } from './schemaParts.ts';

export const catalogueFile = z.strictObject({
  ...head,
  notice: text,
  codes: z
    .array(
      z.strictObject({
        code,
        label: text,
        counting: z.enum(['timed15', 'untimed', 'other']),
        noteWords: text,
        verified: z.boolean(),
        maxUnitsPerDay: count.min(1).optional(),
        restTo: code.optional(),
        addOnTo: code.optional(),
        note: text.optional(),
      }),
    )
    .min(1),
  examples: z.array(
    z.strictObject({
      given: z.strictObject({ code }),
      expect: z.strictObject({ counting: z.enum(['timed15', 'untimed', 'other']) }),
      why: text,
    }),
  ),
});

const unitExample = z.strictObject({
  given: z.record(code, count),
  expect: z.strictObject({
    timedMinutes: count,
    units: count,
    lines: z.record(code, count),
    ties: z.array(z.strictObject({ codes: z.array(code).min(2), units: count.min(1) })),
  }),
  why: text,
});
export type UnitExample = z.infer<typeof unitExample>;

export const unitRulesFile = z.strictObject({
  ...head,
  rules: z
    .array(
      z.strictObject({
        id: z.enum(['cms', 'ama']),
        name: text,
        scope: z.enum(['day', 'code']),
        blockMinutes: count.min(1),
        firstUnitMinutes: count.min(1),
        source,
        examples: z.array(unitExample).min(1),
      }),
    )
    .min(1),
});

const levelWording = z.strictObject({
  short: text,
  before: text,
  after: text,
  hands: text.nullable(),
  means: text.nullable(),
  forms: z.array(text).min(1),
});
const sideWording = z.strictObject({ word: text, forms: z.array(text).min(1) });
const safetyKinds = [
  'fall',
  'nearFall',
  'lossOfBalance',
  'unsteady',
  'precautionViolation',
  'impulsivity',
  'inattention',
  'hazard',
  'dizziness',
  'abnormalVital',
  'skin',
  'fallRisk',
  'other',
] as const;

export const wordingFile = z.strictObject({
  ...head,
  levels: z.record(z.enum(ASSIST_LEVELS), levelWording),
  severalHelpers: text,
  cueTypes: z.record(z.enum(['verbal', 'tactile', 'visual', 'demonstration', 'unspecified']), z.string()),
  cueIntensities: z.record(z.enum(['min', 'mod', 'max']), text),
  safety: z.record(z.enum(safetyKinds), z.strictObject({ predicate: z.string(), noun: text, means: z.string() })),
  sides: z.record(z.enum(['left', 'right', 'both']), sideWording),
  activities: z.record(z.enum(FIM_ITEMS), z.strictObject({ name: text, also: z.array(text) })),
  taskNames: z.record(z.string(), text),
  measures: z.record(
    z.string(),
    z.strictObject({
      ...{ label: text, unit: text.optional(), worse: z.enum(['lower', 'higher']).optional() },
      vital: z.literal(true).optional(),
    }),
  ),
  painTimes: z.record(z.string(), z.string()),
  units: z.record(z.string(), z.string()),
  irregularPastTenses: z.array(text),
  openers: z.array(text),
  intentions: z.array(text),
});

export const phrasesFile = z.strictObject({
  ...head,
  phrases: z.array(z.strictObject({ id: text, pattern: text, message: text })).min(1),
  examples: z.array(z.strictObject({ given: text, expect: text.nullable(), why: text })).min(1),
});

export const templateFile = z.strictObject({
  ...head,
  type: z.enum(['daily', 'treatment']),
  sections: z.array(z.strictObject({ id: text, heading: text })).min(1),
  questions: z.array(
    z.strictObject({
      element: z.enum(['interventions', 'minutes', 'subjective', 'assessment', 'plan', 'levels']),
      sectionId: text,
      prompt: text,
      required: z.boolean(),
    }),
  ),
  patterns: z.record(z.string(), z.array(text).min(1)),
});
