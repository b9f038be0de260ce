/**
 * Stands in for the electron module: it does nothing, but keeps every option, handler, switch and message it was given,
 * and lets a test play the part of the system, of a page, or of a child process.
 */
import { EventEmitter } from 'node:events';
import type { ElectronApi } from '../../src/main/shell/electron/electronApi.ts';

type Handler = (...values: never[]) => unknown;

export class FakePort extends EventEmitter {
  readonly sent: unknown[] = [];
  isClosed = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  start(): void {}
  close(): void {
    this.isClosed = true;
    this.emit('close');
  }
}

export class FakeContents extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  webRtcPolicy = '';
  reloads = 0;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
  reload(): void {
    this.reloads += 1;
  }
}

export class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly protocols = new Map<string, (request: Request) => Promise<Response>>();
  proxy: unknown = null;
  isSpellCheckerEnabled = true;
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
      this.protocols.set(scheme, handler);
    },
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.keep('onBeforeRequest', handler) };
  setPermissionRequestHandler = (handler: Handler) => this.keep('permissionRequest', handler);
  setPermissionCheckHandler = (handler: Handler) => this.keep('permissionCheck', handler);
  setDevicePermissionHandler = (handler: Handler) => this.keep('devicePermission', handler);
  setDisplayMediaRequestHandler = (handler: Handler) => this.keep('displayMedia', handler);
  setBluetoothPairingHandler = (handler: Handler) => this.keep('bluetoothPairing', handler);
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellCheckerEnabled = isEnabled;
  }
  async setProxy(proxy: unknown): Promise<void> {
    this.proxy = proxy;
  }
  private keep(name: string, handler: Handler): void {
    this.handlers.set(name, handler);
  }
}

export class FakeChild extends EventEmitter {
  readonly sent: { readonly message: { readonly kind?: string }; readonly ports: readonly unknown[] }[] = [];
  readonly stderr = new EventEmitter();
  readonly pid = 4711;
  isKilled = false;
  readonly file: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  constructor(file: string, args: readonly string[], options: Readonly<Record<string, unknown>>) {
    super();
    this.file = file;
    this.args = args;
    this.options = options;
  }
  postMessage(message: { readonly kind?: string }, ports: readonly unknown[] = []): void {
    this.sent.push({ message, ports });
  }
  kill(): boolean {
    this.isKilled = true;
    return true;
  }
  kinds(): readonly (string | undefined)[] {
    return this.sent.map(({ message }) => message.kind);
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly loaded: string[] = [];
  title = '';
  isContentProtected = false;
  isShown = false;
  focuses = 0;
  readonly options: Readonly<Record<string, unknown>>;
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  setContentProtection(isProtected: boolean): void {
    this.isContentProtected = isProtected;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  show(): void {
    this.isShown = true;
  }
  hide(): void {
    this.isShown = false;
  }
  focus(): void {
    this.focuses += 1;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
}

export interface FakeElectronOptions {
  readonly isPackaged?: boolean;
  readonly isFirstInstance?: boolean;
  readonly keyStoreBackend?: string;
  /** Keys that another program holds. */
  readonly heldKeys?: readonly string[];
}

export interface FakeTray {
  tooltip: string;
  isDestroyed: boolean;
  menu: readonly { readonly label?: string; readonly checked?: boolean; readonly click?: () => void }[];
}

export function createFakeElectron(options: FakeElectronOptions = {}) {
  /** What must happen before 'ready', in the order it happened. */
  const order: string[] = [];
  const windows: FakeWindow[] = [];
  const children: FakeChild[] = [];
  const sessions = new Map<string, FakeSession>();
  const trays: FakeTray[] = [];
  const shortcuts = new Map<string, () => void>();
  const errors: string[] = [];
  const switches = new Map<string, string | undefined>();
  const menus: { readonly role?: string; readonly submenu?: readonly { readonly role?: string }[] }[][] = [];
  let awake = 0;

  class App extends EventEmitter {
    readonly isPackaged = options.isPackaged ?? true;
    proxy: unknown = null;
    quits = 0;
    exitCode: number | null = null;
    readonly commandLine = { appendSwitch: (name: string, value?: string) => void switches.set(name, value) };
    enableSandbox(): void {
      order.push('enableSandbox');
    }
    requestSingleInstanceLock(): boolean {
      order.push('requestSingleInstanceLock');
      return options.isFirstInstance ?? true;
    }
    async whenReady(): Promise<void> {
      order.push('whenReady');
    }
    async setProxy(proxy: unknown): Promise<void> {
      this.proxy = proxy;
    }
    getAppPath(): string {
      return '/app/app.asar';
    }
    exit(code: number): void {
      this.exitCode = code;
    }
    /** As the real one: asks first, ends only when nobody objects. */
    quit(): void {
      let isPrevented = false;
      this.emit('before-quit', {
        preventDefault: () => {
          isPrevented = true;
        },
      });
      if (!isPrevented) this.quits += 1;
    }
  }
  const app = new App();
  const defaultSession = new FakeSession();
  const ipcMain = new EventEmitter();
  const powerMonitor = new EventEmitter();

  const electron = {
    app,
    ipcMain,
    powerMonitor,
    globalShortcut: {
      register: (accelerator: string, press: () => void) => {
        if (options.heldKeys?.includes(accelerator)) return false;
        shortcuts.set(accelerator, press);
        return true;
      },
      unregister: (accelerator: string) => void shortcuts.delete(accelerator),
    },
    BrowserWindow: class extends FakeWindow {
      constructor(windowOptions: Readonly<Record<string, unknown>>) {
        super(windowOptions);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    dialog: { showErrorBox: (_title: string, message: string) => void errors.push(message) },
    Menu: {
      buildFromTemplate: (template: never) => template,
      setApplicationMenu: (menu: never) => void menus.push(menu),
    },
    MessageChannelMain: class {
      readonly port1 = new FakePort();
      readonly port2 = new FakePort();
    },
    nativeImage: { createFromBitmap: (pixels: Buffer, size: unknown) => ({ pixels, size }) },
    powerSaveBlocker: {
      start: () => {
        awake += 1;
        return awake;
      },
      stop: () => {
        awake -= 1;
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly unknown[]) =>
        void order.push(`schemes ${JSON.stringify(schemes)}`),
    },
    safeStorage: {
      getSelectedStorageBackend: () => options.keyStoreBackend ?? 'basic_text',
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text: string) => Buffer.from(`sealed ${text}`),
      decryptStringAsync: async (sealed: Buffer) => {
        const text = sealed.toString();
        if (!text.startsWith('sealed ')) throw new Error('sealed by another store');
        return { result: text.slice('sealed '.length), shouldReEncrypt: false };
      },
    },
    session: {
      defaultSession,
      fromPartition: (name: string) => {
        const known = sessions.get(name) ?? new FakeSession();
        sessions.set(name, known);
        return known;
      },
    },
    Tray: class extends EventEmitter {
      readonly kept: FakeTray = { tooltip: '', isDestroyed: false, menu: [] };
      readonly image: unknown;
      constructor(image: unknown) {
        super();
        this.image = image;
        trays.push(this.kept);
      }
      setContextMenu(menu: FakeTray['menu']): void {
        this.kept.menu = menu;
      }
      setToolTip(text: string): void {
        this.kept.tooltip = text;
      }
      destroy(): void {
        this.kept.isDestroyed = true;
      }
    },
    utilityProcess: {
      fork: (file: string, args: readonly string[], forkOptions: Readonly<Record<string, unknown>>) => {
        const child = new FakeChild(file, args, forkOptions);
        children.push(child);
        return child;
      },
    },
  };

  return {
    electron: electron as unknown as ElectronApi,
    app,
    ipcMain,
    powerMonitor,
    defaultSession,
    sessions,
    windows,
    children,
    trays,
    shortcuts,
    errors,
    switches,
    menus,
    order,
    isKeptAwake: () => awake > 0,
  };
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;

/** An event as Electron gives it to listeners that may say no. */
export function preventable<T extends object>(details: T): T & { preventDefault(): void; wasPrevented(): boolean } {
  let isPrevented = false;
  return {
    ...details,
    preventDefault: () => {
      isPrevented = true;
    },
    wasPrevented: () => isPrevented,
  };
}

/** Lets everything that is only waiting for promises happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
