/**
 * The one page that talks to the core. Its first frame shows a code or a token within seconds; after that, frames
 * of the contract. A page with a fresh code takes over from the one before it.
 */
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { AppEvent } from '../../../shared/contract.ts';
import type { Core } from '../../core/createCore.ts';
import { answerFrame } from '../../core/router/answerFrame.ts';
import type { AccessKeys } from './accessKeys.ts';

/** Long enough for a page on a computer with no time to spare: who comes too late is refused for good. */
export const SIGN_IN_MS = 15_000;
/** Behind by this much, a page gets no more level meters until it has caught up. */
const SLOW_PAGE_BYTES = 256 * 1024;

/** Close codes with which a page knows that trying again is pointless. */
export const CLOSE_REFUSED = 4401;
export const CLOSE_TAKEN_OVER = 4403;

const key = z.string().min(1).max(200);
const signIn = z.union([z.strictObject({ code: key }), z.strictObject({ token: key })]);

export interface PageSockets {
  accept(socket: WebSocket): void;
}

export function createPageSockets(
  core: Pick<Core, 'call' | 'onEvent'>,
  keys: AccessKeys,
  onConnection: (isConnected: boolean) => void,
  signInMs = SIGN_IN_MS,
): PageSockets {
  let live: WebSocket | null = null;

  function enter(socket: WebSocket, token: string): void {
    live?.close(CLOSE_TAKEN_OVER, 'Opened in another tab.');
    live = socket;
    const stopListening = core.onEvent((event) => tell(socket, event));
    socket.on('close', () => {
      stopListening();
      if (live !== socket) return;
      live = null;
      onConnection(false);
    });
    socket.on('message', (data, isBinary) => void serve(socket, data, isBinary));
    socket.send(JSON.stringify({ token }));
    onConnection(true);
  }

  async function serve(socket: WebSocket, data: RawData, isBinary: boolean): Promise<void> {
    const reply = await answerFrame(core, isBinary ? null : parse(data));
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(reply));
  }

  return {
    accept(socket) {
      const late = setTimeout(() => socket.close(CLOSE_REFUSED, 'No key was shown.'), signInMs);
      // The library closes a connection that breaks its limits by itself; without a listener it would throw.
      socket.on('error', () => socket.terminate());
      socket.on('close', () => clearTimeout(late));
      socket.once('message', (data, isBinary) => {
        clearTimeout(late);
        const shown = signIn.safeParse(isBinary ? null : parse(data));
        const token = shown.success ? admit(shown.data, keys) : null;
        if (token === null) socket.close(CLOSE_REFUSED, 'This key is not valid.');
        else enter(socket, token);
      });
    },
  };
}

function admit(shown: z.infer<typeof signIn>, keys: AccessKeys): string | null {
  if ('code' in shown) return keys.redeem(shown.code);
  return keys.isToken(shown.token) ? shown.token : null;
}

function tell(socket: WebSocket, event: AppEvent): void {
  if (socket.readyState !== socket.OPEN) return;
  if (event.kind === 'meters' && socket.bufferedAmount > SLOW_PAGE_BYTES) return;
  socket.send(JSON.stringify({ v: 1, event }));
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return null;
  }
}
