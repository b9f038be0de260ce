/**
 * The app's one window. While a recording goes on, closing it only hides it: the recording must stay in reach of the
 * person who started it, and stopping it by accident loses a treatment.
 */
import type { BrowserWindow, ElectronApi } from './electronApi.ts';
import { START_PAGE } from './pageOrigin.ts';
import { isContentProtected, type WindowSurroundings, windowOptions } from './windowOptions.ts';

export interface WindowDeps extends WindowSurroundings {
  readonly BrowserWindow: ElectronApi['BrowserWindow'];
  readonly platform: NodeJS.Platform;
  readonly isRecording: () => boolean;
}

export interface MainWindow {
  /** Shows the window, makes it again when it was closed. */
  open(): void;
  setTitle(title: string): void;
  /** Lets screenshots and shared screens show the window, or keeps it out again. */
  allowCapture(isAllowed: boolean): void;
  /** From now on closing means closing. */
  release(): void;
  reload(): void;
}

export function createMainWindow(deps: WindowDeps): MainWindow {
  let window: BrowserWindow | null = null;
  let title = 'OT Scribe';
  let isReleased = false;
  let isCaptureAllowed = false;

  function protect(shown: BrowserWindow): void {
    if (isContentProtected(deps.platform)) shown.setContentProtection(!isCaptureAllowed);
  }

  function make(): BrowserWindow {
    const made = new deps.BrowserWindow(windowOptions(deps));
    protect(made);
    made.once('ready-to-show', () => made.show());
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('close', (event) => {
      if (isReleased || !deps.isRecording()) return;
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      window = null;
    });
    made.setTitle(title);
    void made.loadURL(START_PAGE);
    return made;
  }

  return {
    open() {
      if (window === null) {
        window = make();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    setTitle(next) {
      title = next;
      window?.setTitle(next);
    },
    allowCapture(isAllowed) {
      isCaptureAllowed = isAllowed;
      if (window !== null) protect(window);
    },
    release() {
      isReleased = true;
    },
    reload: () => window?.webContents.reload(),
  };
}
