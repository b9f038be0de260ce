/**
 * Everything a window is made with. The page is treated like a web page of a stranger: sandboxed, no Node, no preload
 * powers beyond one function object. Source: Electron's security checklist, items 2 to 6 and 14.
 */
import type { BrowserWindowConstructorOptions, Session } from './electronApi.ts';

export interface WindowSurroundings {
  readonly isPackaged: boolean;
  readonly preloadFile: string;
  readonly session: Session;
}

export function windowOptions({ isPackaged, preloadFile, session }: WindowSurroundings) {
  return {
    title: 'OT Scribe',
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: '#f6f7f8',
    webPreferences: {
      preload: preloadFile,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  } satisfies BrowserWindowConstructorOptions;
}

/** Keeps the window out of screenshots and screen sharing where the system can do that. */
export function isContentProtected(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin';
}
