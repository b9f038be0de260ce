/**
 * The pages in a browser on this machine: a server on 127.0.0.1 that serves the listed files and one socket, and that
 * nobody can talk to without the code of the moment.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { MAX_FRAME_BYTES } from '../../../shared/contract.ts';
import type { Core } from '../../core/createCore.ts';
import { readServedFiles } from '../electron/servedFiles.ts';
import { createAccessKeys } from './accessKeys.ts';
import { answerPage } from './pageServer.ts';
import { createPageSockets, SIGN_IN_MS } from './pageSocket.ts';
import { addressOn, refuseSocket } from './requestChecks.ts';

export interface Loopback {
  /** A fresh address with its one-use code, good for half a minute. */
  newAddress(): string;
  /** The address made at the start. */
  readonly url: string;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly core: Core;
  /** Folder of the built pages. */
  readonly pages: string;
  /** 0: any free one. */
  readonly port?: number;
  /** How long the app stays open without a page before it locks itself. */
  readonly lockAfterMs?: number;
  /** How long a connection may wait before it shows its key. */
  readonly signInMs?: number;
}

const LOCK_AFTER_MS = 30_000;

export async function startLoopback({
  core,
  pages,
  port = 0,
  lockAfterMs = LOCK_AFTER_MS,
  signInMs = SIGN_IN_MS,
}: LoopbackOptions): Promise<Loopback> {
  const files = readServedFiles(pages);
  const keys = createAccessKeys(Date.now);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  const own = addressOn((server.address() as AddressInfo).port);

  let lockTimer: NodeJS.Timeout | null = null;
  const sockets = createPageSockets(
    core,
    keys,
    (isConnected) => {
      if (lockTimer !== null) clearTimeout(lockTimer);
      lockTimer = isConnected ? null : setTimeout(() => void core.call('security.lock', {}), lockAfterMs);
      lockTimer?.unref();
    },
    signInMs,
  );

  server.on('request', (request, response) => {
    answerPage(request, response, files, own).catch(() => response.destroy());
  });
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, stream, head) => {
    const refused = refuseSocket(request, own);
    if (refused === null) upgrades.handleUpgrade(request, stream, head, (socket) => sockets.accept(socket));
    else stream.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  const newAddress = () => `${own.origin}/#${keys.issueCode()}`;
  return {
    url: newAddress(),
    newAddress,
    async close() {
      if (lockTimer !== null) clearTimeout(lockTimer);
      for (const socket of upgrades.clients) socket.terminate();
      upgrades.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
