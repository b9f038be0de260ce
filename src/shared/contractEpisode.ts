/** What a page may ask about a patient's year and plan of care, and what it may decide on the review screen. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { Clock, PlanEvent } from './domain/clocks.ts';
import { PLAN_EVENT_KINDS } from './domain/clocks.ts';
import { COMPANY_MODES } from './domain/company.ts';
import type { AccrualEntry, ThresholdState } from './domain/threshold.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const isoDate = z.iso.date();
export const reason = z.string().trim().min(1, 'Give the reason.').max(1000);
/** Two codes of an edit: "97140+97124". */
export const pairId = z.string().regex(/^[A-Z0-9]{5}\+[A-Z0-9]{5}$/);
export const modifierCode = z.string().regex(/^[A-Z0-9]{2}$/);

export const decisionInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), accepted: z.boolean(), reason }),
  z.strictObject({
    kind: z.literal('distinct'),
    questionId: pairId,
    modifier: modifierCode,
  }),
  z.strictObject({ kind: z.literal('scoreAnswer'), questionId: id, optionId: id }),
  z.strictObject({
    kind: z.literal('scoreOverride'),
    item: id,
    value: z.union([z.literal([1, 2, 3, 4, 5, 6, 7]), z.enum(['01', '02', '03', '04', '05', '06'])]),
    reason,
  }),
  z.strictObject({
    kind: z.literal('company'),
    mode: z.enum(COMPANY_MODES),
    /** With the one whose note it is. */
    patients: z.number().int().min(1).max(20),
    minutes: z.enum(['asEntered', 'together']).nullable(),
  }),
  z.strictObject({ kind: z.literal('diagnosis'), suggestionId: id, code: z.string().max(8).nullable() }),
]);
export type DecisionInput = z.infer<typeof decisionInput>;

const amountInput = z.strictObject({
  patientId: id,
  kind: z.enum(['yearToDate', 'elsewhere', 'reversal']),
  discipline: z.enum(['OT', 'PT+SLP']),
  date: isoDate,
  amountCents: z.number().int().min(0).max(100_000_00),
  source: z.string().trim().min(1, 'Say where the figure comes from.').max(200),
});

const planEventInput = z.strictObject({
  patientId: id,
  kind: z.enum(PLAN_EVENT_KINDS),
  date: isoDate,
  note: z.string().trim().max(300),
  byAssistant: z.boolean(),
});

const index = z.number().gt(0).max(10);
const billingTableInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fees'),
    text: z.string().max(5_000_000),
    year: z.number().int().min(2018).max(2100),
    source: z.string().trim().min(1, 'Say where the fees come from.').max(200),
    conversionFactor: z.number().gt(0).max(1000).nullable(),
    geographic: z.strictObject({ work: index, practiceExpense: index, malpractice: index }),
  }),
  z.strictObject({
    kind: z.literal('pairs'),
    text: z.string().max(40_000_000),
    name: z.string().trim().min(1, 'Name the quarter, for example 2026 Q4.').max(60),
  }),
]);

/** A patient's year and plan, for the desk. */
export interface EpisodeView {
  readonly clocks: readonly Clock[];
  /** null: the payer knows no threshold. */
  readonly threshold: ThresholdState | null;
  /** Why there is no threshold state, when there should be one. */
  readonly thresholdFault: string | null;
  readonly amounts: readonly AccrualEntry[];
  readonly events: readonly PlanEvent[];
}

export const episodeCalls = {
  'episode.get': call<EpisodeView>()({ in: z.strictObject({ patientId: id }), needs: 'unlocked' }),
  'episode.addAmount': call<EpisodeView>()({ in: amountInput, needs: 'unlocked', audit: 'amount-entered' }),
  'episode.settleAmount': call<EpisodeView>()({
    in: z.strictObject({ patientId: id, entryId: id, status: z.enum(['pending', 'paid', 'denied']) }),
    needs: 'unlocked',
    audit: 'amount-settled',
  }),
  'episode.addEvent': call<EpisodeView>()({ in: planEventInput, needs: 'unlocked', audit: 'plan-event-entered' }),
  'billingTables.import': call<{ readonly rows: number; readonly source: string }>()({
    in: billingTableInput,
    needs: 'unlocked',
    audit: 'billing-table-imported',
  }),
} as const;
