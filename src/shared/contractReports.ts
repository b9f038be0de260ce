/** Reports that no single session holds: the draft a page fills in, what it was prefilled with, and what it reads like. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { WrittenComparison } from './domain/comparison.ts';
import { ASSIST_LEVELS } from './domain/facts.ts';
import { CARE_SETTINGS, DOCUMENT_TYPES, GOAL_STATUSES, REPORT_REASONS } from './domain/intake.ts';
import type { Issue } from './domain/issue.ts';
import type { NoteDraft, Signature } from './domain/note.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const line = z.string().max(600);
const lines = z.array(line).max(40);
const day = z.union([z.literal(''), z.iso.date()]);
const count = z.number().int().min(0).max(1000).nullable();
const value = z.number().min(-100_000).max(100_000).nullable();
const unit = z.string().max(20);
const level = z.enum(ASSIST_LEVELS).nullable();

const measurement = z.strictObject({ text: line, level, value, unit });
export type DraftMeasurement = z.infer<typeof measurement>;

const scored = z.strictObject({ text: line, date: z.iso.date(), sessionId: id });
export type DraftScore = z.infer<typeof scored>;

const goal = z.strictObject({
  id: z.string().max(20),
  term: z.enum(['long', 'short']),
  text: line,
  area: line,
  target: z.strictObject({ level, value, unit, better: z.enum(['higher', 'lower']) }),
  initial: measurement,
  current: measurement,
  status: z.enum(GOAL_STATUSES).nullable(),
  comment: line,
  revised: line,
});
export type DraftGoal = z.infer<typeof goal>;

/**
 * The form as it is being filled in: every field is there, '' and null are blanks, so that it can be kept at any moment.
 * Who the patient and the therapist are comes from the store and is not part of it.
 */
export const reportDraft = z.strictObject({
  reason: z.enum(REPORT_REASONS).nullable(),
  setting: z.enum(CARE_SETTINGS).nullable(),
  patient: z.strictObject({
    sex: z.enum(['female', 'male']).nullable(),
    diagnosis: line,
    treatmentDiagnosis: line,
    onset: day,
    precautions: line,
    priorLevel: line,
  }),
  dates: z.strictObject({
    evaluation: day,
    certificationStart: day,
    certificationEnd: day,
    report: day,
    nextStart: day,
    nextEnd: day,
  }),
  attendance: z.strictObject({ attended: count, scheduled: count, missed: line }),
  delivery: z.strictObject({ frequency: line, asPlanned: z.boolean().nullable(), interventions: lines }),
  goals: z.array(goal).max(40),
  shortTermCount: z.strictObject({ addressed: count, total: count, met: count, progressing: count }),
  baselines: z.array(z.strictObject({ name: line, finding: line })).max(60),
  /** Values of the signed sessions; they come from there and can be left out, not typed. */
  scores: z
    .array(z.strictObject({ name: line, first: scored, between: z.array(scored).max(20), latest: scored }))
    .max(20)
    .optional(),
  gains: lines,
  reports: z
    .array(
      z.strictObject({
        who: z.enum(['patient', 'caregiver']),
        where: z.enum(['clinic', 'home']).nullable(),
        text: line,
      }),
    )
    .max(40),
  education: lines,
  reasoning: lines,
  changes: lines,
  limitations: lines,
  necessity: lines,
  potential: line,
  plan: z.strictObject({ frequency: line, steps: lines, goals: lines }),
  discharge: z.strictObject({ criteria: lines, expected: line, reason: line, equipment: lines, followUp: lines }),
  homeProgramme: z.array(z.strictObject({ name: line, dose: line, steps: lines, stopIf: line })).max(40),
  /** Why something reads worse or otherwise than in the last report. */
  explanation: line,
});
export type ReportDraft = z.infer<typeof reportDraft>;

export type CarriedSource =
  | { readonly kind: 'session'; readonly sessionId: string; readonly date: string }
  | { readonly kind: 'patient' }
  | { readonly kind: 'report'; readonly reportId: string; readonly date: string };

/** A value the store gave: as long as the field still says `text`, it is shown with where it came from. */
export interface CarriedValue {
  /** A path into the draft; of a list the list, of a goal "goals.LTG 1.current". */
  readonly field: string;
  readonly text: string;
  readonly sources: readonly CarriedSource[];
}

export interface ReportSummary {
  readonly id: string;
  readonly patientId: string;
  readonly document: (typeof DOCUMENT_TYPES)[number];
  readonly state: 'draft' | 'signed';
  /** Of the report as entered; without one the day it was begun. */
  readonly date: string;
  readonly savedAt: string;
}

/** `field` is where in the form it can be settled; null where there is no such place. */
export interface ReportIssue extends Issue {
  readonly field: string | null;
}

export interface ReportState extends ReportSummary {
  readonly patientName: string;
  readonly isSample: boolean;
  readonly revision: number;
  readonly draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
  /** The last signed report of this patient, which this one is compared with. */
  readonly previous: { readonly reportId: string; readonly date: string | null } | null;
  readonly title: string;
  readonly header: readonly { readonly label: string; readonly value: string }[];
  readonly note: NoteDraft;
  readonly issues: readonly ReportIssue[];
  readonly words: number;
  readonly wordLimit: number | null;
  readonly signature: Signature | null;
}

const one = z.strictObject({ reportId: id });

export const reportCalls = {
  'reports.list': call<readonly ReportSummary[]>()({ in: z.strictObject({ patientId: id }), needs: 'unlocked' }),
  /** Begins a report with what the store knows; a draft of the same kind that lies open is opened instead. */
  'reports.create': call<ReportState>()({
    in: z.strictObject({ patientId: id, document: z.enum(DOCUMENT_TYPES) }),
    needs: 'unlocked',
    audit: 'report-begun',
  }),
  'reports.get': call<ReportState>()({ in: one, needs: 'unlocked', audit: 'report-viewed' }),
  'reports.save': call<ReportState>()({
    in: z.strictObject({ reportId: id, revision: z.number().int(), draft: reportDraft }),
    needs: 'unlocked',
    audit: 'report-edited',
  }),
  /** The report beside one that was written by hand; the text is looked at and not kept. */
  'reports.compare': call<WrittenComparison>()({
    in: z.strictObject({
      reportId: id,
      text: z.string().trim().min(1, 'Paste your report first.').max(40_000, 'This is longer than a report.'),
    }),
    needs: 'unlocked',
  }),
  /** Deletes a draft; a signed report stays. */
  'reports.discard': call<null>()({
    in: z.strictObject({ reportId: id, confirm: z.literal('DISCARD') }),
    needs: 'unlocked',
    audit: 'report-discarded',
  }),
  'reports.sign': call<ReportState>()({
    in: z.strictObject({
      reportId: id,
      revision: z.number().int(),
      /** One of `people.list`; without it the user of the installation. */
      personId: id.nullish(),
      passphrase: z.string().max(256).min(1, 'Enter the passphrase.'),
      attested: z.literal(true, 'Read and tick the attestation.'),
    }),
    needs: 'unlocked',
    audit: 'report-signed',
  }),
  'reports.text': call<{ readonly text: string }>()({
    in: z.strictObject({ reportId: id, sectionId: id.nullable() }),
    needs: 'unlocked',
    audit: 'report-copied',
  }),
  'reports.pdf': call<{ readonly fileName: string; readonly pdfBase64: string }>()({
    in: one,
    needs: 'unlocked',
    audit: 'report-exported',
  }),
} as const;
