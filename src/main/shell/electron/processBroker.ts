/**
 * Starts the core's worker processes for it and passes their messages on. Only entry files of the app's own workers
 * folder are ever started, whatever the core asks for.
 */
import { basename, dirname, resolve } from 'node:path';
import type { FromBroker, ToBroker } from '../../workers/core/coreMessages.ts';
import type { ElectronApi, UtilityProcess } from './electronApi.ts';

const WORKER_FILE = /^[\w-]+\.process\.js$/;
const ERROR_TAIL_CHARACTERS = 2000;

export interface ProcessBrokerDeps {
  readonly utilityProcess: ElectronApi['utilityProcess'];
  readonly workersFolder: string;
}

export interface ProcessBroker {
  receive(message: ToBroker): void;
  /** The core is gone: its workers have nobody to work for. */
  killAll(): void;
}

export function createProcessBroker(deps: ProcessBrokerDeps, tell: (message: FromBroker) => void): ProcessBroker {
  const children = new Map<number, UtilityProcess>();

  function isWorker(entryFile: string): boolean {
    return dirname(resolve(entryFile)) === resolve(deps.workersFolder) && WORKER_FILE.test(basename(entryFile));
  }

  function start({ id, entryFile, args }: Extract<ToBroker, { kind: 'fork' }>): void {
    if (!isWorker(entryFile)) {
      tell({ kind: 'childExit', id, exit: { code: null, signal: null, errorTail: 'not a worker of this app' } });
      return;
    }
    const child = deps.utilityProcess.fork(entryFile, [...args], {
      serviceName: basename(entryFile, '.process.js'),
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
    });
    let errorTail = '';
    child.stderr?.on('data', (text: Buffer | string) => {
      errorTail = (errorTail + String(text)).slice(-ERROR_TAIL_CHARACTERS);
    });
    child.on('spawn', () => tell({ kind: 'childStarted', id, pid: child.pid }));
    child.on('message', (message: unknown) => tell({ kind: 'childMessage', id, message }));
    child.on('exit', (code) => {
      if (!children.delete(id)) return;
      tell({ kind: 'childExit', id, exit: { code, signal: null, errorTail } });
    });
    children.set(id, child);
  }

  return {
    receive(message) {
      if (message.kind === 'fork') start(message);
      else if (message.kind === 'childPost') children.get(message.id)?.postMessage(message.message);
      else children.get(message.id)?.kill();
    },
    killAll() {
      const orphans = [...children.values()];
      children.clear();
      for (const child of orphans) child.kill();
    },
  };
}
