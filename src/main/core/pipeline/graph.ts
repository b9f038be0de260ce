/** The results that the stages hand on, from sound to a checked draft. */

import type { Reading } from '../../../nlp/read/reading.ts';
import type { ArrayGeometry, FrontEndResult, SegmentSound } from '../../../shared/domain/audio.ts';
import type {
  ChargeProposal,
  LedgerChange,
  MinutesLedger,
  TieChoice,
  TimerEntry,
} from '../../../shared/domain/billing.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { NoteDraft } from '../../../shared/domain/note.ts';
import type { Patient, SessionHeader, Therapist } from '../../../shared/domain/record.ts';
import type { PayerRules } from '../../../shared/domain/rules.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';
import type { SoundDescriptor } from '../sound/soundDescriptor.ts';

export interface SoundInput {
  readonly session: SoundDescriptor;
  /** The therapist alone, same microphones; null when there is no enrolment. */
  readonly enrolment: SoundDescriptor | null;
  readonly geometry: ArrayGeometry | null;
  /** Use this microphone alone and skip the beams. */
  readonly channel: number | null;
  /** Somebody came with the patient and may be heard. */
  readonly hasCompanion?: boolean;
  /** The therapist's own terms, favoured where the sound is doubtful. */
  readonly ownTerms?: readonly string[];
}

/** Who and what the session is about: everything the note may take from the record instead of from the sound. */
export interface Subject {
  readonly session: SessionHeader;
  readonly patient: Patient | null;
  readonly therapist: Therapist | null;
  readonly payerId: string;
  /** Payer profiles of the clinic's own. */
  readonly ownPayers?: readonly PayerRules[];
}

/** Minutes that were not spoken, and what the therapist settled about them. */
export interface EnteredMinutes {
  readonly timers: readonly TimerEntry[];
  readonly typed: readonly LedgerChange[];
  readonly tieChoices: readonly TieChoice[];
}

export const NOTHING_ENTERED: EnteredMinutes = { timers: [], typed: [], tieChoices: [] };

export interface Heard {
  readonly frontEnd: FrontEndResult;
  readonly sounds: readonly SegmentSound<Int16Array>[];
}

/** Of a recording that goes on. */
export interface HeardAhead {
  readonly heardToMs: number;
  readonly sounds: Heard['sounds'];
}

export interface SessionGraph {
  readonly sound: SoundInput;
  readonly subject: Subject;
  readonly entered: EnteredMinutes;
  readonly heard: Heard;
  readonly transcript: Transcript;
  /** What the reader marked in the transcript; null where none reads, as for a pasted note. */
  readonly reading: Reading | null;
  readonly facts: readonly Fact[];
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly draft: NoteDraft;
  /** The draft with the findings of the checks. */
  readonly note: NoteDraft;
}
