/** A time as told, and what is known of the talk around it. */
import type { Activity } from './activityMentions.ts';
import type { SpokenCode } from './spokenCodes.ts';

export interface SpokenTime {
  readonly minutes: number;
  readonly range?: readonly [number, number];
  readonly approximate: boolean;
  readonly derived: boolean;
  readonly adds: boolean;
  readonly unitSaid: boolean;
  /** Words that tell what was taken off: no activity is named in them. */
  readonly idle?: { readonly from: number; readonly to: number };
  readonly rule: 'said' | 'list' | 'clock' | 'range' | 'lessBreak' | 'share';
  readonly from: number;
  readonly to: number;
}

/** What is known about the talk around the sentence. */
export interface TimeTalk {
  readonly activities: readonly Activity[];
  readonly codes: readonly SpokenCode[];
  /** A heading ("Minutes.") or a time in the same turn: bare numbers are minutes, known activity or not. */
  readonly inList: boolean;
  /** Times were told right before, or this turn lists several: a bare number beside a known activity is a time. */
  readonly nearTimes: boolean;
  /** The therapist tells times somewhere in this session. */
  readonly timesTold: boolean;
}

export type Items = Pick<TimeTalk, 'activities' | 'codes'>;

export const FORWARD = new Set([
  'of',
  'on',
  'for',
  'doing',
  'in',
  'with',
  'to',
  'went',
  'goes',
  'spent',
  'working',
  'at',
  'under',
  'teaching',
  'practicing',
  'practising',
  'was',
  'were',
  'is',
]);

/** Subjects of a clause: somebody does something in it. */
export const SUBJECTS = new Set(['he', 'she', 'i', 'you', 'we', 'they', 'him', 'her']);
