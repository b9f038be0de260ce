/**
 * The core as a process of its own under Electron: started by the first message, serves one page at a time, reports
 * what the shell must show (a recording) or decide on (the microphone permission), closes when asked.
 */
import type { CallName, RecordingStatus } from '../../../shared/contract.ts';
import type { GlobalAction } from '../../../shared/domain/globalKeys.ts';
import { AppFailure, type Result } from '../../../shared/result.ts';
import type { ProcessHost } from '../../core/host/processHost.ts';
import type { Installation } from '../../core/installation.ts';
import type { SecretStore } from '../../core/security/secretStore.ts';
import { createBrokeredProcessHost } from './brokeredProcessHost.ts';
import { type ConsentSignal, consentAfter } from './consentGate.ts';
import type { FromCore, RecordingCommand, ToCore } from './coreMessages.ts';
import type { ParentPort, Port } from './messagePorts.ts';
import { type CallableCore, openPageChannel } from './pageChannel.ts';
import { createRemoteSecretStore, type RemoteSecretStore } from './remoteSecretStore.ts';

export interface RunningCore extends CallableCore {
  keysRefused(actions: readonly GlobalAction[]): void;
  close(): Promise<void>;
}

export interface CoreStart {
  readonly dataFolder: string | null;
  readonly installation: Installation;
  readonly secretStore: SecretStore | null;
  readonly processHost: ProcessHost;
}

export function runCore(
  parent: ParentPort,
  create: (start: CoreStart) => Promise<Result<RunningCore>>,
  exit: (code: number) => void,
): void {
  const tell = (message: FromCore): void => parent.postMessage(message);
  let core: RunningCore | null = null;
  let keyStore: RemoteSecretStore | null = null;
  let page: { close(): void } | null = null;
  let hasConsent = false;
  let recording: RecordingStatus | null = null;
  /** As last told: a status comes many times a minute, and each telling tries the keys anew. */
  let toldKeys = '';
  const children = createBrokeredProcessHost(tell);

  const notice = (signal: ConsentSignal): void => {
    const next = consentAfter(hasConsent, signal);
    if (next !== hasConsent) tell({ kind: 'consent', isGiven: next });
    hasConsent = next;
  };

  const watched = (running: RunningCore): CallableCore => ({
    onEvent: running.onEvent,
    async call(name: CallName, body: unknown) {
      const result = await running.call(name, body);
      if (result.ok) notice({ kind: 'call', name, body });
      return result;
    },
  });

  async function start(message: Extract<ToCore, { kind: 'start' }>): Promise<void> {
    const { dataFolder, installation } = message;
    keyStore = message.keyStore === null ? null : createRemoteSecretStore(message.keyStore, tell);
    const created = await create({ dataFolder, installation, secretStore: keyStore, processHost: children });
    if (!created.ok) {
      tell({ kind: 'refused', message: created.error.message });
      return;
    }
    core = created.value;
    core.onEvent((event) => {
      notice({ kind: 'event', event });
      if (event.kind !== 'status') return;
      recording = event.status.recording;
      tell({ kind: 'capture', isAllowed: event.status.isCaptureAllowed });
      const keys = event.status.globalKeys?.keys;
      if (keys !== undefined && JSON.stringify(keys) !== toldKeys) {
        toldKeys = JSON.stringify(keys);
        tell({ kind: 'keys', keys });
      }
      tell({ kind: 'recording', recording });
    });
    tell({ kind: 'ready' });
  }

  /** Pausing needs the app unlocked, as on the page; marking and stopping work while it is locked. */
  async function obey(command: RecordingCommand): Promise<void> {
    if (core === null || recording === null) return;
    if (command === 'mark') await core.call('recording.mark', {});
    else if (command === 'stop') await core.call('recording.stop', {});
    else await core.call(recording.state === 'paused' ? 'recording.resume' : 'recording.pause', {});
  }

  const receive = async (message: ToCore, ports: readonly Port[]): Promise<void> => {
    switch (message.kind) {
      case 'start':
        return start(message);
      case 'page': {
        const port = ports[0];
        if (!core || !port) return;
        page?.close();
        page = openPageChannel(watched(core), port);
        return;
      }
      case 'lock':
        await core?.call('security.lock', {});
        return;
      case 'command':
        await obey(message.command);
        return;
      case 'keysRefused':
        core?.keysRefused(message.actions);
        return;
      case 'answer':
        keyStore?.answer(message.id, message.bytes);
        return;
      case 'childStarted':
      case 'childMessage':
      case 'childExit':
        children.receive(message);
        return;
      case 'close':
        page?.close();
        await core?.close();
        exit(0);
    }
  };

  parent.on('message', ({ data, ports }) => {
    receive(data as ToCore, ports).catch((error: unknown) => {
      const expected = error instanceof AppFailure;
      tell({
        kind: 'refused',
        message: expected ? error.error.message : 'OT Scribe could not start its inner part. Your files are untouched.',
      });
    });
  });
}
