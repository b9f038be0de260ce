/**
 * What Electron puts into a utility process: `process.parentPort` and the ports that arrive with messages. Described
 * here by shape, so that the core's side needs no import of Electron.
 */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly Port[] }) => void,
  ): unknown;
}

/** null: this process was not started by Electron as a utility process. */
export function electronParentPort(): ParentPort | null {
  return (process as { readonly parentPort?: ParentPort }).parentPort ?? null;
}
