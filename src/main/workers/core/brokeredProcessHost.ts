/**
 * Child processes for the core where it is a utility process itself: Electron lets only its main process start one, so
 * each start, message and end goes through there.
 */
import type { HostedProcess, ProcessExit, ProcessHost } from '../../core/host/processHost.ts';
import type { FromBroker, ToBroker } from './coreMessages.ts';

export interface BrokeredProcessHost extends ProcessHost {
  receive(message: FromBroker): void;
}

interface Child {
  pid: number | undefined;
  exit: ProcessExit | undefined;
  readonly messageListeners: ((message: unknown) => void)[];
  readonly exitListeners: ((exit: ProcessExit) => void)[];
}

export function createBrokeredProcessHost(tell: (message: ToBroker) => void): BrokeredProcessHost {
  const children = new Map<number, Child>();
  let lastId = 0;

  return {
    fork(entryFile, args): HostedProcess {
      lastId += 1;
      const id = lastId;
      const child: Child = { pid: undefined, exit: undefined, messageListeners: [], exitListeners: [] };
      children.set(id, child);
      tell({ kind: 'fork', id, entryFile, args });
      return {
        get pid() {
          return child.pid;
        },
        post: (message) => {
          if (!child.exit) tell({ kind: 'childPost', id, message });
        },
        onMessage: (listener) => void child.messageListeners.push(listener),
        onExit: (listener) => (child.exit ? listener(child.exit) : void child.exitListeners.push(listener)),
        kill: () => tell({ kind: 'childKill', id }),
      };
    },
    receive(message) {
      const child = children.get(message.id);
      if (!child) return;
      if (message.kind === 'childStarted') child.pid = message.pid;
      else if (message.kind === 'childMessage')
        for (const listener of child.messageListeners) listener(message.message);
      else {
        children.delete(message.id);
        child.exit = message.exit;
        for (const listener of child.exitListeners) listener(message.exit);
      }
    },
  };
}
