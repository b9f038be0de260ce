/**
 * The layout and wording of a document that is written from a typed intake, as data. A pattern's slots are paths into
 * the intake: "{dates.report}"; within `each`, "{.current}" is a field of the element and "{.}" the element itself.
 * "{~path}" starts with a small letter. A line whose slots are
 * not all filled is not said.
 */
import type { CareSetting, DocumentType } from './intake.ts';
import type { RuleSource } from './ruleSource.ts';

export interface LineCondition {
  readonly path: string;
  /** The raw values that count; absent: anything that was entered. */
  readonly is?: readonly string[];
  /** Said only when the path is empty. */
  readonly empty?: boolean;
}

export interface DocumentLine {
  /** Several wordings are used in turn. */
  readonly say: readonly string[];
  readonly if?: readonly LineCondition[];
  /** One sentence per element of this list. */
  readonly each?: string;
  /** {items} are the elements of this list, joined; within `each` a path with a leading dot. */
  readonly join?: string;
  /** How the joined list is written; absent: it reads on in its sentence. */
  readonly list?: ListStyle;
}

export const LIST_STYLES = ['run', 'entries', 'sentences'] as const;
export type ListStyle = (typeof LIST_STYLES)[number];

export interface GoalTableColumn {
  readonly heading: string;
  readonly say: string;
  /** Share of the width. */
  readonly width: number;
}

/** `each`: one entry per element of this list of the row, side by side in the cell. */
export interface ScoreTableColumn extends GoalTableColumn {
  readonly each?: string;
}

export interface DocumentSection {
  readonly id: string;
  readonly heading: string;
  readonly lines: readonly DocumentLine[];
  readonly goalTable?: readonly GoalTableColumn[];
  /** One row for each series of values over the period. */
  readonly scoreTable?: readonly ScoreTableColumn[];
}

export interface DocumentQuestion {
  readonly path: string;
  readonly each?: string;
  readonly if?: readonly LineCondition[];
  readonly sectionId: string;
  readonly prompt: string;
  readonly required: boolean;
}

/** What a setting or payer wants otherwise: its order and choice of sections, other headings, other lines. */
export interface DocumentVariant {
  readonly settings?: readonly CareSetting[];
  /** Matches the payer's name in any case. */
  readonly payers?: readonly string[];
  readonly title?: string;
  /** Ids in their order; sections not named are left out. */
  readonly order?: readonly string[];
  readonly headings?: Readonly<Record<string, string>>;
  readonly lines?: Readonly<Record<string, readonly DocumentLine[]>>;
}

export interface DocumentTemplate {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly type: DocumentType;
  readonly title: string;
  readonly wordLimit: number | null;
  /** Label and pattern of the fields above the text; a field without a value stays out. */
  readonly header: readonly { readonly label: string; readonly say: string; readonly placeholder?: string }[];
  readonly sections: readonly DocumentSection[];
  readonly questions: readonly DocumentQuestion[];
  /** How the intake's fixed choices read: "recertification" → "re-certification". */
  readonly words: Readonly<Record<string, string>>;
  /** Regular expressions of treatment names that, alone, are no plan for anybody in particular. */
  readonly bareTreatments: readonly string[];
  readonly variants: readonly DocumentVariant[];
}
