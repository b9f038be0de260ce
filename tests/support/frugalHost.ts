/** Starts the app's processes as a poor computer would: 256 MB of heap, one core, behind everything else. */
import { fork } from 'node:child_process';
import type { HostedProcess, ProcessHost } from '../../src/main/core/host/processHost.ts';

export const FRUGAL = ['taskset', '-c', '0', 'nice', '-n', '19'] as const;

const [PROGRAM, ...PROGRAM_WORDS] = FRUGAL;

export const frugalHost: ProcessHost = {
  fork(entryFile, args): HostedProcess {
    // taskset and nice become the program they start: it keeps the process number and the channel.
    const child = fork(entryFile, [...args], {
      execPath: PROGRAM,
      execArgv: [...PROGRAM_WORDS, process.execPath, '--max-old-space-size=256'],
      env: { ...process.env, NODE_OPTIONS: '', ORT_DISABLE_TELEMETRY: '1' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return {
      pid: child.pid,
      post: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code, signal) => listener({ code, signal, errorTail: '' })),
      kill: () => void child.kill('SIGKILL'),
    };
  },
};
