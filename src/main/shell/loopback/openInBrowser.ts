/**
 * Opens the app in the default browser. The address with its code goes into a file that only this user can read, and
 * the browser is given that file: a code on a command line would show in the list of processes.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
/** Longer than a code is good for. */
const KEEP_MS = 35_000;

export interface OpeningFile {
  readonly path: string;
  remove(): Promise<void>;
}

export async function writeOpeningFile(address: string): Promise<OpeningFile> {
  // mkdtemp makes the folder 0700, so the file cannot be swapped by anybody else either.
  const folder = await mkdtemp(join(tmpdir(), 'ot-scribe-open-'));
  const path = join(folder, 'open.html');
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>OT Scribe</title>
<meta http-equiv="refresh" content="0;url=${address}">
<p><a href="${address}">Open OT Scribe</a></p>
`;
  await writeFile(path, page, { mode: 0o600, flag: 'wx' });
  const remove = () => rm(folder, { recursive: true, force: true });
  setTimeout(() => void remove(), KEEP_MS).unref();
  return { path, remove };
}

/** Whether a browser could be started. */
export function openFile(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [program, ...args] = OPENERS[platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, path], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    // An opener that stays up is the browser itself.
    setTimeout(() => resolve(true), 3000).unref();
    child.unref();
  });
}
