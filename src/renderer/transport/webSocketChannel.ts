/**
 * Frames over the loopback shell's WebSocket. The first connection shows the one-use code of the address and gets a
 * token, which opens later connections, also after the page was loaded anew. A lost connection is tried again with growing waits.
 */
import type { ReplyFrame, RequestFrame } from '../../shared/contract.ts';
import { createEmitter } from './emitter.ts';
import type { ChannelState, FrameChannel } from './frameChannel.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

export interface SocketLike {
  send(data: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

/** Keeps the token as long as the tab lives. */
export interface TokenKeeper {
  read(): string | null;
  write(token: string | null): void;
}

export interface WebSocketChannelOptions {
  /** Empty when the page was loaded again: then the kept token is shown. */
  readonly code: string;
  readonly tokens?: TokenKeeper;
  readonly open: () => SocketLike;
  readonly wait?: (milliseconds: number, then: () => void) => () => void;
}

/** The close codes with which the shell says that trying again is pointless (policy violation, no valid key). */
const REFUSED_CODES: readonly number[] = [1008, 4401, 4403];

const waitByTimer = (milliseconds: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

export function createWebSocketChannel({
  code,
  tokens,
  open,
  wait = waitByTimer,
}: WebSocketChannelOptions): FrameChannel {
  const frames = createEmitter<ReplyFrame>();
  const states = createEmitter<ChannelState>();
  let state: ChannelState = 'connecting';
  let token: string | null = code === '' ? (tokens?.read() ?? null) : null;
  let socket: SocketLike | null = null;
  let waitMs = FIRST_WAIT_MS;
  let stopWaiting: (() => void) | null = null;

  const become = (next: ChannelState): void => {
    if (state === next) return;
    state = next;
    states.emit(next);
  };

  const receive = (data: unknown): void => {
    if (typeof data !== 'string') return;
    const message = JSON.parse(data) as ReplyFrame | { readonly token: string };
    if ('token' in message) {
      token = message.token;
      tokens?.write(token);
      waitMs = FIRST_WAIT_MS;
      become('open');
      return;
    }
    frames.emit(message);
  };

  const connect = (): void => {
    stopWaiting = null;
    const current = open();
    socket = current;
    current.onopen = () => current.send(JSON.stringify(token === null ? { code } : { token }));
    current.onmessage = (message) => receive(message.data);
    current.onclose = (event) => {
      if (socket !== current) return;
      socket = null;
      if (REFUSED_CODES.includes(event.code)) {
        tokens?.write(null);
        become('refused');
        return;
      }
      become('lost');
      stopWaiting = wait(waitMs, connect);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
  };

  connect();
  return {
    send: (frame: RequestFrame) => socket?.send(JSON.stringify(frame)),
    onFrame: frames.on,
    state: () => state,
    onState: states.on,
    reconnect: () => {
      if (stopWaiting === null) return;
      stopWaiting();
      connect();
    },
  };
}
