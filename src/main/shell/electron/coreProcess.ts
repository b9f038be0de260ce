/**
 * The core's process as the window side sees it: started, watched, started again when it dies, given the page's port,
 * and answered when it needs the key store.
 */

import type { GlobalAction, GlobalKeys } from '../../../shared/domain/globalKeys.ts';
import { createRestartPolicy } from '../../core/host/restartPolicy.ts';
import type { Installation } from '../../core/installation.ts';
import type { SecretStore } from '../../core/security/secretStore.ts';
import type { FromCore, RecordingCommand, ToCore } from '../../workers/core/coreMessages.ts';
import type { ElectronApi, MessagePortMain, UtilityProcess } from './electronApi.ts';
import { createProcessBroker } from './processBroker.ts';

export interface CoreProcessDeps {
  readonly utilityProcess: ElectronApi['utilityProcess'];
  readonly entryFile: string;
  /** The folder whose *.process files the core may have started. */
  readonly workersFolder: string;
  readonly dataFolder: string | null;
  /** Found here, because only the main process knows for sure where an installed app lies. */
  readonly installation: Installation;
  readonly keyStore: SecretStore | null;
  readonly isPackaged: boolean;
  readonly now: () => number;
  readonly wait: (milliseconds: number, then: () => void) => void;
}

export interface CoreListener {
  /** `isRestart`: the core died and is back; pages must be loaded anew. */
  onReady(isRestart: boolean): void;
  onRecording(recording: Extract<FromCore, { kind: 'recording' }>['recording']): void;
  /** Whether screenshots and shared screens may show the window. */
  onCapture(isAllowed: boolean): void;
  /** The global keys that were chosen. */
  onKeys(keys: GlobalKeys): void;
  /** The core is not there for good; the message is for the person. */
  onGone(message: string): void;
}

export interface CoreProcess {
  /** Hands a page's port over; false while the core is not ready. */
  connect(port: MessagePortMain): boolean;
  lock(): void;
  command(command: RecordingCommand): void;
  keysRefused(actions: readonly GlobalAction[]): void;
  hasConsent(): boolean;
  /** Lets the core finish what it writes; settles when its process has ended. */
  close(): Promise<void>;
}

/** What is on disk is safe by then; a core that hangs must not keep the app from ending. */
const CLOSING_LIMIT_MS = 10_000;

const GAVE_UP =
  'The inner part of OT Scribe stops again and again. Your recordings and notes are on disk. Start the app anew.';

export function startCoreProcess(deps: CoreProcessDeps, listener: CoreListener): CoreProcess {
  const restarts = createRestartPolicy();
  const broker = createProcessBroker(deps, (message) => {
    if (isAlive) tell(message);
  });
  let starts = 0;
  let child: UtilityProcess;
  let isAlive = false;
  let isReady = false;
  let hasConsent = false;
  let closed: (() => void) | null = null;

  const tell = (message: ToCore, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);

  async function answer({ id, what, bytes }: Extract<FromCore, { kind: 'ask' }>): Promise<void> {
    const asked = child;
    const result = deps.keyStore === null ? null : await deps.keyStore[what](bytes).catch(() => null);
    if (child === asked) tell({ kind: 'answer', id, bytes: result });
  }

  function receive(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        listener.onReady(starts > 1);
        return;
      case 'refused':
        listener.onGone(message.message);
        return;
      case 'recording':
        listener.onRecording(message.recording);
        return;
      case 'capture':
        listener.onCapture(message.isAllowed);
        return;
      case 'keys':
        listener.onKeys(message.keys);
        return;
      case 'consent':
        hasConsent = message.isGiven;
        return;
      case 'ask':
        void answer(message);
        return;
      case 'fork':
      case 'childPost':
      case 'childKill':
        broker.receive(message);
    }
  }

  function exited(): void {
    isAlive = false;
    broker.killAll();
    isReady = false;
    hasConsent = false;
    if (closed) {
      closed();
      return;
    }
    listener.onRecording(null);
    listener.onCapture(false);
    const waitMs = restarts.afterCrash(deps.now());
    if (waitMs === null) listener.onGone(GAVE_UP);
    else deps.wait(waitMs, start);
  }

  function start(): void {
    if (closed) return;
    isAlive = true;
    starts += 1;
    child = deps.utilityProcess.fork(deps.entryFile, [], {
      serviceName: 'OT Scribe core',
      stdio: deps.isPackaged ? 'ignore' : 'inherit',
      env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
    });
    child.on('message', receive);
    child.on('exit', exited);
    const { dataFolder, installation, keyStore } = deps;
    tell({ kind: 'start', dataFolder, installation, keyStore: keyStore?.backend ?? null });
  }

  start();
  return {
    connect(port) {
      if (!isReady) return false;
      tell({ kind: 'page' }, [port]);
      return true;
    },
    lock: () => {
      if (isAlive) tell({ kind: 'lock' });
    },
    command: (command) => {
      if (isAlive) tell({ kind: 'command', command });
    },
    keysRefused: (actions) => {
      if (isAlive) tell({ kind: 'keysRefused', actions });
    },
    hasConsent: () => hasConsent,
    close: () =>
      new Promise((resolve) => {
        closed = resolve;
        if (!isAlive) {
          resolve();
          return;
        }
        tell({ kind: 'close' });
        deps.wait(CLOSING_LIMIT_MS, () => child.kill());
      }),
  };
}
