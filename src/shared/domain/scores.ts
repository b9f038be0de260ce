/** Functional scores of one session: what was observed, on two scales that are never converted into each other. */
import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoDate, IsoInstant } from '../time.ts';
import type { AssistLevel, ExerciseFact, FimItem } from './facts.ts';
import type { GoalStatus } from './intake.ts';
import type { Why } from './why.ts';

/** 7 = complete independence … 1 = total assistance. */
export type BurdenLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Section GG: 06 independent … 01 dependent. */
export type GgCode = '01' | '02' | '03' | '04' | '05' | '06';

/** One answer settles both scales, because both are read from the same evidence. */
export interface ScoreOption {
  readonly id: string;
  readonly label: string;
  readonly burden: BurdenLevel;
  readonly gg: GgCode;
}

/** Asked where the evidence allows two scores: the rule does not choose. */
export interface ScoreQuestion {
  /** "score-f3": one question per observation. */
  readonly id: string;
  readonly factId: string;
  readonly prompt: string;
  readonly options: NonEmpty<ScoreOption>;
}

export interface ScoreAnswer {
  readonly questionId: string;
  readonly optionId: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The therapist's own score in place of the reckoned one; the reason is kept with it. */
export interface ScoreOverride {
  readonly item: string;
  readonly value: BurdenLevel | GgCode;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
}

interface ScoreBase<Item extends string> {
  readonly item: Item;
  readonly label: string;
  readonly factIds: readonly string[];
  readonly why: Why;
  /** What a reader must know: only a part of the item was seen, a word was hard to hear. */
  readonly remarks: readonly string[];
}

export type Score<Item extends string, Value> =
  | (ScoreBase<Item> & { readonly status: 'scored'; readonly value: Value; readonly isOverridden: boolean })
  | (ScoreBase<Item> & {
      readonly status: 'asked';
      readonly candidates: readonly Value[];
      readonly questionIds: readonly string[];
    })
  | (ScoreBase<Item> & { readonly status: 'notObserved' });

export type BurdenScore = Score<FimItem, BurdenLevel>;
export type GgScore = Score<string, GgCode> & { readonly loinc: string | null };

export interface SessionScores {
  readonly burden: readonly BurdenScore[];
  readonly sectionGg: readonly GgScore[];
  readonly questions: readonly ScoreQuestion[];
}

export type SeverityBand = 'CH' | 'CI' | 'CJ' | 'CK' | 'CL' | 'CM' | 'CN';

/** An artefact of this record, never part of a claim by itself. `shown` follows the payer. */
export interface ImpairmentBand {
  readonly percentLimited: number;
  readonly band: SeverityBand;
  /** The bands that open questions still allow; one when nothing is open. */
  readonly possible: readonly SeverityBand[];
  readonly shown: boolean;
  readonly formulaVersion: string;
  readonly why: Why;
}

/** One item or measure over the sessions of an episode, oldest first. */
export interface TrendPoint {
  readonly sessionId: string;
  readonly date: IsoDate;
  readonly factIds: readonly string[];
  readonly value: number | string;
  readonly level?: AssistLevel | null;
}

export interface Trend {
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly points: NonEmpty<TrendPoint>;
  /** null: a single point, so there is no baseline to compare with. */
  readonly change: { readonly from: TrendPoint; readonly to: TrendPoint; readonly by: number | null } | null;
  /** Of a series that is worked out from two counts. */
  readonly index?: CueIndex;
}

/** One visit of an index, also where it has none. */
export interface IndexVisit {
  readonly sessionId: string;
  readonly date: IsoDate;
  readonly factIds: readonly string[];
  /** Of each go at the task, as told; null: help without a level. */
  readonly levels: readonly (AssistLevel | null)[];
  /** Counted cues added up; null: none were told, or one of them without a number. */
  readonly cues: number | null;
  /** How much cueing it was called: "min", "mod", "max". */
  readonly cueWords: readonly ('min' | 'mod' | 'max')[];
  readonly value: number | null;
  /** What is missing where there is no value: a go, a cue, or the number of one. */
  readonly lacks: 'go' | 'cue' | 'count' | null;
}

export interface CueIndex {
  /** The formula and whose it is. */
  readonly why: Why;
  /** Oldest first. */
  readonly visits: NonEmpty<IndexVisit>;
}

/** Where one goal of the plan stands. */
export interface GoalProgress {
  readonly goalId: string;
  readonly trendKey: string | null;
  readonly first: TrendPoint | null;
  readonly last: TrendPoint | null;
  /** null: no typed target, no value, or nothing to compare with. */
  readonly status: GoalStatus | null;
}

/** The exercises of one visit; a visit in which none was told has no entry. Oldest first. */
export interface FlowsheetVisit {
  readonly sessionId: string;
  readonly date: IsoDate;
  readonly exercises: readonly ExerciseFact[];
}
