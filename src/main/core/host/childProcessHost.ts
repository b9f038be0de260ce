/** Child processes by Node's own fork, with the message format that keeps typed arrays. */
import { fork } from 'node:child_process';
import type { HostedProcess, ProcessExit, ProcessHost } from './processHost.ts';

const ERROR_TAIL_CHARACTERS = 2000;

export function createChildProcessHost(): ProcessHost {
  return { fork: forkChild };
}

function forkChild(entryFile: string, args: readonly string[]): HostedProcess {
  // NODE_OPTIONS is for the parent (inspectors, loaders, test runners); the telemetry switch must stand before any import.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = fork(entryFile, [...args], {
    env: { ...inherited, ORT_DISABLE_TELEMETRY: '1' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errorTail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorTail = (errorTail + text).slice(-ERROR_TAIL_CHARACTERS);
  });
  const exitListeners: ((exit: ProcessExit) => void)[] = [];
  let exit: ProcessExit | undefined;
  const ended = (code: number | null, signal: string | null): void => {
    if (exit) return;
    exit = { code, signal, errorTail };
    for (const listener of exitListeners) listener(exit);
  };
  child.on('exit', ended);
  child.on('error', (error) => {
    errorTail = error.message.slice(-ERROR_TAIL_CHARACTERS);
    if (child.pid === undefined) ended(null, null);
  });
  return {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => (exit ? listener(exit) : void exitListeners.push(listener)),
    kill: () => void child.kill('SIGKILL'),
  };
}
