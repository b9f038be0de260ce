/**
 * The Electron shell: one sandboxed window on our own pages, the core in a process of its own, everything else shut.
 * What has to stand before the app is ready happens before the first wait; entry.ts calls this at load.
 */

import { join } from 'node:path';
import type { Installation } from '../../core/installation.ts';
import { startCoreProcess } from './coreProcess.ts';
import type { ElectronApi } from './electronApi.ts';
import { createSystemKeys } from './globalKeys.ts';
import { openKeyStore } from './keyStore.ts';
import { OFFLINE_SWITCHES, refusedSwitches } from './launchSwitches.ts';
import { setMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { closeNetwork, DEAD_PROXY } from './network.ts';
import { openPageDoor } from './pageDoor.ts';
import { guardPermissions } from './permissions.ts';
import { PAGE_SCHEME_PRIVILEGES, servePages } from './protocol.ts';
import { createRecordingIndicator } from './recordingIndicator.ts';
import { readServedFiles } from './servedFiles.ts';
import { createMainWindow } from './windows.ts';

/** No "persist:" in front: what the browser part keeps (cache, storage) lives in memory and dies with the app. */
const PAGE_PARTITION = 'pages';
const CORE_ENTRY = 'core.process.js';
const EXIT_REFUSED = 2;
const EXIT_ALTERED = 3;

export interface ShellSurroundings {
  readonly words: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly files: {
    readonly preload: string;
    readonly workers: string;
    /** Folder of the built pages. */
    readonly pages: string;
  };
  /** Set by OT_SCRIBE_DATA; null for the platform's own place. */
  readonly dataFolder: string | null;
  readonly installation: Installation;
  /** Native files that are not those of the build. */
  readonly alteredNatives: () => readonly string[];
  readonly complain: (message: string) => void;
}

export async function main(electron: ElectronApi, around: ShellSurroundings): Promise<void> {
  const { app } = electron;
  const refused = app.isPackaged ? refusedSwitches(around.words) : [];
  if (refused.length > 0) {
    around.complain(`OT Scribe does not start with ${refused.join(' ')}: it would open the app to other programs.`);
    app.exit(EXIT_REFUSED);
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  for (const [name, value] of OFFLINE_SWITCHES) app.commandLine.appendSwitch(name, value);
  electron.protocol.registerSchemesAsPrivileged([PAGE_SCHEME_PRIVILEGES]);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));

  await app.whenReady();
  const altered = app.isPackaged && around.platform !== 'darwin' ? around.alteredNatives() : [];
  if (altered.length > 0) {
    electron.dialog.showErrorBox(
      'OT Scribe',
      `This installation was altered (${altered.join(', ')}). Install OT Scribe anew; your records stay where they are.`,
    );
    app.exit(EXIT_ALTERED);
    return;
  }
  const session = electron.session.fromPartition(PAGE_PARTITION);
  await app.setProxy({ ...DEAD_PROXY });
  await closeNetwork(electron.session.defaultSession, app.isPackaged);
  await closeNetwork(session, app.isPackaged);
  setMenu(electron.Menu, around.platform);

  const window = createMainWindow({
    BrowserWindow: electron.BrowserWindow,
    isPackaged: app.isPackaged,
    preloadFile: around.files.preload,
    session,
    platform: around.platform,
    isRecording: () => indicator.isRecording(),
  });
  const keys = createSystemKeys({
    globalShortcut: electron.globalShortcut,
    press: (action) => (action === 'show' ? window.open() : core.command(action)),
    onTried: (refused) => core.keysRefused(refused),
  });
  const indicator = createRecordingIndicator({
    electron,
    setTitle: window.setTitle,
    openWindow: window.open,
    command: (command) => core.command(command),
    keys,
  });

  let isLeaving = false;
  const leave = (): void => {
    window.release();
    app.quit();
  };
  const core = startCoreProcess(
    {
      utilityProcess: electron.utilityProcess,
      entryFile: join(around.files.workers, CORE_ENTRY),
      workersFolder: around.files.workers,
      dataFolder: around.dataFolder,
      // Models and resources lie beside the archive of an installed app, its package file in it.
      installation: { ...around.installation, root: app.getAppPath() },
      keyStore: await openKeyStore(electron.safeStorage, around.platform),
      now: Date.now,
      wait: (milliseconds, then) => void setTimeout(then, milliseconds),
      isPackaged: app.isPackaged,
    },
    {
      onReady: (isRestart) => (isRestart ? window.reload() : door.coreIsReady()),
      onRecording: (recording) => indicator.show(recording),
      onCapture: window.allowCapture,
      onKeys(chosen) {
        keys.choose(chosen);
        indicator.refreshMenu();
      },
      onGone(message) {
        electron.dialog.showErrorBox('OT Scribe', message);
        leave();
      },
    },
  );
  const door = openPageDoor({ ipcMain: electron.ipcMain, MessageChannelMain: electron.MessageChannelMain, core });

  guardPermissions(electron.session.defaultSession, () => false);
  guardPermissions(session, core.hasConsent);
  servePages(session, readServedFiles(around.files.pages));

  electron.powerMonitor.on('suspend', core.lock);
  electron.powerMonitor.on('lock-screen', core.lock);
  electron.powerMonitor.on('user-did-resign-active', core.lock);
  app.on('second-instance', window.open);
  app.on('activate', window.open);
  app.on('window-all-closed', leave);
  app.on('before-quit', (event) => {
    if (isLeaving) return;
    isLeaving = true;
    event.preventDefault();
    window.release();
    void core.close().then(() => app.quit());
  });
  window.open();
}
