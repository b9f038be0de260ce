/** Deadlines of an episode, from dated events of the plan of care and from the days treated. */
import type { IsoDate, IsoInstant } from '../time.ts';
import type { RuleSource } from './ruleSource.ts';
import type { Why } from './why.ts';

/**
 * What happened to the plan of care. orderReceived: a signed and dated order or referral is in the record. planSent and
 * planSigned: to and by the certifying physician or practitioner. recertified: a signed plan for a further period.
 * progressReport: signed by a therapist. planChanged: goals or diagnosis were changed; the therapist says whether it is
 * significant, which needs a signature anew.
 */
export const PLAN_EVENT_KINDS = [
  'evaluation',
  'orderReceived',
  'verbalOrder',
  'planSent',
  'planSigned',
  'recertified',
  'progressReport',
  'planChanged',
  'changeSignificant',
  'changeMinor',
] as const;
export type PlanEventKind = (typeof PLAN_EVENT_KINDS)[number];

export interface PlanEvent {
  readonly id: string;
  readonly kind: PlanEventKind;
  readonly date: IsoDate;
  /** What it is known from: a file, a fax log, who signed. */
  readonly note: string;
  /** Of a progress report: written by an assistant, which does not end the period. */
  readonly byAssistant: boolean;
  readonly by: string;
  readonly at: IsoInstant;
}

export interface ClockRules {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly progressReport: { readonly treatmentDays: number; readonly warnFrom: number; readonly source: RuleSource };
  readonly certification: {
    readonly mostDays: number;
    readonly warnDays: readonly number[];
    readonly source: RuleSource;
  };
  readonly planSignature: {
    readonly days: number;
    readonly verbalOrderDays: number;
    readonly warnDays: readonly number[];
    readonly source: RuleSource;
  };
  readonly orderException: { readonly from: IsoDate; readonly days: number; readonly source: RuleSource };
}

export type ClockId = 'progressReport' | 'certification' | 'planSignature' | 'planChange';

export interface Clock {
  readonly id: ClockId;
  readonly label: string;
  /** settled: nothing to do; unknown: a date is missing. */
  readonly status: 'settled' | 'running' | 'warning' | 'due' | 'overdue' | 'unknown';
  readonly due: IsoDate | null;
  readonly message: string;
  readonly why: Why;
}
