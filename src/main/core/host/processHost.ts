/**
 * The port to child processes: Node's child_process on the command line and under the loopback shell, utilityProcess
 * under Electron. A process gets its configuration as arguments and talks in structured-clone messages, typed arrays included.
 */

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of what it wrote to its error stream: for the log, never for the screen. */
  readonly errorTail: string;
}

export interface HostedProcess {
  readonly pid: number | undefined;
  /** Messages to a process that is gone are dropped: its exit is reported anyway. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called exactly once, also when the process could not be started. */
  onExit(listener: (exit: ProcessExit) => void): void;
  kill(): void;
}

export interface ProcessHost {
  fork(entryFile: string, args: readonly string[]): HostedProcess;
}
