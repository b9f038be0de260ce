/**
 * No request leaves the machine. Two locks, each enough alone: every request that is not for our own pages is
 * cancelled, and the proxy behind them is a port nobody listens on.
 */
import type { Session } from './electronApi.ts';
import { isOwnAddress } from './pageOrigin.ts';

/** Port 9 is the discard service's; the second rule takes away the exception that loopback addresses have by default. */
export const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: '127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const;

/** Our own pages, and what they made themselves in memory; for a developer also the tools built into Electron. */
export function isAllowedRequest(address: string, isPackaged: boolean): boolean {
  return isOwnAddress(address) || isOwnBlob(address) || (!isPackaged && address.startsWith('devtools://devtools/'));
}

export function isOwnBlob(address: string): boolean {
  return address.startsWith('blob:') && isOwnAddress(address.slice('blob:'.length));
}

export async function closeNetwork(session: Session, isPackaged: boolean): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowedRequest(details.url, isPackaged) }),
  );
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
  await session.setProxy({ ...DEAD_PROXY });
}
