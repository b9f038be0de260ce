/** Diagnosis codes that the session's words suggest: offered with their quote, never added by themselves. */
import type { IsoInstant } from '../time.ts';
import type { SpokenEvidence } from './evidence.ts';
import type { AssistLevel, FimItem, Side } from './facts.ts';
import type { RuleSource } from './ruleSource.ts';
import type { Why } from './why.ts';

export interface DiagnosisSuggestion {
  /** "diagnosis-hemiparesis": one per finding. */
  readonly id: string;
  readonly label: string;
  /** Codes that fit; empty while a question keeps them from being named, several where the therapist picks. */
  readonly codes: readonly string[];
  readonly quote: string;
  readonly evidence: readonly SpokenEvidence[];
  readonly questions: readonly string[];
  readonly caution: string | null;
  readonly why: Why;
  readonly decision: DiagnosisDecision | null;
}

export interface DiagnosisDecision {
  readonly suggestionId: string;
  /** null: declined. */
  readonly code: string | null;
  readonly by: string;
  readonly at: IsoInstant;
}

export interface DiagnosisFinding {
  readonly id: string;
  readonly label: string;
  readonly pattern: string;
  /** strokeSide: sequela family + side and dominance; strokeOr: sequela family or, without a stroke, another code. */
  readonly kind: 'strokeSide' | 'strokeOr' | 'code';
  readonly suffix?: string;
  readonly otherwise?: string;
  readonly code?: string;
  readonly notAfterStroke?: boolean;
  readonly notOneSided?: boolean;
  readonly caution?: string;
  readonly source: RuleSource;
}

export interface DiagnosisRules {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly notAsserted: string;
  readonly stroke: string;
  readonly strokeFamilies: readonly {
    readonly id: string;
    readonly label: string;
    readonly prefix: string;
    readonly pattern: string;
  }[];
  readonly strokeTypeQuestion: string;
  readonly sideQuestion: string;
  readonly handednessQuestion: string;
  readonly handedness: Readonly<Record<'left' | 'right', string>>;
  readonly findings: readonly DiagnosisFinding[];
  readonly selfCare: {
    readonly id: string;
    readonly label: string;
    readonly code: string;
    readonly items: readonly FimItem[];
    readonly levels: readonly AssistLevel[];
    readonly pattern: string;
    readonly caution: string;
    readonly source: RuleSource;
  };
  readonly guards: readonly {
    readonly id: string;
    readonly pattern: string;
    readonly afterStroke?: boolean;
    readonly message: string;
  }[];
  readonly sideOfCode: readonly { readonly pattern: string; readonly side: Exclude<Side, 'both'> }[];
  /** Sixth character by affected side, then by dominant hand. */
  readonly strokeSide: Readonly<Record<'left' | 'right', Readonly<Record<'left' | 'right' | 'unknown', string>>>>;
}
