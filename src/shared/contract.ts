/**
 * The one description of everything a page may ask of the core, for all shells (Electron, loopback, tests).
 * Inputs come from an untrusted side and are parsed; outputs are made by the core and carry a type only.
 * A call needs the app unlocked unless it says otherwise. Long work reports through `AppEvent`s.
 */
import { z } from 'zod';
import { call } from './contractCall.ts';
import { compareCalls } from './contractCompare.ts';
import { deskCalls } from './contractDesk.ts';
import { decisionInput, episodeCalls } from './contractEpisode.ts';
import type { AppEvent } from './contractEvents.ts';
import { guardCalls } from './contractGuard.ts';
import { historyCalls } from './contractHistory.ts';
import { instructCalls } from './contractInstruct.ts';
import { integrationCalls } from './contractIntegration.ts';
import { keepingCalls } from './contractKeeping.ts';
import { keyCalls } from './contractKeys.ts';
import { mergeCalls } from './contractMerge.ts';
import { noteCalls } from './contractNote.ts';
import { payerCalls } from './contractPayers.ts';
import { peopleCalls } from './contractPeople.ts';
import { recordCalls } from './contractRecords.ts';
import { reportCalls } from './contractReports.ts';
import { securityCalls } from './contractSecurity.ts';
import { snippetCalls } from './contractSnippets.ts';
import { termCalls } from './contractTerms.ts';
import { transcriptCalls } from './contractTranscript.ts';
import { typingCalls } from './contractTyping.ts';
import type {
  AppStatus,
  ArrayChoice,
  AudioClip,
  CalibrationStep,
  EnrolmentResult,
  InputDevice,
  InterruptedSession,
  KeptVoice,
  KnownCalibration,
  PatientSummary,
  RecogniserTime,
  RecogniserView,
  RecordingStatus,
  ReviewState,
} from './contractViews.ts';
import type { PayerProfile } from './domain/billing.ts';
import { ASSIST_LEVELS } from './domain/facts.ts';
import type { GlossaryEntry } from './domain/glossary.ts';
import type { Patient, SessionHeader } from './domain/record.ts';
import type { AppError } from './result.ts';

export type { CallNeeds, CallSpec } from './contractCall.ts';
export type * from './contractCompare.ts';
export type * from './contractDesk.ts';
export type { DecisionInput, EpisodeView } from './contractEpisode.ts';
export type * from './contractEvents.ts';
export type * from './contractHistory.ts';
export type * from './contractInstruct.ts';
export type * from './contractIntegration.ts';
export type * from './contractMerge.ts';
export type { MinutesInput, MinutesPreview } from './contractNote.ts';
export type * from './contractPayers.ts';
export type * from './contractReports.ts';
export type * from './contractSnippets.ts';
export type { CorrectionInput, HeardAgain, Reading } from './contractTranscript.ts';
export type { UnfinishedText } from './contractTyping.ts';
export type * from './contractViews.ts';
export type { GuardSetting, RecordingAsk } from './domain/recordingGuard.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const text = (max: number) => z.string().max(max);
const nothing = z.strictObject({});
const modelName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const isoDate = z.iso.date();

const goalTarget = z.strictObject({
  follows: text(200).regex(/^(?:score|cues|measure)\..+/, 'Choose what the goal is judged by.'),
  level: z.enum(ASSIST_LEVELS).nullable(),
  value: z.number().min(0).max(100_000).nullable(),
  unit: text(40).nullable(),
  better: z.enum(['higher', 'lower']),
});

const patientInput = z.strictObject({
  id: id.nullable(),
  name: text(120).trim().min(1, 'Enter a name.'),
  birthDate: isoDate.nullable(),
  recordNumber: text(40).nullable(),
  diagnosis: text(300).nullable(),
  affectedSide: z.enum(['left', 'right', 'both']).nullable(),
  precautions: text(500).nullable(),
  payerId: id,
  goals: z
    .array(
      z.strictObject({
        id: id.nullable(),
        term: z.enum(['long', 'short']),
        text: text(400).min(1),
        target: goalTarget.nullish(),
      }),
    )
    .max(40),
  frequency: text(80).nullable(),
  certificationStart: isoDate.nullable(),
  certificationEnd: isoDate.nullable(),
});
export type PatientInput = z.infer<typeof patientInput>;

const editInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('replace'), statementId: id, text: text(2000).min(1) }),
  z.strictObject({ kind: z.literal('remove'), statementId: id }),
  z.strictObject({ kind: z.literal('add'), sectionId: id, text: text(2000).min(1) }),
  z.strictObject({ kind: z.literal('answer'), questionId: id, text: text(2000).min(1) }),
]);
export type EditInput = z.infer<typeof editInput>;

const ledgerInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    cpt: text(8).min(1),
    task: text(120),
    minutes: z.number().int().min(1).max(1440),
    /** Who furnished it; absent: the therapist. */
    provider: z.enum(['therapist', 'assistant']).optional(),
  }),
  z.strictObject({
    kind: z.literal('change'),
    entryId: id,
    cpt: text(8).min(1).nullable(),
    minutes: z.number().int().min(0).max(1440),
    /** Absent: as it was. */
    provider: z.enum(['therapist', 'assistant']).optional(),
  }),
  z.strictObject({ kind: z.literal('confirm'), entryId: id }),
  z.strictObject({ kind: z.literal('remove'), entryId: id }),
]);
export type LedgerInput = z.infer<typeof ledgerInput>;

const microphones = z.strictObject({
  sessionId: id,
  deviceId: text(200),
  channels: z.number().int().min(1).max(16),
  /** One of `arrays.list`; without it directions are not used. */
  arrayId: id.nullish(),
});

/** A second of 16 microphones in base64. */
const MAX_SOUND_CHARACTERS = 700_000;

export const contract = {
  'app.status': call<AppStatus>()({ in: nothing, needs: 'open' }),

  ...securityCalls,

  'payers.list': call<readonly PayerProfile[]>()({ in: nothing, needs: 'unlocked' }),
  'glossary.list': call<readonly GlossaryEntry[]>()({ in: nothing, needs: 'unlocked' }),
  'codes.list': call<readonly { readonly code: string; readonly label: string; readonly timed: boolean }[]>()({
    in: nothing,
    needs: 'unlocked',
  }),

  'patients.list': call<readonly PatientSummary[]>()({ in: nothing, needs: 'unlocked' }),
  'patients.save': call<Patient>()({ in: patientInput, needs: 'unlocked', audit: 'patient-saved' }),

  /** Makes (once) the bundled sample patient and a session from the bundled recording, and starts processing it. */
  'sample.open': call<{ readonly sessionId: string }>()({ in: nothing, needs: 'unlocked', audit: 'sample-opened' }),
  /** Invented patients with deadlines, goals, signed sessions and drafts, dated back from today. Twice is once. */
  'sample.fill': call<null>()({ in: nothing, needs: 'unlocked', audit: 'sample-filled' }),
  /** Takes away every sample patient with all sessions, notes, reports and sound. */
  'sample.remove': call<null>()({ in: nothing, needs: 'unlocked', audit: 'sample-removed' }),

  'sessions.create': call<SessionHeader>()({
    in: z.strictObject({ patientId: id }),
    needs: 'unlocked',
    audit: 'session-created',
  }),
  'sessions.get': call<SessionHeader>()({ in: z.strictObject({ sessionId: id }), needs: 'unlocked' }),
  'sessions.consent': call<SessionHeader>()({
    in: z.strictObject({
      sessionId: id,
      given: z.boolean(),
      by: z.enum(['patient', 'caregiver']),
      method: z.enum(['verbal', 'written']),
    }),
    needs: 'unlocked',
    audit: 'consent',
  }),
  'sessions.importWav': call<SessionHeader>()({
    in: z.strictObject({ sessionId: id, wavBase64: z.string() }),
    needs: 'unlocked',
    audit: 'sound-imported',
  }),

  /** Arrays whose microphones are in known places. */
  'arrays.list': call<readonly ArrayChoice[]>()({ in: nothing, needs: 'unlocked' }),
  'devices.list': call<readonly InputDevice[]>()({ in: nothing, needs: 'unlocked' }),
  /** Records ten seconds of the therapist alone; levels arrive as `meters` events. Consent must stand. */
  'enrolment.record': call<EnrolmentResult>()({
    in: microphones,
    needs: 'unlocked',
    audit: 'enrolment',
  }),

  /**
   * One part of the calibration in the gym: a minute of the room alone, or three of the therapist still, turned away or
   * walking; levels arrive as `meters` events. Only figures are kept, so nobody's consent is needed. A part that is of no use
   * is named with what to do and leaves the earlier one in place.
   */
  'calibration.record': call<CalibrationStep>()({
    in: z.strictObject({
      deviceId: text(200),
      channels: z.number().int().min(1).max(16),
      arrayId: id.nullish(),
      place: text(60),
      part: z.enum(['room', 'still', 'turned', 'walking']),
    }),
    needs: 'unlocked',
    audit: 'calibration',
  }),
  /** The newest first. */
  'calibration.list': call<readonly KnownCalibration[]>()({ in: nothing, needs: 'unlocked' }),

  /** The therapist's voice as kept from earlier sessions, the newest first. */
  'voice.list': call<readonly KeptVoice[]>()({ in: nothing, needs: 'unlocked' }),
  /** Keeps this session's voice sample for later ones. */
  'voice.keep': call<KeptVoice>()({ in: z.strictObject({ sessionId: id }), needs: 'unlocked', audit: 'voice-kept' }),
  'voice.use': call<null>()({
    in: z.strictObject({ sessionId: id, voiceId: id }),
    needs: 'unlocked',
    audit: 'voice-used',
  }),
  /** Deletes one kept voice; sessions that used it keep their own copy. */
  'voice.delete': call<null>()({
    in: z.strictObject({ voiceId: id, confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'kept-voice-deleted',
  }),
  /** Deletes every voice sample of the therapist, kept or in a session, and all calibrations; the notes stay. */
  'voice.forget': call<{ readonly deleted: number }>()({
    in: z.strictObject({ confirm: z.literal('DELETE') }),
    needs: 'unlocked',
    audit: 'voice-deleted',
  }),

  'recording.start': call<RecordingStatus>()({
    in: microphones,
    needs: 'unlocked',
    audit: 'recording-started',
  }),
  /** A tenth of a second of the page's own microphone; also while locked, as a recording goes on then. */
  'microphone.sound': call<null>()({
    in: z.strictObject({
      stream: id,
      sequence: z.number().int().min(0),
      pcmBase64: z.string().min(1).max(MAX_SOUND_CHARACTERS),
    }),
    needs: 'open',
  }),
  'recording.pause': call<RecordingStatus>()({ in: nothing, needs: 'unlocked', audit: 'recording-paused' }),
  'recording.resume': call<RecordingStatus>()({ in: nothing, needs: 'unlocked', audit: 'recording-resumed' }),
  'recording.mark': call<null>()({ in: nothing, needs: 'open', audit: 'moment-marked' }),
  /** Allowed while locked: a recording must always be stoppable. */
  'recording.stop': call<{ readonly sessionId: string }>()({ in: nothing, needs: 'open', audit: 'recording-stopped' }),
  /** Starts a timer on an activity (closing the one that runs), or stops it with null. */
  'recording.timer': call<null>()({
    in: z.strictObject({ cpt: text(8).nullable(), task: text(120) }),
    needs: 'unlocked',
    audit: 'timer',
  }),

  'recovery.list': call<readonly InterruptedSession[]>()({ in: nothing, needs: 'unlocked' }),
  'recovery.recover': call<SessionHeader>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'session-recovered',
  }),
  'recovery.discard': call<null>()({
    in: z.strictObject({ sessionId: id, confirm: z.literal('DISCARD') }),
    needs: 'unlocked',
    audit: 'session-discarded',
  }),

  'pipeline.run': call<null>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'processing-started',
  }),
  'pipeline.cancel': call<null>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'processing-cancelled',
  }),

  'recognisers.list': call<readonly RecogniserView[]>()({ in: nothing, needs: 'unlocked' }),
  /** Measures one on this computer; it takes half a minute and more. */
  'recognisers.time': call<RecogniserTime>()({ in: z.strictObject({ name: modelName }), needs: 'unlocked' }),
  /** The one that writes the words of the next session. */
  'recognisers.choose': call<null>()({
    in: z.strictObject({ name: modelName }),
    needs: 'unlocked',
    audit: 'recogniser-chosen',
  }),

  'review.get': call<ReviewState>()({ in: z.strictObject({ sessionId: id }), needs: 'unlocked', audit: 'note-viewed' }),
  'review.edit': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), edit: editInput }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
  'review.undo': call<ReviewState>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
  'review.redo': call<ReviewState>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'note-edited',
  }),
  'review.ledger': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), change: ledgerInput }),
    needs: 'unlocked',
    audit: 'minutes-edited',
  }),
  /** Chooses which code gets the unit where the rule ties. */
  'review.resolveTie': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), code: text(8) }),
    needs: 'unlocked',
    audit: 'tie-resolved',
  }),
  /** Sound of a stretch of the session; `heard` marks these statement or fact ids as listened to. */
  'review.play': call<AudioClip>()({
    in: z.strictObject({
      sessionId: id,
      startMs: z.number().int().min(0),
      endMs: z.number().int().min(1),
      heard: z.array(id).max(50),
    }),
    needs: 'unlocked',
    audit: 'evidence-played',
  }),

  /** A decision beside text and minutes: the threshold's modifier, distinct services, a score, a diagnosis. */
  'review.decide': call<ReviewState>()({
    in: z.strictObject({ sessionId: id, revision: z.number().int(), decision: decisionInput }),
    needs: 'unlocked',
    audit: 'decision-made',
  }),

  ...transcriptCalls,
  ...episodeCalls,
  ...keepingCalls,
  ...keyCalls,
  ...deskCalls,
  ...guardCalls,
  ...mergeCalls,
  ...payerCalls,
  ...reportCalls,
  ...historyCalls,
  ...instructCalls,
  ...snippetCalls,
  ...termCalls,
  ...compareCalls,
  ...integrationCalls,

  ...noteCalls,
  ...peopleCalls,
  ...recordCalls,
  ...typingCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<N extends CallName> = z.infer<Contract[N]['in']>;
export type CallOutput<N extends CallName> =
  | NonNullable<Contract[N]['out']>
  | (null extends Contract[N]['out'] ? null : never);

export const CALL_NAMES = Object.keys(contract) as readonly CallName[];

/** Page → core. */
export type RequestFrame = { readonly v: 1; readonly id: number; readonly name: CallName; readonly body: unknown };
/** Core → page. */
export type ReplyFrame =
  | { readonly v: 1; readonly id: number; readonly ok: true; readonly body: unknown }
  | { readonly v: 1; readonly id: number; readonly ok: false; readonly error: AppError }
  | { readonly v: 1; readonly event: AppEvent };

export const requestFrame = z.strictObject({
  v: z.literal(1),
  id: z.number().int().min(0),
  name: z.enum(CALL_NAMES as [CallName, ...CallName[]]),
  body: z.unknown(),
});

export const MAX_FRAME_BYTES = 64 * 1024 * 1024;
export const MAX_CALLS_IN_FLIGHT = 64;
