/** What all handlers share: the state of the app and the parts behind it. Made once by the composition root. */
import type { AppStatus } from '../../../shared/contract.ts';
import type { BackupShelf } from '../backup/backupShelf.ts';
import type { RestoreDesk } from '../backup/restoreDesk.ts';
import type { PageMicrophone } from '../capture/pageMicrophone.ts';
import type {
  CapturePort,
  ClinicalPort,
  DocumentPort,
  HearAgainPort,
  IntegrationPort,
  RecogniserPort,
  ReportPort,
  SoundPort,
  WordsPort,
} from '../ports.ts';
import type { AccessDesk } from '../session/access.ts';
import type { Emitter } from '../session/emitter.ts';
import type { Erasure } from '../session/erasure.ts';
import type { GlobalKeyDesk } from '../session/globalKeyDesk.ts';
import type { Processing } from '../session/processing.ts';
import type { ReadingShelf } from '../session/readingShelf.ts';
import type { Recorder } from '../session/recorder.ts';
import type { ReportDesk } from '../session/reportDesk.ts';
import type { ReviewDesk } from '../session/reviewDesk.ts';
import type { SessionSounds } from '../session/sessionSounds.ts';
import type { Signers } from '../session/signers.ts';
import type { Vault } from '../session/vault.ts';
import type { VoiceShelf } from '../session/voiceShelf.ts';

export interface App {
  readonly vault: Vault;
  readonly recorder: Recorder;
  readonly processing: Processing;
  readonly reviews: ReviewDesk;
  readonly signers: Signers;
  readonly access: AccessDesk;
  readonly reportDesk: ReportDesk;
  readonly sounds: SessionSounds;
  readonly sound: SoundPort;
  readonly voices: VoiceShelf;
  readonly backups: BackupShelf;
  readonly restores: RestoreDesk;
  readonly erasure: Erasure;
  /** What is due by its date, after an unlock and every hour: a backup of the day, sound whose time is over. */
  readonly housekeeping: () => Promise<void>;
  readonly capture: CapturePort;
  readonly page: PageMicrophone;
  readonly globalKeys: GlobalKeyDesk;
  readonly clinical: ClinicalPort;
  readonly words: WordsPort;
  readonly integration: IntegrationPort;
  readonly documents: DocumentPort;
  readonly reports: ReportPort;
  readonly recognisers: RecogniserPort;
  readonly hearAgain: HearAgainPort;
  readonly readings: ReadingShelf;
  readonly events: Emitter;
  readonly resourcesFolder: string;
  readonly now: () => Date;
  readonly timeZone: () => string;
  readonly newId: () => string;
  readonly status: () => AppStatus;
  /** Closes the store and forgets the keys; a recording goes on. */
  readonly lock: () => void;
  /** Somebody is at the page. */
  readonly touch: () => void;
  /** Tells the pages the new status. */
  readonly announce: () => void;
}
