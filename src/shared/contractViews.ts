/** What the core answers with: made by the core and shown by the pages, so these carry a type and are not parsed. */

import type { GlobalKeysState } from './domain/globalKeys.ts';
import type { Issue } from './domain/issue.ts';
import type { NoteDraft, Signature } from './domain/note.ts';
import type { Patient, SessionHeader, SessionRecord, Therapist } from './domain/record.ts';
import type { RecordingAsk } from './domain/recordingGuard.ts';
import type { Access, Role } from './domain/roles.ts';

export interface AppStatus {
  readonly phase: 'firstRun' | 'locked' | 'unlocked';
  readonly version: string;
  readonly shell: 'electron' | 'browser' | 'cli' | 'test';
  readonly therapist: Therapist | null;
  /** Set while a recording goes on, also when locked: elapsed time and the means to stop stay visible. */
  readonly recording: RecordingStatus | null;
  /** The page's own microphone that the core wants to hear now; the page opens it, and closes it when this is null. */
  readonly microphone: { readonly deviceId: string; readonly channels: number } | null;
  /** Seconds to wait before the next attempt after failed unlocks. */
  readonly unlockWaitSeconds: number;
  /** Whether the window may be seen in screenshots and shared screens; never while the app is locked. */
  readonly isCaptureAllowed: boolean;
  /** Keys that work in every program; null where the shell has none, and before the app was opened. */
  readonly globalKeys: GlobalKeysState | null;
  /** What whoever opened the app may do; null while locked. */
  readonly access: Access | null;
}

export interface ScreenCaptureSetting {
  readonly isAllowed: boolean;
  /** Whether this shell can keep its window out at all. */
  readonly isControlled: boolean;
}

export interface PinView {
  readonly state: 'unavailable' | 'off' | 'on';
}

export interface RecordingStatus {
  readonly sessionId: string;
  readonly state: 'recording' | 'paused' | 'interrupted';
  readonly elapsedMs: number;
  readonly channels: number;
  readonly message: string | null;
  /** Words while recording: on their way, shown, partly left out because the machine is busy, or none. */
  readonly preview: PreviewState;
  /** It may have been forgotten; null: nothing to ask. */
  readonly ask: RecordingAsk | null;
}

export type PreviewState = 'starting' | 'on' | 'behind' | 'off';

/** A word of the preview: shown, never stored. Times on the recording's clock. */
export interface PreviewWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly p: number;
}

export interface PatientSummary {
  readonly patient: Patient;
  readonly sessions: readonly SessionSummary[];
}

export interface SessionSummary {
  readonly id: string;
  readonly patientId: string;
  readonly state: SessionHeader['state'];
  readonly dateOfService: string;
  readonly durationMs: number;
}

export interface InputDevice {
  /** The name the driver takes. */
  readonly id: string;
  readonly label: string;
  readonly maxChannels: number | null;
}

export interface ArrayChoice {
  readonly id: string;
  readonly name: string;
  readonly microphones: number;
  /** Metres from the array's middle as one looks at the wearer's chest from inside: x right, z up. */
  readonly places: readonly { readonly x: number; readonly z: number }[];
}

/** It serves sessions with the same microphones, worn in the same way: all three must be the same. */
export interface KeptVoice {
  readonly id: string;
  readonly createdAt: string;
  readonly channels: number;
  /** Null: from a time when this was not noted. */
  readonly deviceId: string | null;
  /** Null: an array nobody has described. */
  readonly arrayId: string | null;
}

/** Parts of the ten minutes in the gym, in this order. */
export type CalibrationPartName = 'room' | 'still' | 'turned' | 'walking';

export interface CalibrationStep {
  readonly accepted: boolean;
  /** Done, or what to do before the part is repeated. */
  readonly message: string;
  readonly missing: readonly CalibrationPartName[];
}

/** What is known of the therapist's voice and the room with some microphones in some place; figures, no sound. */
export interface KnownCalibration {
  readonly place: string;
  readonly measuredAt: string;
  readonly deviceId: string;
  readonly arrayId: string | null;
  readonly channels: number;
  /** The room without the therapist, dB of full scale; null when not measured yet. */
  readonly noiseDb: number | null;
  /** How much softer turned away than standing still; null when not measured yet. */
  readonly turnedDropDb: number | null;
  readonly missing: readonly CalibrationPartName[];
}

export interface EnrolmentResult {
  readonly accepted: boolean;
  /** Plain advice when it was not: "Too short", "Too loud", "Too noisy", each with what to do. */
  readonly message: string;
  readonly speechMs: number;
}

/** What the review screen shows; `revision` guards against edits based on an old state. */
export interface ReviewState {
  readonly revision: number;
  readonly record: SessionRecord;
  /** The draft with the therapist's edits applied. */
  readonly note: NoteDraft;
  readonly issues: readonly Issue[];
  /** Statement and fact ids whose sound was played: an unsure value may be signed only after it was heard. */
  readonly played: readonly string[];
  /** Changes of the therapist's own that lost what they were about when the transcript was corrected. */
  readonly setAside: readonly SetAside[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly signature: Signature | null;
}

/** A change that has nothing to stand on any more: shown until it is put back as a sentence, or dropped. */
export interface SetAside {
  /** Which change it is. */
  readonly position: number;
  readonly what: 'sentence' | 'removal' | 'answer' | 'level' | 'minutes' | 'decision';
  /** What was typed or chosen; empty for a removal. */
  readonly text: string;
  /** What stood there before, where that is known. */
  readonly before: string | null;
  /** Where it can be put back; null where that makes no sense. */
  readonly sectionId: string | null;
}

/** Who can sign at this installation. */
export interface Signer {
  readonly id: string;
  readonly name: string;
  readonly credentials: string;
  readonly licence: string | null;
  readonly isAssistant: boolean;
  /** Contributes and never signs alone. */
  readonly isStudent: boolean;
  /** Who has the app open. */
  readonly isUser: boolean;
}

/** Somebody who works here, as the settings list them. */
export interface PersonHere extends Signer {
  readonly role: Role;
  readonly roleName: string;
  /** Whether their passphrase opens the app. */
  readonly mayOpen: boolean;
}

export interface AudioClip {
  readonly startMs: number;
  readonly endMs: number;
  /** WAV, base64. */
  readonly wavBase64: string;
}

export interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly user: string;
  readonly event: string;
  readonly subject: string | null;
}

export interface AuditReport {
  readonly from: string;
  readonly to: string;
  readonly lines: number;
  /** The most frequent first. */
  readonly counts: readonly { readonly event: string; readonly user: string; readonly count: number }[];
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly checked: readonly { readonly what: string; readonly ok: boolean; readonly detail: string }[];
}

/** A recogniser of this computer: the bundled one or one that was imported. */
export interface RecogniserView {
  readonly name: string;
  readonly origin: 'bundled' | 'imported';
  readonly isChosen: boolean;
  readonly state: 'good' | 'damaged';
  /** What to do about a damaged one. */
  readonly message: string | null;
  /** null until it was measured on this computer. */
  readonly time: RecogniserTime | null;
  /** Fast enough to be chosen here; the bundled one always is. */
  readonly isOffered: boolean;
}

export interface RecogniserTime {
  /** Seconds of work per second of speech in the final pass. */
  readonly realTimeFactor: number;
  /** From the start of the engine to its first words. */
  readonly loadMs: number;
  readonly threads: number;
  readonly processor: string;
  /** ISO date and time. */
  readonly measuredAt: string;
}

export interface InterruptedSession {
  readonly sessionId: string;
  readonly patientId: string;
  readonly recordedAt: string;
  readonly durationMs: number;
}

/** How long the app may lie untouched before it locks itself. */
export interface AutoLockSetting {
  readonly minutes: number;
  readonly choices: readonly number[];
}

/** What an import put in the store. */
export interface ImportedRecord {
  readonly sessionId: string;
  readonly patientId: string;
  readonly dateOfService: string;
  readonly facts: number;
  readonly statements: number;
  readonly signature: 'holds' | 'none';
}
