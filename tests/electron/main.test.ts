import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltPages, buildSmallPages } from '../support/builtPages.ts';
import { preventable, settle } from '../support/fakeElectron.ts';
import { PRELOAD, startApp } from './startApp.ts';

let pages: BuiltPages;
beforeAll(() => {
  pages = buildSmallPages();
});
afterAll(() => pages.remove());

describe('the window', () => {
  it.each([true, false])('is made with exactly the safe options (packaged: %s)', async (isPackaged) => {
    const app = await startApp({ pages: pages.folder, isPackaged });
    expect(app.windows).toHaveLength(1);
    expect(app.windows[0]!.options.webPreferences).toStrictEqual({
      preload: PRELOAD,
      session: app.sessions.get('pages'),
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
    });
  });

  it('shows our own start page and nothing else', async () => {
    const app = await startApp({ pages: pages.folder });
    expect(app.windows[0]!.loaded).toEqual(['app://scribe/']);
  });

  it('keeps what the browser part stores in memory', async () => {
    const app = await startApp({ pages: pages.folder });
    expect([...app.sessions.keys()].filter((name) => name.startsWith('persist:'))).toEqual([]);
  });

  it.each([
    ['win32', true],
    ['darwin', true],
    ['linux', false],
  ] as const)('is kept out of screenshots where the system can: %s → %s', async (platform, expected) => {
    const app = await startApp({ pages: pages.folder, platform });
    expect(app.windows[0]!.isContentProtected).toBe(expected);
  });

  it('is shown in shared screens only when the therapist allowed it, and not once the core is gone', async () => {
    const app = await startApp({ pages: pages.folder, platform: 'win32' });
    app.coreSays({ kind: 'capture', isAllowed: true });
    expect(app.windows[0]!.isContentProtected).toBe(false);
    app.coreSays({ kind: 'capture', isAllowed: false });
    expect(app.windows[0]!.isContentProtected).toBe(true);
    app.coreSays({ kind: 'capture', isAllowed: true });
    app.children.at(-1)!.emit('exit', 1);
    expect(app.windows[0]!.isContentProtected).toBe(true);
  });

  it('does not take its title from the page', async () => {
    const app = await startApp({ pages: pages.folder });
    const event = preventable({});
    app.windows[0]!.emit('page-title-updated', event, 'Jane Doe');
    expect(event.wasPrevented()).toBe(true);
  });

  it('offers no menu entry that reloads, opens developer tools or leads outside', async () => {
    const app = await startApp({ pages: pages.folder, platform: 'darwin' });
    const roles = app.menus.flat().flatMap((entry) => [entry.role, ...(entry.submenu ?? []).map((item) => item.role)]);
    expect(roles).toContain('editMenu');
    for (const role of ['viewMenu', 'help', 'toggleDevTools', 'reload', 'forceReload'])
      expect(roles).not.toContain(role);
  });
});

describe('before the app is ready', () => {
  it('the sandbox is on, the lock taken and the scheme registered without powers', async () => {
    const app = await startApp({ pages: pages.folder });
    const ready = app.order.indexOf('whenReady');
    const before = app.order.slice(0, ready);
    expect(before).toContain('enableSandbox');
    expect(before).toContain('requestSingleInstanceLock');
    expect(before).toContain(
      `schemes ${JSON.stringify([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])}`,
    );
  });

  it('what a browser does on the network by itself is switched off', async () => {
    const app = await startApp({ pages: pages.folder });
    expect(app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    for (const name of ['disable-background-networking', 'disable-component-update', 'disable-breakpad', 'no-pings']) {
      expect(app.switches.has(name)).toBe(true);
    }
  });
});

describe('one instance', () => {
  it('a second start ends before it makes a window or a core', async () => {
    const app = await startApp({ pages: pages.folder, isFirstInstance: false });
    expect(app.app.quits).toBe(1);
    expect(app.windows).toEqual([]);
    expect(app.children).toEqual([]);
    expect(app.order).not.toContain('whenReady');
  });

  it('the first one comes to the front instead', async () => {
    const app = await startApp({ pages: pages.folder });
    app.app.emit('second-instance');
    expect(app.windows).toHaveLength(1);
    expect(app.windows[0]!.focuses).toBe(1);
  });
});

describe('debugging switches', () => {
  const hostile = [
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--INSPECT-BRK=1',
    '-inspect',
    '/inspect',
    '--inspect_brk',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--js-flags=--allow-natives-syntax',
    '--disable-web-security',
    '--no-sandbox',
    '--proxy-server=example.org:80',
    '--load-extension=/tmp/x',
    '-r',
    '--require=/tmp/x.js',
  ];

  it.each(hostile)('an installed app does not start with %s', async (word) => {
    const app = await startApp({ pages: pages.folder, isPackaged: true, words: ['--hidden', word] });
    expect(app.app.exitCode).toBe(2);
    expect(app.order).toEqual([]);
    expect(app.windows).toEqual([]);
    expect(app.complaints.join()).toContain(word);
  });

  it('a developer may use them', async () => {
    const app = await startApp({ pages: pages.folder, isPackaged: false, words: hostile });
    expect(app.windows).toHaveLength(1);
  });

  it.each(['--hidden', 'inspect', '/home/inspector/file.wav', '--inspection-notes=1', '--'])(
    'a harmless word is no reason to refuse: %s',
    async (word) => {
      const app = await startApp({ pages: pages.folder, isPackaged: true, words: [word] });
      expect(app.windows).toHaveLength(1);
    },
  );
});

describe('a recording', () => {
  const recording = { sessionId: 's1', state: 'recording', elapsedMs: 754_000, channels: 4, message: null } as const;

  it('is told by title and tray without any name, and keeps the computer awake', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'recording', recording });
    expect(app.windows[0]!.title).toBe('Recording 12:34 - OT Scribe');
    expect(app.trays.map((tray) => tray.tooltip)).toEqual(['Recording 12:34 - OT Scribe']);
    expect(app.isKeptAwake()).toBe(true);
    app.coreSays({ kind: 'recording', recording: null });
    expect(app.windows[0]!.title).toBe('OT Scribe');
    expect(app.trays.every((tray) => tray.isDestroyed)).toBe(true);
    expect(app.isKeptAwake()).toBe(false);
  });

  const commands = (app: Awaited<ReturnType<typeof startApp>>) =>
    app.children[0]!.sent.map(({ message }) => message as { kind?: string; command?: string })
      .filter(({ kind }) => kind === 'command')
      .map(({ command }) => command);
  const press = (app: Awaited<ReturnType<typeof startApp>>, label: RegExp) =>
    app.trays[0]!.menu.find((entry) => label.test(entry.label ?? ''))?.click?.();

  it('is marked and paused from the tray', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'recording', recording });
    press(app, /Mark this moment/);
    press(app, /Pause or resume/);
    expect(commands(app)).toEqual(['mark', 'pauseOrResume']);
  });

  const keys = { show: 'F13', mark: 'CommandOrControl+Alt+M', pauseOrResume: null, stop: 'CommandOrControl+Alt+S' };
  const refusals = (app: Awaited<ReturnType<typeof startApp>>) =>
    app.children[0]!.sent.map(({ message }) => message as { kind?: string; actions?: readonly string[] })
      .filter(({ kind }) => kind === 'keysRefused')
      .map(({ actions }) => actions);

  it('takes no key of the whole computer that nobody chose', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'recording', recording });
    expect([...app.shortcuts.keys()]).toEqual([]);
  });

  it('is marked and stopped by the chosen keys, which are given back at its end', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'keys', keys });
    expect([...app.shortcuts.keys()]).toEqual(['F13']);
    app.coreSays({ kind: 'recording', recording });
    app.shortcuts.get('CommandOrControl+Alt+M')?.();
    app.shortcuts.get('CommandOrControl+Alt+S')?.();
    expect(commands(app)).toEqual(['mark', 'stop']);
    expect(app.trays[0]!.menu.map(({ label }) => label)).toContain('Mark this moment (Ctrl Alt M)');
    app.coreSays({ kind: 'recording', recording: null });
    expect([...app.shortcuts.keys()]).toEqual(['F13']);
  });

  it('comes to the front by its key, also when nothing is recorded', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'keys', keys });
    app.shortcuts.get('F13')?.();
    expect(app.windows[0]!.focuses).toBe(1);
    expect(commands(app)).toEqual([]);
  });

  it('gives the old keys back when others are chosen', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'recording', recording });
    app.coreSays({ kind: 'keys', keys });
    app.coreSays({ kind: 'keys', keys: { ...keys, show: null, mark: 'F14' } });
    expect([...app.shortcuts.keys()].toSorted()).toEqual(['CommandOrControl+Alt+S', 'F14']);
  });

  it('tells the core as soon as they are chosen that another program holds some, and takes the others', async () => {
    const app = await startApp({ pages: pages.folder, heldKeys: ['CommandOrControl+Alt+M'] });
    app.coreSays({ kind: 'keys', keys });
    expect(refusals(app)).toEqual([['mark']]);
    app.coreSays({ kind: 'recording', recording });
    expect([...app.shortcuts.keys()].toSorted()).toEqual(['CommandOrControl+Alt+S', 'F13']);
    expect(app.trays[0]!.menu.map(({ label }) => label).join()).toMatch(/another program holds Ctrl Alt M/);
  });

  it('goes on when the window is closed: the window only hides', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'recording', recording });
    const close = preventable({});
    app.windows[0]!.emit('close', close);
    expect(close.wasPrevented()).toBe(true);
    app.coreSays({ kind: 'recording', recording: null });
    const later = preventable({});
    app.windows[0]!.emit('close', later);
    expect(later.wasPrevented()).toBe(false);
  });
});

describe('an installation with a native file that is not the build’s', () => {
  const altered = ['node_modules/better-sqlite3/prebuilds/win32-x64.node'];

  it.each(['win32', 'linux'] as const)('does not start on %s, and says what to do', async (platform) => {
    const app = await startApp({ pages: pages.folder, platform, altered });
    expect(app.app.exitCode).toBe(3);
    expect(app.errors.join()).toContain('Install OT Scribe anew');
    expect([...app.windows, ...app.children]).toEqual([]);
  });

  it('is left to the system’s signature check on macOS, and to the developer in a checkout', async () => {
    expect((await startApp({ pages: pages.folder, platform: 'darwin', altered })).windows).toHaveLength(1);
    expect((await startApp({ pages: pages.folder, isPackaged: false, altered })).windows).toHaveLength(1);
  });
});

describe('the core', () => {
  it('is told that models lie beside the archive and the package file in it', async () => {
    const app = await startApp({ pages: pages.folder });
    expect(app.children[0]!.sent[0]!.message).toMatchObject({
      kind: 'start',
      installation: { root: '/app/app.asar', models: '/app/models', resources: '/app/resources' },
    });
  });
});

describe('ending', () => {
  it('waits until the core has closed its files', async () => {
    const app = await startApp({ pages: pages.folder });
    app.app.quit();
    await settle();
    expect(app.app.quits).toBe(0);
    expect(app.children[0]!.kinds()).toContain('close');
    app.children[0]!.emit('exit', 0);
    await settle();
    expect(app.app.quits).toBe(1);
  });

  it.each(['suspend', 'lock-screen', 'user-did-resign-active'])('locks on %s', async (event) => {
    const app = await startApp({ pages: pages.folder });
    expect(app.children[0]!.kinds()).not.toContain('lock');
    app.powerMonitor.emit(event);
    expect(app.children[0]!.kinds()).toContain('lock');
  });

  it('tells the person when the core cannot start', async () => {
    const app = await startApp({ pages: pages.folder });
    app.coreSays({ kind: 'refused', message: 'OT Scribe is open already.' });
    expect(app.errors).toEqual(['OT Scribe is open already.']);
  });
});
