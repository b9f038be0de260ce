/** The form of the payer, assistant and pair files under resources/billing. */
import { z } from 'zod';
import { procedureCode as code, count, fileHead, isoDate, source, text } from './schemaParts.ts';

const modifier = z.string().regex(/^[A-Z0-9]{2}$/, 'A modifier has two characters.');
/** Plans of care of other disciplines: a line of occupational therapy never carries them. */
const OTHER_DISCIPLINES = new Set(['GP', 'GN']);
const ownModifier = modifier.refine((given) => !OTHER_DISCIPLINES.has(given), {
  error: 'This modifier belongs to another discipline: lines of occupational therapy carry GO.',
});
const shown = z.enum(['shown', 'hidden']);

export const payerFile = z.strictObject({
  id: text,
  version: text,
  name: text,
  unitRule: z.enum(['cms', 'ama']),
  modifiers: z.array(ownModifier).max(4),
  assistantModifier: ownModifier.nullable(),
  threshold: z.boolean(),
  pairEdits: z.boolean(),
  modifierOrder: z.array(ownModifier),
  functionalReporting: z
    .strictObject({ gCodes: shown, band: shown, clause: text.nullable() })
    .refine(({ gCodes, band, clause }) => clause !== null || (gCodes === 'hidden' && band === 'hidden'), {
      error: 'Functional reporting is shown only on a contract clause: name it.',
    }),
  effectiveFrom: isoDate,
  effectiveTo: isoDate.nullable(),
  source,
  verified: z.boolean(),
  replacedCodes: z.record(code, code),
  notPaidSeparately: z.array(code),
  firstUnitMinutes: count.min(1).optional(),
  sections: z
    .array(z.strictObject({ id: text, heading: text }))
    .min(1)
    .optional(),
});

const shared = z.strictObject({ therapist: count.optional(), assistant: count.optional() });

export const assistantsFile = z.strictObject({
  ...fileHead,
  deMinimisShare: z.number().gt(0).lt(1),
  method: z.enum(['percent', 'rounded']),
  midpointMinutes: count.min(1),
  bothFromMinutes: count.min(1),
  payShare: z.number().gt(0).max(1),
  therapistOnly: z.array(code),
  credentials: z.array(text).min(1),
  therapists: z.strictObject({ credentials: z.array(text).min(1), alone: z.array(text), source }),
  students: z.strictObject({ credentials: z.array(text).min(1), source }),
  examples: z
    .array(
      z.strictObject({
        given: z.record(code, shared),
        expect: z.record(code, z.strictObject({ with: count, without: count })),
        why: text,
      }),
    )
    .min(1),
});

const together = z.enum(['groupCode', 'ask']);
const payerTogether = z.strictObject({ group: together, concurrent: together, says: text, verified: z.boolean() });

export const severalPatientsFile = z.strictObject({
  ...fileHead,
  groupCode: code,
  leastPatients: count.min(2),
  concurrentPatients: count.min(2),
  payers: z.record(text, payerTogether),
  otherwise: payerTogether,
  examples: z
    .array(
      z.strictObject({
        given: z.strictObject({ payer: text, mode: z.enum(['group', 'concurrent']) }),
        expect: together,
        why: text,
      }),
    )
    .min(1),
});

export const codePair = z.strictObject({
  column1: code,
  column2: code,
  indicator: z.literal([0, 1, 9]),
  effectiveFrom: isoDate,
  effectiveTo: isoDate.nullable(),
});

export const pairEditsFile = z.strictObject({
  ...fileHead,
  modifiers: z.array(modifier).min(1),
  pairs: z.array(codePair),
});
