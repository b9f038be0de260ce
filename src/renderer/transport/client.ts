/**
 * Typed calls over a channel. Expected failures come back as values; a call that was under way when the
 * connection broke fails as 'internal' and says so, because nobody can know whether the core still did it.
 */
import type { AppEvent, CallInput, CallName, CallOutput, ReplyFrame } from '../../shared/contract.ts';
import { type AppError, fail, ok, type Result } from '../../shared/result.ts';
import { createEmitter } from './emitter.ts';
import type { ChannelState, FrameChannel } from './frameChannel.ts';

export interface Client {
  call<N extends CallName>(name: N, body: CallInput<N>): Promise<Result<CallOutput<N>>>;
  onEvent(listener: (event: AppEvent) => void): () => void;
  state(): ChannelState;
  onState(listener: (state: ChannelState) => void): () => void;
  reconnect(): void;
}

const LOST: AppError = {
  code: 'internal',
  message: 'The connection to the app was lost before it answered. Look whether the change is there, then try again.',
  retryable: true,
};

export function createClient(channel: FrameChannel): Client {
  const waiting = new Map<number, (reply: Result<unknown>) => void>();
  const events = createEmitter<AppEvent>();
  let lastId = 0;

  channel.onFrame((frame: ReplyFrame) => {
    if ('event' in frame) {
      events.emit(frame.event);
      return;
    }
    const settle = waiting.get(frame.id);
    waiting.delete(frame.id);
    settle?.(frame.ok ? ok(frame.body) : { ok: false, error: frame.error });
  });

  channel.onState((state) => {
    if (state === 'open' || state === 'connecting') return;
    for (const settle of waiting.values()) settle({ ok: false, error: LOST });
    waiting.clear();
  });

  return {
    call: <N extends CallName>(name: N, body: CallInput<N>) =>
      new Promise<Result<CallOutput<N>>>((resolve) => {
        if (channel.state() !== 'open') {
          resolve(fail('internal', 'There is no connection to the app at the moment.', { retryable: true }));
          return;
        }
        lastId += 1;
        waiting.set(lastId, (reply) => resolve(reply as Result<CallOutput<N>>));
        channel.send({ v: 1, id: lastId, name, body });
      }),
    onEvent: events.on,
    state: () => channel.state(),
    onState: (listener) => channel.onState(listener),
    reconnect: () => channel.reconnect(),
  };
}
