/** A worker's line to its owner: child_process's channel or, inside Electron's utilityProcess, its parent port. */

export interface ParentPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The owner is gone: nobody waits for an answer any more. */
  onOrphaned(listener: () => void): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** @throws when the file was started by hand. */
export function parentPort(): ParentPort {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', (event) => listener(event.data)),
      onOrphaned: (listener) => utility.on('close', listener),
    };
  }
  if (!process.send) throw new Error('this file is started by the app, not by hand');
  return {
    post: (message) => {
      if (process.connected) process.send!(message);
    },
    onMessage: (listener) => void process.on('message', listener),
    onOrphaned: (listener) => void process.on('disconnect', listener),
  };
}
