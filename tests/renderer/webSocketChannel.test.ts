import { describe, expect, it } from 'vitest';
import type { ChannelState } from '../../src/renderer/transport/frameChannel.ts';
import { createWebSocketChannel, type SocketLike } from '../../src/renderer/transport/webSocketChannel.ts';

interface FakeSocket extends SocketLike {
  readonly sent: string[];
}

function setUp(options: { code?: string; kept?: string } = {}) {
  const sockets: FakeSocket[] = [];
  const waits: { milliseconds: number; then: () => void }[] = [];
  const states: ChannelState[] = [];
  let kept: string | null = options.kept ?? null;
  const channel = createWebSocketChannel({
    code: options.code ?? 'one-use',
    tokens: { read: () => kept, write: (token) => void (kept = token) },
    open: () => {
      const sent: string[] = [];
      const socket: FakeSocket = {
        sent,
        send: (data) => void sent.push(data),
        close: () => undefined,
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      sockets.push(socket);
      return socket;
    },
    wait: (milliseconds, then) => {
      waits.push({ milliseconds, then });
      return () => undefined;
    },
  });
  channel.onState((state) => states.push(state));
  const welcome = (socket: FakeSocket | undefined): void => {
    socket?.onopen?.();
    socket?.onmessage?.({ data: JSON.stringify({ token: 'secret' }) });
  };
  return { channel, sockets, waits, states, welcome, kept: () => kept };
}

describe('the loopback connection', () => {
  it('shows the one-use code first and is open once it was given a token', () => {
    const { channel, sockets, welcome } = setUp();
    sockets[0]?.onopen?.();
    expect(sockets[0]?.sent).toEqual(['{"code":"one-use"}']);
    expect(channel.state()).toBe('connecting');
    welcome(sockets[0]);
    expect(channel.state()).toBe('open');
  });

  it('comes back with the token, never with the used code', () => {
    const { channel, sockets, waits, welcome } = setUp();
    welcome(sockets[0]);
    sockets[0]?.onclose?.({ code: 1006 });
    expect(channel.state()).toBe('lost');
    waits[0]?.then();
    sockets[1]?.onopen?.();
    expect(sockets[1]?.sent).toEqual(['{"token":"secret"}']);
  });

  it('shows the kept token when the page was loaded again without a code', () => {
    const { sockets } = setUp({ code: '', kept: 'secret' });
    sockets[0]?.onopen?.();
    expect(sockets[0]?.sent).toEqual(['{"token":"secret"}']);
  });

  it('shows a fresh code rather than an old token, and keeps the new one', () => {
    const { sockets, welcome, kept } = setUp({ code: 'fresh', kept: 'of another start' });
    welcome(sockets[0]);
    expect(sockets[0]?.sent).toEqual(['{"code":"fresh"}']);
    expect(kept()).toBe('secret');
  });

  it('forgets a token that the shell refused', () => {
    const { sockets, kept } = setUp({ code: '', kept: 'void' });
    sockets[0]?.onclose?.({ code: 4401 });
    expect(kept()).toBe(null);
  });

  it('waits longer after each failure, and no longer than eight seconds', () => {
    const { sockets, waits } = setUp();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      sockets.at(-1)?.onclose?.({ code: 1006 });
      waits.at(-1)?.then();
    }
    expect(waits.map((wait) => wait.milliseconds)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  });

  it('gives up when the shell refuses its key', () => {
    const { channel, sockets, waits } = setUp();
    sockets[0]?.onclose?.({ code: 4401 });
    expect(channel.state()).toBe('refused');
    expect(waits).toEqual([]);
  });

  it('hands frames on and does not take the token for one', () => {
    const { channel, sockets, welcome } = setUp();
    const frames: unknown[] = [];
    channel.onFrame((frame) => frames.push(frame));
    welcome(sockets[0]);
    sockets[0]?.onmessage?.({ data: '{"v":1,"id":7,"ok":true,"body":null}' });
    expect(frames).toEqual([{ v: 1, id: 7, ok: true, body: null }]);
  });

  it('tries at once when asked to, but only while it waits', () => {
    const { channel, sockets, welcome } = setUp();
    welcome(sockets[0]);
    channel.reconnect();
    expect(sockets).toHaveLength(1);
    sockets[0]?.onclose?.({ code: 1006 });
    channel.reconnect();
    expect(sockets).toHaveLength(2);
  });
});
