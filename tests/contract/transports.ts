/** The ways a page talks to the core, behind one face, so that the same tests run over each. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { Core } from '../../src/main/core/createCore.ts';
import { answerFrame } from '../../src/main/core/router/answerFrame.ts';
import { openPageDoor } from '../../src/main/shell/electron/pageDoor.ts';
import { type Loopback, startLoopback } from '../../src/main/shell/loopback/startLoopback.ts';
import type { Port } from '../../src/main/workers/core/messagePorts.ts';
import { openPageChannel } from '../../src/main/workers/core/pageChannel.ts';
import type { AppEvent, ReplyFrame } from '../../src/shared/contract.ts';
import { buildSmallPages } from '../support/builtPages.ts';
import { createFakeElectron } from '../support/fakeElectron.ts';

export interface Connection {
  /** Sends any frame; resolves with the reply to it. */
  send(frame: unknown): Promise<ReplyFrame>;
  onEvent(listener: (event: AppEvent) => void): void;
  close(): Promise<void>;
}

export interface Transport {
  readonly name: string;
  connect(core: Core): Promise<Connection>;
}

const inMemory: Transport = {
  name: 'in memory',
  connect: async (core) => ({
    // Through text, as every real transport does.
    send: async (frame) => JSON.parse(JSON.stringify(await answerFrame(core, throughText(frame)))) as ReplyFrame,
    onEvent: (listener) => void core.onEvent(listener),
    close: async () => undefined,
  }),
};

const webSocket: Transport = {
  name: 'WebSocket',
  async connect(core) {
    const pages = buildSmallPages();
    const loopback = await startLoopback({ core, pages: pages.folder });
    const { socket } = await openPage(loopback);
    const waiting: ((reply: ReplyFrame) => void)[] = [];
    const listeners: ((event: AppEvent) => void)[] = [];
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ReplyFrame;
      if ('event' in frame) for (const listener of listeners) listener(frame.event);
      else waiting.shift()?.(frame);
    });
    let last: Promise<unknown> = Promise.resolve();
    return {
      send(frame) {
        // One after the other: a frame without a number could not be told from another one's reply.
        const reply = last.then(
          () =>
            new Promise<ReplyFrame>((resolve) => {
              waiting.push(resolve);
              socket.send(JSON.stringify(frame) ?? 'undefined');
            }),
        );
        last = reply;
        return reply;
      },
      onEvent: (listener) => void listeners.push(listener),
      async close() {
        await loopback.close();
        pages.remove();
      },
    };
  },
};

/** A page that knocks at the fake Electron's door and gets a port; what goes over it is cloned as Electron clones it. */
const electronPort: Transport = {
  name: 'Electron port',
  async connect(core) {
    const fake = createFakeElectron();
    const { port1: ours, port2: pages } = new MessageChannel();
    openPageDoor({
      ipcMain: fake.electron.ipcMain,
      MessageChannelMain: fake.electron.MessageChannelMain,
      core: {
        connect: () => {
          openPageChannel(core, electronLike(ours));
          return true;
        },
      },
    });
    const frame = { isDestroyed: () => false, parent: null, url: 'app://scribe/', postMessage: () => undefined };
    fake.ipcMain.emit('scribe:connect', { senderFrame: frame });
    const waiting: ((reply: ReplyFrame) => void)[] = [];
    const listeners: ((event: AppEvent) => void)[] = [];
    pages.on('message', (message: ReplyFrame) => {
      if ('event' in message) for (const listener of listeners) listener(message.event);
      else waiting.shift()?.(message);
    });
    let last: Promise<unknown> = Promise.resolve();
    return {
      send(request) {
        const reply = last.then(
          () =>
            new Promise<ReplyFrame>((resolve) => {
              waiting.push(resolve);
              pages.postMessage(request);
            }),
        );
        last = reply;
        return reply;
      },
      onEvent: (listener) => void listeners.push(listener),
      close: async () => pages.close(),
    };
  },
};

/** Node's port hands over the message itself, Electron's an event with the message in it. */
function electronLike(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (message: never) => void) =>
      event === 'message'
        ? port.on('message', (data: unknown) => listener({ data } as never))
        : port.on('close', () => listener(undefined as never)),
    start: () => port.start(),
    close: () => port.close(),
  };
}

export const TRANSPORTS: readonly Transport[] = [inMemory, webSocket, electronPort];

export interface OpenPage {
  readonly socket: WebSocket;
  readonly token: string;
}

/** A page as the loopback shell wants it: our origin, and the code of the address in the first frame. */
export function openPage(loopback: Pick<Loopback, 'newAddress'>): Promise<OpenPage> {
  const address = new URL(loopback.newAddress());
  return signIn(address.origin, { code: address.hash.slice(1) });
}

export function signIn(origin: string, key: unknown): Promise<OpenPage> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin });
  return new Promise((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify(key)));
    socket.once('message', (data) => resolve({ socket, token: (JSON.parse(String(data)) as { token: string }).token }));
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.once('error', reject);
  });
}

function throughText(frame: unknown): unknown {
  const text = JSON.stringify(frame);
  return text === undefined ? null : JSON.parse(text);
}
