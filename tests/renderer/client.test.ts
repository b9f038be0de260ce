import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/renderer/transport/client.ts';
import { createEmitter } from '../../src/renderer/transport/emitter.ts';
import type { ChannelState, FrameChannel } from '../../src/renderer/transport/frameChannel.ts';
import type { AppEvent, ReplyFrame, RequestFrame } from '../../src/shared/contract.ts';

function setUp() {
  const frames = createEmitter<ReplyFrame>();
  const states = createEmitter<ChannelState>();
  const sent: RequestFrame[] = [];
  let state: ChannelState = 'open';
  const channel: FrameChannel = {
    send: (frame) => void sent.push(frame),
    onFrame: frames.on,
    state: () => state,
    onState: states.on,
    reconnect: () => undefined,
  };
  const become = (next: ChannelState): void => {
    state = next;
    states.emit(next);
  };
  return { client: createClient(channel), frames, sent, become };
}

describe('the typed client', () => {
  it('gives each call its own answer, in whatever order they come', async () => {
    const { client, frames, sent } = setUp();
    const first = client.call('app.status', {});
    const second = client.call('patients.list', {});
    const [a, b] = sent.map((frame) => frame.id);
    frames.emit({ v: 1, id: b ?? -1, ok: true, body: ['second'] });
    frames.emit({ v: 1, id: a ?? -1, ok: true, body: 'first' });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: ['second'] });
  });

  it('returns an expected failure as a value', async () => {
    const { client, frames, sent } = setUp();
    const call = client.call('patients.list', {});
    frames.emit({ v: 1, id: sent[0]?.id ?? -1, ok: false, error: { code: 'locked', message: 'Unlock first.' } });
    expect(await call).toEqual({ ok: false, error: { code: 'locked', message: 'Unlock first.' } });
  });

  it('settles what was under way when the connection breaks', async () => {
    const { client, become } = setUp();
    const call = client.call('recording.pause', {});
    become('lost');
    const result = await call;
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.retryable).toBe(true);
  });

  it('sends nothing while there is no connection', async () => {
    const { client, sent, become } = setUp();
    become('lost');
    expect((await client.call('app.status', {})).ok).toBe(false);
    expect(sent).toEqual([]);
  });

  it('passes events to those who listen, until they stop', () => {
    const { client, frames } = setUp();
    const seen: AppEvent[] = [];
    const stop = client.onEvent((event) => seen.push(event));
    const event: AppEvent = { kind: 'processed', sessionId: 's1' };
    frames.emit({ v: 1, event });
    stop();
    frames.emit({ v: 1, event });
    expect(seen).toEqual([event]);
  });
});
