/**
 * What Electron's main process and the core's process say to each other. Both sides are ours; nothing a page sends
 * travels this way. The page talks to the core over a port of its own.
 */
import type { RecordingStatus } from '../../../shared/contract.ts';
import type { GlobalAction, GlobalKeys } from '../../../shared/domain/globalKeys.ts';
import type { ProcessExit } from '../../core/host/processHost.ts';
import type { Installation } from '../../core/installation.ts';

export type RecordingCommand = 'mark' | 'pauseOrResume' | 'stop';

export type ToCore =
  /** First message: `keyStore` names the operating system's key store, null where there is none worth the name. */
  | {
      readonly kind: 'start';
      readonly dataFolder: string | null;
      readonly installation: Installation;
      readonly keyStore: string | null;
    }
  /** A page was let in; its port comes with the message and replaces the one before. */
  | { readonly kind: 'page' }
  | { readonly kind: 'lock' }
  /** From the tray or a key that works in other programs too; nothing happens when nothing is recorded. */
  | { readonly kind: 'command'; readonly command: RecordingCommand }
  /** Global keys the system did not give. */
  | { readonly kind: 'keysRefused'; readonly actions: readonly GlobalAction[] }
  | { readonly kind: 'answer'; readonly id: number; readonly bytes: Uint8Array | null }
  | { readonly kind: 'close' }
  | { readonly kind: 'childStarted'; readonly id: number; readonly pid: number | undefined }
  | { readonly kind: 'childMessage'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'childExit'; readonly id: number; readonly exit: ProcessExit };

export type FromCore =
  | { readonly kind: 'ready' }
  /** The core cannot start; the message is for the person. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'recording'; readonly recording: RecordingStatus | null }
  | { readonly kind: 'consent'; readonly isGiven: boolean }
  | { readonly kind: 'capture'; readonly isAllowed: boolean }
  /** The global keys that were chosen; told when the app is opened and when they change. */
  | { readonly kind: 'keys'; readonly keys: GlobalKeys }
  | { readonly kind: 'ask'; readonly id: number; readonly what: 'seal' | 'open'; readonly bytes: Uint8Array }
  /** Processes can be started by Electron's main process only; it passes their messages on. */
  | { readonly kind: 'fork'; readonly id: number; readonly entryFile: string; readonly args: readonly string[] }
  | { readonly kind: 'childPost'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'childKill'; readonly id: number };

export type ToBroker = Extract<FromCore, { readonly kind: 'fork' | 'childPost' | 'childKill' }>;
export type FromBroker = Extract<ToCore, { readonly kind: 'childStarted' | 'childMessage' | 'childExit' }>;
