/**
 * The composition root of the core: everything behind the pages, wired once. A shell gives it a place for the data and
 * the parts that differ, and gets one door (`call`), one stream of events, and a way to close.
 */
import { randomBytes } from 'node:crypto';
import type { AppEvent, AppStatus, CallName, CallOutput } from '../../shared/contract.ts';
import type { GlobalAction } from '../../shared/domain/globalKeys.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createBackupShelf } from './backup/backupShelf.ts';
import { finishRestore } from './backup/restore.ts';
import { createRestoreDesk } from './backup/restoreDesk.ts';
import { createPageMicrophone, type PageMicrophone } from './capture/pageMicrophone.ts';
import type { App } from './handlers/app.ts';
import { compareHandlers } from './handlers/compare.ts';
import { deskHandlers } from './handlers/desk.ts';
import { episodeHandlers } from './handlers/episode.ts';
import { figureHandlers } from './handlers/figures.ts';
import { hearAgainHandlers } from './handlers/hearAgain.ts';
import { instructHandlers } from './handlers/instruct.ts';
import { integrationHandlers } from './handlers/integration.ts';
import { keepingHandlers } from './handlers/keeping.ts';
import { keyHandlers } from './handlers/keys.ts';
import { mergeHandlers } from './handlers/merge.ts';
import { noteHandlers } from './handlers/note.ts';
import { patientHandlers } from './handlers/patients.ts';
import { payerHandlers } from './handlers/payers.ts';
import { peopleHandlers } from './handlers/people.ts';
import { pipelineHandlers } from './handlers/pipeline.ts';
import { recogniserHandlers } from './handlers/recognisers.ts';
import { recordingHandlers } from './handlers/recording.ts';
import { recoveryHandlers } from './handlers/recovery.ts';
import { reportHandlers } from './handlers/reports.ts';
import { reviewHandlers } from './handlers/review.ts';
import { sampleHandlers } from './handlers/sample.ts';
import { securityHandlers } from './handlers/security.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import { snippetHandlers } from './handlers/snippets.ts';
import { termHandlers } from './handlers/terms.ts';
import { typingHandlers } from './handlers/typing.ts';
import { voiceHandlers } from './handlers/voice.ts';
import { createFileLogger } from './log/logger.ts';
import type {
  CapturePort,
  ClinicalPort,
  DocumentPort,
  HearAgainPort,
  IntegrationPort,
  PipelinePort,
  RecogniserPort,
  ReportPort,
  SoundPort,
  WordsPort,
} from './ports.ts';
import { createRouter } from './router/router.ts';
import { makeDataFolder } from './security/dataFolder.ts';
import { takeInstanceLock } from './security/instanceLock.ts';
import { createKeyring } from './security/keyring.ts';
import type { RandomBytes } from './security/keyWrap.ts';
import { DEFAULT_COST, type PassphraseCost } from './security/passphrase.ts';
import type { SecretStore } from './security/secretStore.ts';
import { loadAccess } from './session/access.ts';
import { createEmitter } from './session/emitter.ts';
import { createErasure } from './session/erasure.ts';
import { createGlobalKeyDesk } from './session/globalKeyDesk.ts';
import { createHousekeeping } from './session/housekeeping.ts';
import { AUTO_LOCK_KEY, autoLockMinutes, createIdleLock, everyByTimer, type IdleLockDeps } from './session/idleLock.ts';
import { mayReachPages } from './session/liveEvents.ts';
import { createProcessing } from './session/processing.ts';
import { createReadingShelf } from './session/readingShelf.ts';
import { createRecorder } from './session/recorder.ts';
import { createRecordingGuard } from './session/recordingGuard.ts';
import { createReportDesk } from './session/reportDesk.ts';
import { createReviewDesk } from './session/reviewDesk.ts';
import { isCaptureAllowed } from './session/screenCapture.ts';
import { createSessionSounds } from './session/sessionSounds.ts';
import { createSigners } from './session/signers.ts';
import { createVault } from './session/vault.ts';
import { createVoiceShelf } from './session/voiceShelf.ts';

export interface CoreDeps {
  readonly dataFolder: string;
  readonly resourcesFolder: string;
  readonly version: string;
  readonly shell: AppStatus['shell'];
  readonly sound: SoundPort;
  readonly capture: CapturePort;
  /** The page's own microphone, which the capture takes where it is the device. */
  readonly page?: PageMicrophone;
  readonly pipeline: PipelinePort;
  readonly recognisers: RecogniserPort;
  readonly hearAgain: HearAgainPort;
  readonly clinical: ClinicalPort;
  readonly words: WordsPort;
  readonly integration: IntegrationPort;
  readonly documents: DocumentPort;
  readonly reports: ReportPort;
  readonly now?: () => Date;
  readonly random?: RandomBytes;
  readonly timeZone?: () => string;
  readonly passphraseCost?: PassphraseCost;
  /** The operating system's key store, where the shell has one. */
  readonly secretStore?: SecretStore | null;
  /** Calls back again and again; returns how to end it. For tests. */
  readonly every?: IdleLockDeps['every'];
}

export interface Core {
  call<N extends CallName>(name: N, body: unknown): Promise<Result<CallOutput<N>>>;
  /** Returns how to stop listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** From the shell: global keys the system did not give. */
  keysRefused(actions: readonly GlobalAction[]): void;
  /** Ends a recording in good order, locks, and gives the data folder free. */
  close(): Promise<void>;
}

export function createCore(deps: CoreDeps): Result<Core> {
  const now = deps.now ?? (() => new Date());
  const random = deps.random ?? randomBytes;
  const timeZone = deps.timeZone ?? (() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const newId = () => Buffer.from(random(16)).toString('hex');

  const access = loadAccess(deps.resourcesFolder, deps.clinical);
  if (!access.ok) return access;
  const paths = makeDataFolder(deps.dataFolder);
  const instance = takeInstanceLock(paths, now());
  if (!instance.ok) return instance;
  finishRestore(paths);
  const log = createFileLogger(paths.log, now);
  const events = createEmitter((error) => log.write({ event: 'listener-failed', error }));
  const cost = deps.passphraseCost ?? DEFAULT_COST;
  const keyring = createKeyring({ paths, now, random, cost, keyStore: deps.secretStore ?? null });
  const vault = createVault({ paths, keyring, now, newId });
  const sounds = createSessionSounds(paths.sessions, deps.sound);
  const page = deps.page ?? createPageMicrophone();
  page.onChange(() => announce());
  const announce = () => events.emit({ kind: 'status', status: status() });
  const every = deps.every ?? everyByTimer;
  const guard = createRecordingGuard({ nowMs: () => now().getTime(), every, announce: () => announce() });
  const recorder = createRecorder(deps.capture, vault, events, announce, log, guard);
  const { pipeline, clinical } = deps;
  const readings = createReadingShelf(newId);
  const processing = createProcessing({ pipeline, sounds, vault, events, log, now, newId });

  const globalKeys = createGlobalKeyDesk(deps.shell === 'electron');
  const accessNow = () => {
    const open = vault.unlocked();
    return open === null ? null : access.value.of(open);
  };
  const status = (): AppStatus => ({
    phase: vault.phase(),
    version: deps.version,
    shell: deps.shell,
    therapist: vault.unlocked()?.therapist ?? null,
    recording: recorder.status(),
    microphone: page.wanted(),
    unlockWaitSeconds: Math.ceil(vault.waitMs() / 1000),
    isCaptureAllowed: isCaptureAllowed(vault.unlocked()?.store ?? null),
    access: accessNow(),
    globalKeys: globalKeys.state(vault.unlocked()?.store ?? null),
  });

  const lock = () => {
    processing.suspend();
    sounds.forget();
    readings.clear();
    vault.lock();
    announce();
  };
  const backups = createBackupShelf({ paths, now });
  const recordingSession = () => recorder.status()?.sessionId ?? null;
  const erasure = createErasure({ sessionsFolder: paths.sessions, sounds, backups, now, recordingSession });
  const isRecording = () => recorder.status() !== null;
  const restores = createRestoreDesk({ paths, keyring, vault, now, isRecording, lock });
  const housekeeping = createHousekeeping({ vault, backups, erasure, events, log, now });
  const idleLock = createIdleLock({
    nowMs: () => now().getTime(),
    minutes: () => {
      const open = vault.unlocked();
      return open === null ? null : autoLockMinutes(open.store.settings.get(AUTO_LOCK_KEY));
    },
    lock,
    every,
  });

  const app: App = {
    ...{ vault, recorder, processing, sounds, events, status, announce, lock, now, timeZone, newId },
    touch: idleLock.touch,
    reviews: createReviewDesk({ clinical, words: deps.words, now }),
    signers: createSigners({ vault, now, random, cost }),
    access: access.value,
    reportDesk: createReportDesk(deps.reports, clinical),
    sound: deps.sound,
    voices: createVoiceShelf({ folder: paths.voices, sound: deps.sound, sounds, now, newId }),
    ...{ backups, restores, erasure, housekeeping: housekeeping.run },
    capture: deps.capture,
    page,
    globalKeys,
    clinical,
    words: deps.words,
    integration: deps.integration,
    documents: deps.documents,
    reports: deps.reports,
    recognisers: deps.recognisers,
    hearAgain: deps.hearAgain,
    readings,
    resourcesFolder: deps.resourcesFolder,
  };
  const router = createRouter({
    handlers: {
      ...securityHandlers(app),
      ...patientHandlers(app),
      ...payerHandlers(app),
      ...episodeHandlers(app),
      ...deskHandlers(app),
      ...figureHandlers(app),
      ...snippetHandlers(app),
      ...termHandlers(app),
      ...sampleHandlers(app),
      ...sessionHandlers(app),
      ...mergeHandlers(app),
      ...keepingHandlers(app),
      ...keyHandlers(app),
      ...recordingHandlers(app),
      ...voiceHandlers(app),
      ...recoveryHandlers(app),
      ...pipelineHandlers(app),
      ...recogniserHandlers(app),
      ...hearAgainHandlers(app),
      ...instructHandlers(app),
      ...reviewHandlers(app),
      ...typingHandlers(app),
      ...noteHandlers(app),
      ...peopleHandlers(app),
      ...reportHandlers(app),
      ...compareHandlers(app),
      ...integrationHandlers(app),
    },
    vault,
    access: access.value,
    log,
    newIncident: () => newId().slice(0, 8),
  });

  return ok({
    call: (name, body) => router.call(name, body),
    onEvent: (listener) =>
      events.listen((event) => {
        if (mayReachPages(event, accessNow())) listener(event);
      }),
    keysRefused: (actions) => {
      if (globalKeys.refused(actions)) announce();
    },
    close: async () => {
      idleLock.stop();
      guard.stop();
      if (recorder.status() !== null) await recorder.stop();
      processing.suspend();
      sounds.forget();
      vault.lock();
      await housekeeping.stop();
      instance.value.release();
    },
  });
}
