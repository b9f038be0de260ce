/**
 * The parts of Electron the shell uses, handed in by entry.ts. Nothing else imports the module's values, so that every
 * setting can be checked against a stand-in on a machine without the Electron binary.
 */
import type * as Electron from 'electron';

export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeImage'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'Tray'
  | 'utilityProcess'
>;

export type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainEvent,
  MessagePortMain,
  Session,
  UtilityProcess,
  WebContents,
} from 'electron';
