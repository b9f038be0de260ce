import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoDate, IsoInstant } from '../time.ts';
import type { ChargeLine, DistinctAnswer, LedgerChange, LedgerEntry, SameDaySession } from './billing.ts';
import type { Evidence } from './evidence.ts';
import type { AssistLevel } from './facts.ts';
import type { Issue } from './issue.ts';
import type { ModifierDecision } from './threshold.ts';

export type NoteType = 'daily' | 'treatment' | 'progress' | 'plan' | 'discharge' | 'home';

/** R3: what a sentence rests on, so that the screen can tell the kinds apart. */
export type StatementKind = 'heard' | 'timed' | 'typed' | 'record' | 'standard';

/** A number, level, side or name inside a statement with its own evidence: characters [from, to) of the text. */
export interface Anchor {
  readonly from: number;
  readonly to: number;
  readonly factId?: string;
  /** What is shown: with factId a field of that fact ("count"), else a path into the record ("ledger.timedMinutes"). */
  readonly field?: string;
  readonly evidence: NonEmpty<Evidence>;
}

export interface Statement {
  /** "s0", "s1", … stable over edits. */
  readonly id: string;
  readonly kind: StatementKind;
  readonly text: string;
  readonly factIds: readonly string[];
  readonly evidence: NonEmpty<Evidence>;
  readonly anchors: readonly Anchor[];
  /** Brought forward from an earlier note and not yet accepted for today. */
  readonly pulledFrom?: PulledFrom;
}

/** Where a sentence of today stood before. */
export interface PulledFrom {
  readonly sessionId: string;
  readonly dateOfService: IsoDate;
  readonly statementId: string;
}

export interface Section {
  /** "subjective" | "objective" | "assessment" | "plan" | template-defined. */
  readonly id: string;
  readonly heading: string;
  readonly statements: readonly Statement[];
  /** Stands above the sentences; each cell is a statement of its own, null where nothing was entered. */
  readonly table?: StatementTable;
}

export interface StatementTable {
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly (Statement | null)[])[];
}

/** Something the template requires and nobody said: stays blank and is asked for. */
export interface NoteQuestion {
  readonly id: string;
  readonly sectionId: string;
  readonly prompt: string;
  /** Required for the signature, or merely useful. */
  readonly required: boolean;
}

export interface VersionStamp {
  readonly app: string;
  readonly rules: string;
  readonly models: string;
  readonly template: string;
}

export interface NoteDraft {
  readonly type: NoteType;
  readonly sections: readonly Section[];
  readonly questions: readonly NoteQuestion[];
  /** Facts that were heard and are in no statement: the first omission list. */
  readonly leftOut: readonly string[];
  readonly issues: readonly Issue[];
  readonly stamp: VersionStamp;
}

/** Edits lie over the draft; the draft as first generated is kept for good. */
export type Edit =
  | {
      readonly kind: 'replace';
      readonly statementId: string;
      /** What stood there, for the history; absent in edits made before it was kept. */
      readonly before?: string;
      readonly text: string;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'remove';
      readonly statementId: string;
      readonly before?: string;
      readonly by: string;
      readonly at: IsoInstant;
    }
  /** To the end of another section, with everything it rests on. */
  | {
      readonly kind: 'move';
      readonly statementId: string;
      readonly sectionId: string;
      readonly before: string;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'add';
      readonly statementId: string;
      readonly sectionId: string;
      readonly text: string;
      /** The sentence was not typed but brought forward from an earlier note. */
      readonly pulledFrom?: PulledFrom;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'answer';
      readonly questionId: string;
      readonly statementId: string;
      readonly text: string;
      readonly by: string;
      readonly at: IsoInstant;
    }
  | {
      readonly kind: 'level';
      readonly factId: string;
      readonly level: AssistLevel;
      readonly by: string;
      readonly at: IsoInstant;
    };

export const ADDENDUM_KINDS = ['addition', 'correction', 'lateEntry'] as const;
/** Something more, something that was wrong, or something that should have been written on an earlier day. */
export type AddendumKind = (typeof ADDENDUM_KINDS)[number];

/** What was added to a signed note: stands under it, signed by itself. */
export interface Addendum {
  /** Absent in addenda made before kinds were told apart. */
  readonly kind?: AddendumKind;
  /** The day a late entry is about. */
  readonly concerns?: IsoDate;
  readonly text: string;
  /** A correction of minutes, with the claim lines it replaces and those that stand instead. */
  readonly minutes?: MinutesCorrection;
  readonly by: string;
  readonly credentials: string;
  readonly licence: string | null;
  readonly signedAt: IsoInstant;
  readonly timeZone: string;
}

/** Minutes of a signed note put right: the note keeps what was signed, both versions stand. */
export interface MinutesCorrection {
  /** As the ledger takes them, on top of those made before. */
  readonly changes: readonly LedgerChange[];
  /** Codes chosen where the unit rule left a choice. */
  readonly choices: readonly string[];
  /** What was answered about modifiers that only these minutes call for; absent where nothing was asked. */
  readonly answers?: readonly ModifierAnswer[];
  readonly before: ChargedMinutes;
  readonly after: ChargedMinutes;
}

/** `modifier` null: the two services were not distinct, so the second one goes without. */
export type ModifierAnswer =
  | ({ readonly kind: 'threshold' } & ModifierDecision)
  | ({ readonly kind: 'distinct'; readonly modifier: string | null } & Omit<DistinctAnswer, 'modifier'>);

/** Minutes and what they came to. */
export interface ChargedMinutes {
  readonly timedMinutes: number;
  readonly treatmentMinutes: number;
  readonly entries: readonly Pick<LedgerEntry, 'id' | 'cpt' | 'task' | 'minutes'>[];
  readonly lines: readonly ChargedLine[];
  /** Other notes of the patient's day that were counted with this one; absent without any. */
  readonly sameDay?: readonly SameDaySession[];
  /** What the lines add to the patient's year; null: a fee is missing. Absent where the payer knows no threshold. */
  readonly allowedCents?: number | null;
}

/** A claim line without what it rests on. Corrections made before `timed` and `why` were kept have neither. */
export type ChargedLine = Pick<ChargeLine, 'code' | 'modifiers' | 'minutes' | 'units'> &
  Partial<Pick<ChargeLine, 'timed' | 'why'>>;

/** What an assistant signed for the minutes they furnished, or a student for their part, before a therapist signs the note. */
export interface Contribution {
  /** Absent: an assistant, for minutes of theirs. A student contributes to the note and is responsible for no minutes. */
  readonly role?: 'student';
  readonly minutes: number;
  /** Over code, task and minutes of each of the assistant's entries. */
  readonly entriesSha256: string;
  /** The note as the assistant saw it. */
  readonly noteSha256: string;
  readonly by: string;
  readonly credentials: string;
  readonly licence: string | null;
  readonly attestation: string;
  readonly signedAt: IsoInstant;
  readonly timeZone: string;
}

export interface Signature {
  readonly by: string;
  readonly credentials: string;
  readonly licence: string | null;
  readonly attestation: string;
  readonly signedAt: IsoInstant;
  readonly timeZone: string;
  /** SHA-256 over the canonical form of the signed note. */
  readonly noteSha256: string;
}
