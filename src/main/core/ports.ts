/**
 * What the handlers need from the parts that deal with sound, language and paper. The composition root plugs the real
 * ones in; tests plug in small fakes.
 */

import type { EarlierNote, NoteComparison } from '../../nlp/check/clonedText.ts';
import type { InstructionInput } from '../../nlp/instruct/followInstruction.ts';
import type { SessionFacts } from '../../nlp/reckon/scores/trends.ts';
import type { FeeHead } from '../../nlp/reckon/threshold/readFees.ts';
import type {
  InputDevice,
  PreviewState,
  PreviewWord,
  RecogniserTime,
  RecogniserView,
  ReportState,
} from '../../shared/contract.ts';
import type { PayerTrial, ProgressView, SeriesChoice } from '../../shared/contractDesk.ts';
import type { EpisodeView } from '../../shared/contractEpisode.ts';
import type { InstructedChange } from '../../shared/contractInstruct.ts';
import type { IntegrationReport } from '../../shared/contractIntegration.ts';
import type { PayerBook, PayerEntry, PayerInput, PayerPreview } from '../../shared/contractPayers.ts';
import type { ArrayGeometry, ChannelHealth, FrontEndResult, PcmSource, Role } from '../../shared/domain/audio.ts';
import type {
  ChargeProposal,
  LedgerChange,
  LedgerEntry,
  MinutesLedger,
  PayerProfile,
  TimerEntry,
} from '../../shared/domain/billing.ts';
import type { ComparedRow, WrittenComparison } from '../../shared/domain/comparison.ts';
import type { Carried } from '../../shared/domain/correction.ts';
import type { Decision } from '../../shared/domain/decisions.ts';
import type { Fact } from '../../shared/domain/facts.ts';
import type { GlossaryEntry } from '../../shared/domain/glossary.ts';
import type { DocumentRecord, Intake } from '../../shared/domain/intake.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { Edit, NoteDraft } from '../../shared/domain/note.ts';
import type { EpisodeContext, Reckoning } from '../../shared/domain/reckoning.ts';
import type { Gap, Patient, SessionHeader, SessionRecord, Therapist } from '../../shared/domain/record.ts';
import type { PairTable, PayerRules } from '../../shared/domain/rules.ts';
import type { FeeSchedule } from '../../shared/domain/threshold.ts';
import type { Transcript, Word } from '../../shared/domain/utterance.ts';
import type { WordingRule } from '../../shared/domain/wordingRule.ts';
import type { Result } from '../../shared/result.ts';
import type { IsoDate, Span } from '../../shared/time.ts';
import type { AuditSource } from './export/audit/auditPack.ts';
import type { CarriedReport, CarryInput } from './reports/carryOver.ts';

/** Sealed sound of one track: a folder of its own under the session, readable with the session's key only. */
export interface SealedSound {
  readonly sessionId: string;
  readonly trackId: string;
  readonly folder: string;
  readonly sessionKey: Uint8Array;
}

export interface StoredSound {
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly frameCount: number;
  readonly durationMs: number;
  readonly gaps: readonly Gap[];
  /** Moments that were marked while recording, as they stand in the sound. */
  readonly marksMs: readonly number[];
}

export interface OpenedSound extends PcmSource {
  close(): Promise<void>;
}

export interface SoundPort {
  /** Seals the sound of a WAV held in memory: nothing of it may touch the disk in the clear. */
  importWav(wav: Uint8Array, into: SealedSound): Promise<Result<StoredSound>>;
  /** Seals sound that is in memory already. */
  seal(source: PcmSource, into: SealedSound): Promise<Result<StoredSound>>;
  open(sound: SealedSound): Promise<Result<OpenedSound>>;
  /** What is stored, also of a recording that was cut off. */
  inspect(sound: SealedSound): Promise<Result<StoredSound>>;
}

export interface CaptureMeters {
  readonly elapsedMs: number;
  readonly peakDbFs: readonly number[];
  readonly rmsDbFs: readonly number[];
  readonly verdicts: readonly ChannelHealth['verdict'][];
}

export interface CaptureListener {
  meters(meters: CaptureMeters): void;
  /** The stream broke off or came back by itself. */
  state(state: 'recording' | 'interrupted', message: string | null): void;
  /** Words for the screen: never stored, never logged. */
  preview?(line: {
    readonly startMs: number;
    readonly endMs: number;
    readonly speaker: Role | null;
    readonly text: string;
    readonly words: readonly PreviewWord[];
  }): void;
  previewState?(state: PreviewState): void;
}

export interface CaptureRequest extends SealedSound {
  readonly deviceId: string;
  readonly channels: number;
  /** For the preview: the therapist's voice sample, under the same key, and where the microphones are. */
  readonly enrolmentFolder: string | null;
  readonly geometry: ArrayGeometry | null;
  /** For the work ahead of the stop. */
  readonly ownTerms: readonly string[];
}

export interface LiveCapture {
  /** On the sample clock. */
  elapsedMs(): number;
  pause(): Promise<Result<null>>;
  resume(): Promise<Result<null>>;
  /** Into the sound itself: a mark must survive a crash too. */
  mark(): void;
  stop(): Promise<Result<StoredSound>>;
}

export interface CapturePort {
  devices(): Promise<Result<readonly InputDevice[]>>;
  start(request: CaptureRequest, listener: CaptureListener): Promise<Result<LiveCapture>>;
  /** Some seconds into memory; one list of samples per channel, ±1 at 16 kHz. */
  listen(
    request: { readonly deviceId: string; readonly channels: number; readonly seconds: number },
    listener: CaptureListener,
  ): Promise<Result<readonly Float32Array[]>>;
}

export interface PipelineInput {
  readonly session: SessionHeader;
  readonly patient: Patient;
  readonly therapist: Therapist;
  readonly payerId: string;
  readonly ownPayers: readonly PayerRules[];
  readonly sound: SealedSound;
  readonly enrolment: SealedSound | null;
  readonly geometry: ArrayGeometry | null;
  /** Terms of the therapist's own that the recogniser favours where it doubts. */
  readonly ownTerms: readonly string[];
  /** From the recording screen. */
  readonly timers: readonly TimerEntry[];
  readonly checkpoints: {
    load(stage: string, key: string): Promise<unknown>;
    save(stage: string, key: string, value: unknown): Promise<void>;
  };
  readonly signal: AbortSignal;
  readonly onProgress: (progress: {
    readonly stage: string;
    readonly stageIndex: number;
    readonly stageCount: number;
    readonly share: number;
  }) => void;
}

export interface ProcessedSession {
  readonly frontEnd: FrontEndResult;
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly note: NoteDraft;
}

export interface PipelinePort {
  process(input: PipelineInput): Promise<Result<ProcessedSession>>;
}

/** A stretch of a stored session, heard again from its raw channels. */
export interface HearAgainPort {
  hear(
    input: Pick<PipelineInput, 'sound' | 'enrolment' | 'geometry' | 'ownTerms'> & {
      readonly span: Span;
      readonly hasCompanion: boolean;
      /** null: the chosen one. */
      readonly recogniser: string | null;
    },
  ): Promise<Result<HeardReadings>>;
}

export interface HeardReadings {
  /** Name of the recogniser. */
  readonly recogniser: string;
  /** Different ways to read the same sound; a reading without words is an empty list. */
  readonly readings: readonly (readonly Word[])[];
}

/** Words that were never recorded: typed, pasted, or of the sample. */
export interface WordsPort {
  /** Says of each line in which language it is where that is not English: such a line gives no facts. */
  markLanguages(transcript: Transcript): Result<Transcript>;
  /** Inside `whenRead` only. */
  facts(transcript: Transcript): Result<readonly Fact[]>;
  /** Runs work that asks for facts, again after words it needs were read; what it did before is taken back by its transaction. */
  whenRead<T>(work: () => Result<T>): Promise<Result<T>>;
  /** Moments the therapist marked by saying so, milliseconds. */
  marks(transcript: Transcript): Result<readonly number[]>;
  /** What a pasted note and the note of a record say of the same session; nothing of either is changed. */
  compare(pasted: string, record: SessionRecord): Result<readonly ComparedRow[]>;
  /** What a typed command would do to a note. */
  instruct(input: Omit<InstructionInput, 'words'>): Result<readonly InstructedChange[]>;
  /** Facts, minutes, units and the checked draft, as of a session of these words. */
  note(input: {
    readonly transcript: Transcript;
    readonly session: SessionHeader;
    readonly patient: Patient;
    readonly therapist: Therapist;
  }): Promise<Result<Pick<ProcessedSession, 'facts' | 'ledger' | 'charges' | 'note'>>>;
}

/** Every export form tried on an invented session. */
export interface IntegrationPort {
  /** @param at the moment of the check; its day is the day of the invented calendar */
  check(at: string): Promise<Result<IntegrationReport>>;
}

/** Everything that decides how a note looks after the therapist's changes. */
export interface ReviewInput {
  readonly session: SessionHeader;
  readonly patient: Patient;
  readonly therapist: Therapist;
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
  /** Transcript and facts are not those the draft was first made from. */
  readonly isCorrected: boolean;
  readonly timers: readonly TimerEntry[];
  /** As first generated. */
  readonly draft: Pick<ReviewOutput, 'ledger' | 'charges' | 'note'>;
  /** The therapist's changes to the minutes, in order. */
  readonly minutesChanges: readonly LedgerChange[];
  /** Codes the therapist chose where the unit rule ties, in order. */
  readonly tieChoices: readonly { readonly code: string; readonly by: string; readonly at: string }[];
  readonly edits: readonly Edit[];
  readonly played: readonly string[];
  readonly decisions: readonly Decision[];
  readonly episode: EpisodeContext;
  readonly wording: readonly WordingRule[];
  /** The signed note of the visit before; null where there is none. */
  readonly earlier: EarlierNote | null;
}

export interface ReviewOutput {
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly note: NoteDraft;
  readonly issues: readonly Issue[];
  readonly reckoning?: Reckoning;
  /** The patient's payer where it is a profile of the clinic's own. */
  readonly ownPayer?: PayerRules;
}

/** What is timed so far in a session that goes on. */
export interface LiveInput {
  readonly timers: readonly TimerEntry[];
  readonly patient: Patient;
  readonly session: SessionHeader;
  readonly episode: EpisodeContext;
}

/** A patient's year and plan, asked for outside a session. */
export interface EpisodeInput {
  readonly patient: Patient;
  readonly today: IsoDate;
  readonly context: EpisodeContext;
}

export type SampleMinutes = readonly { readonly code: string; readonly minutes: number }[];

export interface PayerHead {
  readonly id: string;
  readonly version: string;
  readonly today: IsoDate;
}

export type ReadPayer =
  | { readonly payer: PayerRules; readonly faults: readonly [] }
  | { readonly payer: null; readonly faults: PayerPreview['faults'] };

/** The rules of billing and of notes: pure, quick enough for every keystroke's save. */
export interface ClinicalPort {
  payers(own: readonly PayerRules[]): readonly PayerProfile[];
  /** Profiles in force on the day without the counts of patients, and what their editor chooses from. */
  payerBook(
    own: readonly PayerRules[],
    today: IsoDate,
  ): Omit<PayerBook, 'profiles'> & {
    readonly profiles: readonly Omit<PayerEntry, 'patients'>[];
  };
  /** A profile as typed, held to the form of the shipped ones; else what is wrong, by field. */
  readPayer(given: PayerInput, head: PayerHead, own: readonly PayerRules[]): ReadPayer;
  codes(): readonly { readonly code: string; readonly label: string; readonly timed: boolean }[];
  glossary(): readonly GlossaryEntry[];
  /** What the timers' minutes mean for units and the year, as information while treating. */
  live(input: LiveInput): readonly string[];
  /** What the timers alone come to, while the recording goes on. */
  timed(timers: readonly TimerEntry[]): readonly LedgerEntry[];
  review(input: ReviewInput): Result<ReviewOutput>;
  /** What of the one draft stands in the other; `lost` counts the decisions of the first from 0. */
  carry(before: ReviewInput, after: ReviewInput): Result<Carried>;
  /** The minutes as said and timed, before anybody changed them. */
  minutes(input: Pick<ReviewInput, 'facts' | 'timers' | 'therapist'>): MinutesLedger;
  /** What is wrong with a decision, as a sentence; null when it can stand. */
  decisionFault(
    decision: Decision,
    state: Pick<SessionRecord, 'charges' | 'reckoning'> & { readonly patient?: Pick<Patient, 'payerId'> | null },
  ): string | null;
  episode(input: EpisodeInput): Result<EpisodeView>;
  /** What the same minutes come to under each payer of that day. */
  trial(minutes: SampleMinutes, today: IsoDate, own: readonly PayerRules[]): readonly PayerTrial[];
  /** The same under one profile, kept or not. */
  trialOf(minutes: SampleMinutes, today: IsoDate, payer: PayerRules): PayerTrial;
  /** Whether a phrase may be written otherwise without evidence. */
  isFreeWording(rule: WordingRule): boolean;
  /** A text with a blank for each of its numbers, levels, sides and kinds of cues. */
  blanked(text: string): string;
  /** Numbers, levels, sides and kinds of cues in a text, as written. */
  valuesIn(text: string): readonly string[];
  /** What goals may be held against: items with a level, and what these sessions counted or measured. */
  series(sessions: readonly SessionFacts[]): readonly SeriesChoice[];
  progress(patient: Patient, sessions: readonly SessionFacts[]): ProgressView;
  /** Which sentences of a note stand in another one word for word. */
  compare(note: NoteDraft, earlier: NoteDraft): NoteComparison;
  /** By credentials: whose minutes and reports are an assistant's. */
  isAssistant(person: Therapist): boolean;
  isStudent(person: Therapist): boolean;
  /** Known to be one; credentials that nobody knows are none. */
  isTherapist(person: Therapist): boolean;
  readFees(text: string, head: FeeHead): Result<FeeSchedule>;
  readPairs(text: string, head: { readonly name: string; readonly retrieved: IsoDate }): Result<PairTable>;
}

/** A record on paper. */
export interface DocumentPort {
  text(record: SessionRecord, sectionId: string | null): Result<string>;
  markdown(record: SessionRecord): Result<{ readonly fileName: string; readonly text: string }>;
  pdf(record: SessionRecord): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }>>;
  /** The audit pack as one ZIP. */
  audit(
    source: Pick<AuditSource, 'signed' | 'clip'> & { readonly record: SessionRecord },
  ): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }>>;
}

/** A report over sessions: prefilled, written and checked from its form, and on paper. */
export interface ReportPort {
  carry(input: CarryInput): CarriedReport;
  write(intake: Intake): DocumentRecord;
  /** The document beside a report that was written by hand. */
  compare(text: string, note: NoteDraft): WrittenComparison;
  /** What a page shows round the document itself. */
  show(record: DocumentRecord): Pick<ReportState, 'title' | 'header' | 'words' | 'wordLimit' | 'issues'>;
  text(record: DocumentRecord, isSample: boolean, sectionId: string | null): string;
  pdf(record: DocumentRecord, isSample: boolean): Promise<Uint8Array>;
}

/** The recognisers of this machine and which of them writes the words of a finished session. */
export interface RecogniserPort {
  list(): Promise<readonly RecogniserView[]>;
  /** Takes half a minute and more; the machine should have nothing else to do. */
  time(name: string): Promise<Result<RecogniserTime>>;
  choose(name: string): Promise<Result<null>>;
  /** What is wrong with a term of the therapist's own, as a sentence; null when it can be favoured. */
  ownTermFault(term: string): Promise<string | null>;
}
