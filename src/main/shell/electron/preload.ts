/**
 * Runs in the sandbox before a page. It shows the page one frozen object with two functions and keeps everything else
 * to itself: no ipcRenderer, no free choice of a channel. What goes over the port is checked by the core.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { AppEvent, ReplyFrame, RequestFrame } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { CONNECT_CHANNEL, PORT_CHANNEL } from './channels.ts';

type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppError };

const LOST: AppError = {
  code: 'internal',
  message: 'The connection to the app was lost before it answered. Look whether the change is there, then try again.',
  retryable: true,
};

const waiting = new Map<number, (reply: Reply) => void>();
const unsent: RequestFrame[] = [];
const listeners = new Set<(event: AppEvent) => void>();
let port: MessagePort | null = null;
let lastId = 0;

function receive(frame: ReplyFrame): void {
  if ('event' in frame) {
    for (const listener of [...listeners]) listener(frame.event);
    return;
  }
  waiting.get(frame.id)?.(frame.ok ? { ok: true, value: frame.body } : { ok: false, error: frame.error });
  waiting.delete(frame.id);
}

/** The core's process ended: nobody can know whether it still did what was under way. */
function lose(): void {
  port = null;
  for (const settle of waiting.values()) settle({ ok: false, error: LOST });
  waiting.clear();
}

ipcRenderer.on(PORT_CHANNEL, (event) => {
  const received = event.ports[0];
  if (!received) return;
  port = received;
  received.onmessage = ({ data }) => receive(data as ReplyFrame);
  received.addEventListener('close', () => port === received && lose());
  for (const frame of unsent.splice(0)) received.postMessage(frame);
});
ipcRenderer.send(CONNECT_CHANNEL);

contextBridge.exposeInMainWorld(
  'scribe',
  Object.freeze({
    call: (name: RequestFrame['name'], body: unknown): Promise<Reply> =>
      new Promise((resolve) => {
        lastId += 1;
        const frame: RequestFrame = { v: 1, id: lastId, name, body };
        waiting.set(lastId, resolve);
        if (port) port.postMessage(frame);
        else unsent.push(frame);
      }),
    onEvent: (listener: (event: AppEvent) => void): (() => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  }),
);
