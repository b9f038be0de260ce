/**
 * Refuses what does not come from our own page on our own address: a name that was re-bound to 127.0.0.1 shows in
 * Host, another site's page in Origin and Sec-Fetch-Site. (OWASP ASVS 5.0, 3.5.1 to 3.5.3.)
 */
import type { IncomingMessage } from 'node:http';

export interface Address {
  readonly host: string;
  readonly origin: string;
}

export function addressOn(port: number): Address {
  return { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
}

/** The status to refuse a request for a page's file with, or null when it may pass. */
export function refusePage(request: IncomingMessage, own: Address): number | null {
  if (!isLoopback(request)) return 403;
  if (request.headers.host !== own.host) return 421;
  if (request.method !== 'GET' && request.method !== 'HEAD') return 405;
  const { origin } = request.headers;
  if (origin !== undefined && origin !== own.origin) return 403;
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return null;
  // The file that opens the app is not of our origin; it may lead a tab here, and the page alone opens nothing.
  const isOpening =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  return isOpening && request.url === '/' ? null : 403;
}

/** A socket must name our origin: every browser does, and a page cannot forge it. */
export function refuseSocket(request: IncomingMessage, own: Address): number | null {
  if (!isLoopback(request)) return 403;
  if (request.headers.host !== own.host) return 421;
  if (request.url !== '/socket') return 404;
  return request.headers.origin === own.origin ? null : 403;
}

function isLoopback(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
}
