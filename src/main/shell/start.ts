/**
 * `npm start`: says which shell it uses and opens the app in it. Electron where its program is on this machine, else
 * the default browser on the loopback address.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findInstallation } from '../core/installation.ts';
import { openCore } from '../core/openCore.ts';
import { buildAppIfStale } from './builtApp.ts';
import { buildPagesIfStale } from './builtPages.ts';
import { findElectronBinary } from './electron/findElectron.ts';
import { openFile, writeOpeningFile } from './loopback/openInBrowser.ts';
import { startLoopback } from './loopback/startLoopback.ts';
import type { Shell } from './shell.ts';

const EXIT_REFUSED = 4;
const OLDEST_NODE = 22;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function start(): Promise<number | null> {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    say(`OT Scribe needs the Node that npm installed with it; this is ${process.version}. Start it with: npm start`);
    return EXIT_REFUSED;
  }
  const { root } = findInstallation();
  const electron = findElectronBinary();
  if (electron === null) return startInBrowser(root, 'Electron is not on this machine');
  if (!(await buildAppIfStale(root, say))) return startInBrowser(root, 'the app could not be built for Electron');
  say('OT Scribe opens in Electron.');
  const child = spawn(electron, [root], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(EXIT_REFUSED));
    child.once('exit', (code) => resolve(code ?? 0));
  });
}

async function startInBrowser(root: string, why: string): Promise<number | null> {
  const pages = await buildPagesIfStale(root, say);
  const core = await openCore({ shell: 'browser' });
  if (!core.ok) {
    say(core.error.message);
    return EXIT_REFUSED;
  }
  const loopback = await startLoopback({ core: core.value, pages });
  const shell: Shell = {
    kind: 'browser',
    async show() {
      const file = await writeOpeningFile(loopback.newAddress());
      const isOpen = process.env.OT_SCRIBE_NO_BROWSER === undefined && (await openFile(file.path));
      if (!isOpen) say(`No browser could be opened. Open this file in one within half a minute: ${file.path}`);
    },
    async close() {
      await loopback.close();
      await core.value.close();
    },
  };
  say(`OT Scribe opens in your browser (${why}). Nothing leaves this computer.`);
  await shell.show();
  say('Enter opens it again. Ctrl-C ends it.');
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', () => void shell.show());
    let isClosing = false;
    const end = (): void => {
      if (isClosing) return;
      isClosing = true;
      lines.close();
      say('Closing …');
      shell.close().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  });
}

process.exitCode = (await start()) ?? 0;
