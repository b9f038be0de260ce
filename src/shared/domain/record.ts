import type { IsoDate, IsoInstant } from '../time.ts';
import type { ArrayGeometry, FrontEndResult } from './audio.ts';
import type { ChargeProposal, MinutesLedger } from './billing.ts';
import type { Fact } from './facts.ts';
import type { GoalTarget } from './intake.ts';
import type { Addendum, Contribution, NoteDraft, Signature } from './note.ts';
import type { Reckoning } from './reckoning.ts';
import type { PayerRules } from './rules.ts';
import type { Transcript } from './utterance.ts';

export interface Therapist {
  readonly id: string;
  readonly name: string;
  /** "OTR/L", "COTA/L", … */
  readonly credentials: string;
  readonly licence: string | null;
}

export interface Goal {
  readonly id: string;
  readonly term: 'long' | 'short';
  readonly text: string;
  /** What it is judged by; without it, words are all there is. */
  readonly target?: GoalAim | null;
}

/** A typed target and the series of values it is held against: "score.transferToilet", "measure.…", "cues.…". */
export interface GoalAim extends GoalTarget {
  readonly follows: string;
}

export interface PlanOfCare {
  readonly goals: readonly Goal[];
  readonly frequency: string | null;
  readonly certificationStart: IsoDate | null;
  readonly certificationEnd: IsoDate | null;
}

export interface Patient {
  readonly id: string;
  readonly name: string;
  readonly birthDate: IsoDate | null;
  readonly recordNumber: string | null;
  readonly diagnosis: string | null;
  readonly affectedSide: 'left' | 'right' | 'both' | null;
  readonly precautions: string | null;
  readonly payerId: string;
  readonly planOfCare: PlanOfCare;
  /** Part of the sample that ships with the product: no real person. */
  readonly isSample: boolean;
}

export type Consent =
  | { readonly kind: 'pending' }
  | { readonly kind: 'declined'; readonly at: IsoInstant }
  | {
      readonly kind: 'given';
      readonly at: IsoInstant;
      readonly by: 'patient' | 'caregiver' | 'sample';
      readonly method: 'verbal' | 'written' | 'sample';
      readonly scriptVersion: string;
    };

/** Whoever answered for the patient is there, and agreed to be heard; nobody else who came along did. */
export function isCompanionHeard(consent: Consent): boolean {
  return consent.kind === 'given' && consent.by === 'caregiver';
}

export type SessionState =
  | 'planned'
  | 'recording'
  | 'paused'
  | 'interrupted'
  | 'stopped'
  | 'processing'
  | 'failed'
  | 'review'
  | 'signed';

export interface SessionHeader {
  readonly id: string;
  readonly patientId: string;
  readonly state: SessionState;
  readonly dateOfService: IsoDate;
  readonly startedAt: IsoInstant | null;
  readonly timeZone: string;
  readonly consent: Consent;
  readonly durationMs: number;
  readonly isSample: boolean;
}

/**
 * A hole in the sound: never papered over. Time is the count of stored samples, so most gaps take up none of it:
 * `lengthMs` is what the wall clock lost there. Only `damaged` (stored, but no longer readable) takes up its
 * length, as silence, so that every other moment keeps its place.
 */
export interface Gap {
  readonly startMs: number;
  readonly lengthMs: number | null;
  readonly reason: 'paused' | 'device_lost' | 'interrupted' | 'overrun' | 'damaged';
}

/** A recording that became part of a session: its place in the session's sound, and when it began by the clock. */
export interface SessionPart {
  readonly startMs: number;
  readonly durationMs: number;
  readonly startedAt: IsoInstant;
}

export interface Track {
  readonly id: string;
  readonly source: 'microphone' | 'file' | 'sample';
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly frameCount: number;
  readonly geometry: ArrayGeometry | null;
  readonly gaps: readonly Gap[];
}

/** Everything one session led to: the file form of a session (record.json) and what the review screen shows. */
export interface SessionRecord {
  readonly format: 'ot-scribe-record';
  readonly version: 1;
  readonly therapist: Therapist | null;
  readonly patient: Patient | null;
  readonly session: SessionHeader;
  readonly tracks: readonly Track[];
  /** Moments the therapist marked while recording, by key or by saying so, on the recording's clock. Absent where there are none. */
  readonly marksMs?: readonly number[];
  /** The recordings it was put together from; absent where it was recorded in one go. */
  readonly parts?: readonly SessionPart[];
  readonly frontEnd: FrontEndResult | null;
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly note: NoteDraft;
  /** Scores, threshold, diagnoses, clocks, checklist; absent in records made before them. */
  readonly reckoning?: Reckoning;
  /** The payer the charges follow, where it is a profile of the clinic's own and no file of the app has it. */
  readonly ownPayer?: PayerRules;
  /** Signed by an assistant for their minutes; the note's signature is then the therapist's co-signature. */
  readonly contribution?: Contribution;
  readonly signature: Signature | null;
  /** Corrections since the signature, oldest first. */
  readonly addenda?: readonly Addendum[];
}
