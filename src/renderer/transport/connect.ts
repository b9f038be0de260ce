/** Chooses the way to the core: Electron's preload bridge where it is there, else the loopback shell's socket. */
import { type Client, createClient } from './client.ts';
import { createPreloadClient } from './preloadClient.ts';
import { createWebSocketChannel, type SocketLike } from './webSocketChannel.ts';

/** Takes the one-use code out of the address, so that it is in no history entry and no screenshot. */
function takeCode(): string {
  const code = window.location.hash.slice(1);
  if (code !== '') window.history.replaceState(null, '', window.location.pathname);
  return code;
}

export function connect(): Client {
  if (window.scribe !== undefined) return createPreloadClient(window.scribe);
  const address = `ws://${window.location.host}/socket`;
  return createClient(
    createWebSocketChannel({ code: takeCode(), open: () => new WebSocket(address) as unknown as SocketLike }),
  );
}
