/** Chooses the way to the core: Electron's preload bridge where it is there, else the loopback shell's socket. */
import { type Client, createClient } from './client.ts';
import { createPreloadClient } from './preloadClient.ts';
import { createWebSocketChannel, type SocketLike, type TokenKeeper } from './webSocketChannel.ts';

const TOKEN_KEY = 'ot-scribe-connection';

/** The tab's own storage: gone with the tab, and readable by pages of this origin (host and port) only. */
const tabTokens: TokenKeeper = {
  read: () => window.sessionStorage.getItem(TOKEN_KEY),
  write: (token) => {
    if (token === null) window.sessionStorage.removeItem(TOKEN_KEY);
    else window.sessionStorage.setItem(TOKEN_KEY, token);
  },
};

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
    createWebSocketChannel({
      code: takeCode(),
      tokens: tabTokens,
      open: () => new WebSocket(address) as unknown as SocketLike,
    }),
  );
}
