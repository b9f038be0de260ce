/**
 * One page's way into the core: each frame is parsed before anything looks at it, replies carry the call's number, events
 * are passed on. A broken frame is answered with an error and changes nothing.
 */

import type { AppEvent } from '../../../shared/contract.ts';
import { type CallName, type ReplyFrame, requestFrame } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { Port } from './messagePorts.ts';

/** What the channel needs of the core. */
export interface CallableCore {
  call(name: CallName, body: unknown): Promise<Result<unknown>>;
  onEvent(listener: (event: AppEvent) => void): () => void;
}

export function openPageChannel(core: CallableCore, port: Port): { close(): void } {
  let isOpen = true;
  const send = (frame: ReplyFrame): void => {
    if (isOpen) port.postMessage(frame);
  };
  const reply = (id: number, result: Result<unknown>): void => {
    send(result.ok ? { v: 1, id, ok: true, body: result.value } : { v: 1, id, ok: false, error: result.error });
  };

  const receive = async (data: unknown): Promise<void> => {
    const frame = requestFrame.safeParse(data);
    if (!frame.success) {
      reply(callNumberOf(data), fail('invalid_input', 'The app does not understand this request.'));
      return;
    }
    const { id, name, body } = frame.data;
    reply(id, await core.call(name, body));
  };

  const stopEvents = core.onEvent((event) => send({ v: 1, event }));
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    stopEvents();
    port.close();
  };
  port.on('message', ({ data }) => void receive(data));
  port.on('close', close);
  port.start();
  return { close };
}

/** So that the page can tell which of its calls was refused; -1 when the frame carries no usable number. */
function callNumberOf(data: unknown): number {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : -1;
}
