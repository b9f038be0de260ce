/**
 * The only message a page's preload script may send to the main process: "let me in". It is answered with one port to
 * the core, and only when it comes from the top frame of one of our windows on our own origin.
 */
import { CONNECT_CHANNEL, PORT_CHANNEL } from './channels.ts';
import type { CoreProcess } from './coreProcess.ts';
import type { ElectronApi, IpcMainEvent } from './electronApi.ts';
import { isOwnAddress } from './pageOrigin.ts';

export interface PageDoorDeps {
  readonly ipcMain: ElectronApi['ipcMain'];
  readonly MessageChannelMain: ElectronApi['MessageChannelMain'];
  readonly core: Pick<CoreProcess, 'connect'>;
}

export interface PageDoor {
  /** Lets in pages that knocked before the core was ready. */
  coreIsReady(): void;
}

export function openPageDoor({ ipcMain, MessageChannelMain, core }: PageDoorDeps): PageDoor {
  let waiting: IpcMainEvent | null = null;

  const letIn = (event: IpcMainEvent): void => {
    const frame = event.senderFrame;
    if (!frame || frame.isDestroyed() || frame.parent !== null || !isOwnAddress(frame.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    if (core.connect(port1)) frame.postMessage(PORT_CHANNEL, null, [port2]);
    else waiting = event;
  };

  ipcMain.on(CONNECT_CHANNEL, letIn);
  return {
    coreIsReady() {
      const knocked = waiting;
      waiting = null;
      if (knocked) letIn(knocked);
    },
  };
}
