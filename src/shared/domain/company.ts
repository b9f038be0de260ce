/** Whether others were treated at the same time. Who they were stands nowhere: each note stays one patient's. */

import type { IsoInstant } from '../time.ts';
import type { RuleSource } from './ruleSource.ts';
import type { Why } from './why.ts';

/** "concurrent": two patients, each with a task of their own; "group": several with one purpose. */
export const COMPANY_MODES = ['alone', 'concurrent', 'group'] as const;
export type CompanyMode = (typeof COMPANY_MODES)[number];

/** How the timed minutes came about: one-on-one as they are entered, or with the others. null: not said yet. */
export type CompanyMinutes = 'asEntered' | 'together' | null;

export interface CompanyDecision {
  readonly mode: CompanyMode;
  /** With the one whose note it is. */
  readonly patients: number;
  readonly minutes: CompanyMinutes;
  readonly by: string;
  readonly at: IsoInstant;
}

/** As it stands on the record of a session in which others were treated too. */
export interface CompanyState {
  readonly mode: Exclude<CompanyMode, 'alone'>;
  readonly patients: number;
  readonly minutes: CompanyMinutes;
  /** Timed minutes that are asked about: a timed code counts minutes of one patient alone. */
  readonly askedMinutes: number;
  /** What minutes together are billed as; null: the payer's rule is not known here. */
  readonly groupCode: string | null;
  readonly why: Why;
}

/** "ask": no rule is known, nothing is moved by itself. */
export type TogetherRule = 'groupCode' | 'ask';

export interface PayerTogether {
  readonly group: TogetherRule;
  readonly concurrent: TogetherRule;
  readonly says: string;
  readonly verified: boolean;
}

export interface SeveralPatientsRules {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly groupCode: string;
  readonly leastPatients: number;
  readonly concurrentPatients: number;
  readonly payers: Readonly<Record<string, PayerTogether>>;
  readonly otherwise: PayerTogether;
}
