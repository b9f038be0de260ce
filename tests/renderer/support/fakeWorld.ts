/** What the core in memory holds: people, sessions, payers and codes for tests of the pages. */

import type { CarriedSession } from '../../../src/main/core/reports/carriedSession.ts';
import type {
  AppStatus,
  CallOutput,
  Comparison,
  CoSignEntry,
  DeskFigures,
  DueEntry,
  EpisodeView,
  InputDevice,
  InterruptedSession,
  KnownCalibration,
  LastVisit,
  ParallelSession,
  ProgressView,
  RecogniserView,
  ReviewerView,
  ReviewState,
  SearchResult,
  SessionPair,
  Signer,
  Snippet,
} from '../../../src/shared/contract.ts';
import type { ModifierQuestion } from '../../../src/shared/contractNote.ts';
import type { PayerProfile } from '../../../src/shared/domain/billing.ts';
import type { GlobalKeysState } from '../../../src/shared/domain/globalKeys.ts';
import type { GlossaryEntry } from '../../../src/shared/domain/glossary.ts';
import type { Patient, SessionHeader, SessionState } from '../../../src/shared/domain/record.ts';
import type { Access } from '../../../src/shared/domain/roles.ts';

import type { FakeReport } from './fakeReports.ts';

export const PASSPHRASE = 'lantern otter gravel tulip';
export const RECOVERY_CODE = 'K7QX-M2PD-94TR-WB6H-YF3N-C5VG-2ZJ8-A8CE';
export const NOW = '2026-03-02T15:05:00Z';
export const TODAY = '2026-03-02';

export const PAYERS: readonly PayerProfile[] = [
  {
    id: 'medicare-b',
    name: 'Medicare Part B',
    unitRule: 'cms',
    modifiers: ['GO'],
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    source: { title: 'Claims Processing Manual', section: 'ch. 5 §20.2', retrieved: '2026-01-15' },
  },
  {
    id: 'commercial-ama',
    name: 'Commercial, each service by itself',
    unitRule: 'ama',
    modifiers: [],
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    source: { title: 'CPT', section: 'time rule', retrieved: '2026-01-15' },
  },
];

export const CODES = [
  { code: '97530', label: 'Therapeutic activities', timed: true },
  { code: '97535', label: 'Self-care training', timed: true },
  { code: '97110', label: 'Therapeutic exercise', timed: true },
  { code: '97112', label: 'Neuromuscular re-education', timed: true },
  { code: '97140', label: 'Manual therapy', timed: true },
  { code: '97542', label: 'Wheelchair training', timed: true },
  { code: '97129', label: 'Cognitive function, first 15 min', timed: true },
  { code: '97010', label: 'Hot or cold packs', timed: false },
] as const;

export interface World {
  autoLockMinutes: number;
  glossary: readonly GlossaryEntry[];
  recognisers: RecogniserView[];
  /** null: this computer keeps no key for a PIN; empty: none is set. */
  pin: string | null;
  phase: AppStatus['phase'];
  /** Recordings of one day that may be one visit. */
  pairs: SessionPair[];
  recording: AppStatus['recording'];
  microphone: AppStatus['microphone'];
  unlockWaitSeconds: number;
  isCaptureAllowed: boolean;
  globalKeys: GlobalKeysState | null;
  access: Access;
  /** Ids of colleagues whose passphrase opens the app. */
  letIn: string[];
  frontDesk: string[];
  patients: Patient[];
  sessions: SessionHeader[];
  reviews: Map<string, ReviewState>;
  /** What is being typed, by session and place. */
  typing: Map<string, Map<string, string>>;
  episode: EpisodeView;
  /** Deadlines that press, over all patients. */
  due: DueEntry[];
  coSign: CoSignEntry[];
  /** What a correction of minutes asks about modifiers. */
  modifierQuestions: ModifierQuestion[];
  progress: ProgressView;
  reviewer: ReviewerView;
  figures: DeskFigures;
  found: SearchResult;
  voices: CallOutput<'voice.list'>;
  readonly calibrations: KnownCalibration[];
  devices: readonly InputDevice[];
  interrupted: InterruptedSession[];
  enrolmentAccepted: boolean;
  enrolmentMs: number;
  sampleIsProcessed: boolean;
  /** Who signs here beside the therapist. */
  colleagues: Signer[];
  reports: FakeReport[];
  /** By session: its note beside the one of the visit before. */
  lastVisits: Map<string, LastVisit>;
  snippets: readonly Snippet[];
  ownTerms: readonly string[];
  /** Signed sessions that a new report is filled in from. */
  carriedSessions: readonly CarriedSession[];
  /** Pasted notes beside drafts, by session. */
  comparisons: Map<string, Comparison>;
  parallel: readonly ParallelSession[];
}

export function patient(id: string, name: string, more: Partial<Patient> = {}): Patient {
  return {
    id,
    name,
    birthDate: null,
    recordNumber: null,
    diagnosis: null,
    affectedSide: null,
    precautions: null,
    payerId: 'medicare-b',
    planOfCare: { goals: [], frequency: null, certificationStart: null, certificationEnd: null },
    isSample: false,
    ...more,
  };
}

export function session(
  id: string,
  patientId: string,
  state: SessionState,
  more: Partial<SessionHeader> = {},
): SessionHeader {
  return {
    id,
    patientId,
    state,
    dateOfService: TODAY,
    startedAt: NOW,
    timeZone: 'America/Chicago',
    consent: { kind: 'given', at: NOW, by: 'patient', method: 'verbal', scriptVersion: 'test' },
    durationMs: state === 'planned' ? 0 : 79_770,
    isSample: false,
    ...more,
  };
}

export const SAMPLE_PATIENT: Patient = patient('p0', 'Walter Sample', {
  diagnosis: 'Right hemiparesis after stroke',
  affectedSide: 'right',
  precautions: 'Fall risk. Keep the right shoulder supported.',
  planOfCare: {
    goals: [
      {
        ...{ id: 'g0', term: 'short', text: 'Toilet transfer with supervision within 4 weeks' },
        target: { follows: 'score.transferToilet', level: 'Supervision', value: null, unit: null, better: 'higher' },
      },
      { id: 'g1', term: 'long', text: 'Morning self-care at the sink, modified independent' },
    ],
    frequency: '3 times a week for 6 weeks',
    certificationStart: '2026-02-16',
    certificationEnd: '2026-05-16',
  },
  isSample: true,
});
