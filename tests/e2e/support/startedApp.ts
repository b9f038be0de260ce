/** The app as `npm start` runs it in a browser: a group of processes of its own, which a test can kill whole. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './openApp.ts';

export interface StartedApp {
  /** The address with its one-use code. */
  readonly address: string;
  /** kill -9 of the core and of everything it started. */
  kill(): Promise<void>;
}

const OPENING_FILE = /open this file in one within half a minute: (.*)$/i;

export async function startApp(dataFolder: string, env: Readonly<Record<string, string>> = {}): Promise<StartedApp> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main/shell/start.ts')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env, OT_SCRIBE_DATA: dataFolder, OT_SCRIBE_NO_BROWSER: '1', NODE_OPTIONS: '' },
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const opening = await openingFile(child);
  const address = /href="([^"]+)"/.exec(readFileSync(opening, 'utf8'))?.[1];
  if (address === undefined) throw new Error('the opening file has no address');
  return {
    address,
    kill: async () => {
      if (child.pid === undefined) throw new Error('the app did not start');
      process.kill(-child.pid, 'SIGKILL');
      await closed;
    },
  };
}

function openingFile(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${said.join('\n')}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      const file = OPENING_FILE.exec(line)?.[1];
      if (file !== undefined) resolve(file);
    });
  });
}
