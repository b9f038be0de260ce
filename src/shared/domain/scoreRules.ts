/** Scales as data: what resources/clinical/burden-scale.json, section-gg.json and severity-bands.json hold. */
import type { AssistLevel, FimItem } from './facts.ts';
import type { RuleSource } from './ruleSource.ts';
import type { BurdenLevel, GgCode, SeverityBand } from './scores.ts';

export interface BurdenScale {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly levels: readonly { readonly value: BurdenLevel; readonly name: string; readonly meaning: string }[];
  readonly fromLevel: Readonly<Record<AssistLevel, BurdenLevel>>;
  readonly items: readonly {
    readonly id: FimItem;
    readonly label: string;
    /** Parts of the item by the words that name them; naming only some of them makes the score a partial one. */
    readonly parts: readonly { readonly label: string; readonly pattern: string }[];
  }[];
  /** Hands-on levels that set-up help is often called by, and the words that make it a question. */
  readonly setUpDispute: {
    readonly levels: readonly AssistLevel[];
    readonly items: readonly FimItem[];
    readonly pattern: string;
    readonly prompt: string;
  };
  readonly missingLevelPrompt: string;
  /** Set-up alone, before or after the activity. */
  readonly setUpPattern: string;
}

export interface GgScale {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly codes: readonly { readonly value: GgCode; readonly meaning: string; readonly loinc: string }[];
  readonly notAttempted: readonly { readonly value: string; readonly meaning: string; readonly loinc: string }[];
  readonly fromLevel: Readonly<Record<AssistLevel, GgCode>>;
  readonly setUpCode: GgCode;
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly loinc: string | null;
    /** null: the task has no item of its own, the words alone decide. */
    readonly fimItem: FimItem | null;
    /** Needed where several items share a task: words of the evidence that name this one. */
    readonly pattern?: string;
  }[];
}

export interface BandTable {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly formula: string;
  readonly fewestItems: number;
  /** x % limited: from ≤ x < below; the last band is x = 100. */
  readonly bands: readonly { readonly band: SeverityBand; readonly from: number; readonly below: number | null }[];
}

export interface ScoreRules {
  readonly burden: BurdenScale;
  readonly sectionGg: GgScale;
  readonly bands: BandTable;
}
