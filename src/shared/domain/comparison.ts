/** A draft beside a note of the same session that was written by hand: what both say, what one says, where they differ. */
import type { IsoInstant } from '../time.ts';

export type ComparedKind =
  | 'level'
  | 'cues'
  | 'minutes'
  | 'units'
  | 'modifier'
  | 'pain'
  | 'measure'
  | 'device'
  | 'safety'
  | 'reported'
  | 'plan'
  | 'teaching';

export interface ComparedRow {
  /** Stays the same while text and draft change: "level.transferToilet". */
  readonly key: string;
  readonly kind: ComparedKind;
  /** "Toilet transfer", "Pain, right shoulder". */
  readonly what: string;
  readonly standing: 'same' | 'differs' | 'onlyDraft' | 'onlyPasted';
  readonly draft: string | null;
  readonly pasted: string | null;
  /** The sentence of the pasted note it was found in, as it was pasted. */
  readonly quote: string | null;
  /** The section a chosen sentence goes to; null where a sentence would not change what differs (minutes, units). */
  readonly sectionId: string | null;
}

/** Why a difference is none any more. */
export const DIFFERENCE_REASONS = ['notSaid', 'misheard', 'paperWrong', 'sameMeaning', 'notNeeded', 'taken'] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

export interface SettledDifference {
  readonly key: string;
  readonly reason: DifferenceReason;
  readonly note: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** A report beside one that was written by hand. */
export interface WrittenComparison {
  readonly sections: readonly {
    readonly heading: string;
    readonly rows: readonly { readonly written: string | null; readonly report: string | null }[];
  }[];
  /** Sentences of the written report that this one has nothing like. */
  readonly onlyWritten: readonly string[];
  /** Numbers, levels, sides and dates that stand in one of them alone. */
  readonly values: { readonly onlyWritten: readonly string[]; readonly onlyReport: readonly string[] };
}
