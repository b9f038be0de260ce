/**
 * Plays Electron's utilityProcess with what Node has: the core runs in a worker thread that gets a `process.parentPort`,
 * its workers run as child processes. Messages and ports really cross a border, as structured clones.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { ElectronApi, MessagePortMain } from '../../src/main/shell/electron/electronApi.ts';

/** Runs in the thread before the core: Electron's shape of ports over Node's. */
const STAGE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const wrap = (port) => ({
    postMessage: (message) => port.postMessage(message),
    on: (name, listener) => port.on(name, name === 'message' ? (data) => listener({ data }) : listener),
    start: () => port.start(),
    close: () => port.close(),
  });
  process.parentPort = {
    postMessage: (message) => parentPort.postMessage(message),
    on: (_name, listener) =>
      parentPort.on('message', ({ message, ports }) => listener({ data: message, ports: ports.map(wrap) })),
  };
  import(workerData.file);
`;

class StagedCore extends EventEmitter {
  readonly stderr = null;
  readonly pid = process.pid;
  readonly worker: Worker;
  constructor(file: string) {
    super();
    this.worker = new Worker(STAGE, { eval: true, workerData: { file } });
    this.worker.on('message', (message) => this.emit('message', message));
    this.worker.on('error', (error) => this.emit('crash', error));
    this.worker.on('exit', (code) => this.emit('exit', code));
  }
  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    const given = ports as unknown as readonly MessagePort[];
    this.worker.postMessage({ message, ports: given }, given);
  }
  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

class StagedChild extends EventEmitter {
  readonly child: ChildProcess;
  readonly stderr: ChildProcess['stderr'];
  constructor(file: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    const { NODE_OPTIONS: _, ...clean } = env;
    this.child = fork(file, [...args], {
      env: clean,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.stderr = this.child.stderr;
    for (const name of ['spawn', 'message', 'exit']) this.child.on(name, (value) => this.emit(name, value));
  }
  get pid(): number | undefined {
    return this.child.pid;
  }
  postMessage(message: object): void {
    if (this.child.connected) this.child.send(message);
  }
  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}

export interface StagedUtilityProcess {
  readonly utilityProcess: ElectronApi['utilityProcess'];
  /** Entry files in the order they were started. */
  readonly started: readonly string[];
}

export function stageUtilityProcess(coreFile: string): StagedUtilityProcess {
  const started: string[] = [];
  const stage = {
    fork: (file: string, args: readonly string[], options: { env: NodeJS.ProcessEnv }) => {
      started.push(file);
      return file === coreFile ? new StagedCore(file) : new StagedChild(file, args, options.env);
    },
  };
  return { utilityProcess: stage as unknown as ElectronApi['utilityProcess'], started };
}
