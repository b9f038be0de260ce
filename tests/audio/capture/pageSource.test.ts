import { describe, expect, it } from 'vitest';
import type { CaptureSourceEvent } from '../../../src/audio/capture/captureSource.ts';
import { createPageSource } from '../../../src/audio/capture/pageSource.ts';
import { createPageMicrophone, pageDeviceOf } from '../../../src/main/core/capture/pageMicrophone.ts';

const format = { deviceId: 'x', channelCount: 2, sampleRateHz: 16_000 };
const frame = (fill: number): Uint8Array => new Uint8Array(6400).fill(fill);

describe('sound that a page hears', () => {
  it('passes while it is wanted, and goes nowhere in a pause or after the stop', async () => {
    const source = createPageSource(format);
    const heard: CaptureSourceEvent[] = [];
    source.feed(frame(1), 0);
    await source.start((event) => void heard.push(event));
    source.feed(frame(2), 0);
    await source.pause();
    source.feed(frame(3), 0);
    await source.resume();
    source.feed(frame(4), 0);
    await source.stop();
    source.feed(frame(5), 0);
    expect(heard.map((event) => event.kind === 'sound' && event.pcm[0])).toEqual([2, 4]);
  });

  it('tells what is missing before it, and refuses frames that would shift the microphones', async () => {
    const source = createPageSource(format);
    const heard: CaptureSourceEvent[] = [];
    await source.start((event) => void heard.push(event));
    source.feed(frame(1), 300);
    source.feed(new Uint8Array(6402), 0);
    source.feed(new Uint8Array(0), 0);
    expect(heard.map(({ kind }) => kind)).toEqual(['overrun', 'sound']);
    expect(heard[0]).toEqual({ kind: 'overrun', lostMs: 300 });
  });
});

describe('the page’s microphone as the core sees it', () => {
  function microphone() {
    const page = createPageMicrophone();
    const fed: { readonly first: number; readonly lostMs: number }[] = [];
    page.want({ deviceId: 'x', channels: 2 });
    page.connect((pcm, lostMs) => void fed.push({ first: pcm[0]!, lostMs }));
    const hear = (stream: string, sequence: number) => page.hear({ stream, sequence, pcm: frame(sequence) });
    return { page, fed, hear };
  }

  it('takes nothing when nothing is wanted', () => {
    const { page, fed, hear } = microphone();
    page.want(null);
    expect(hear('a', 0)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    page.want({ deviceId: 'x', channels: 2 });
    page.connect(null);
    expect(hear('a', 0).ok).toBe(false);
    expect(fed).toEqual([]);
  });

  it('counts what is lost on the way, once, and drops what comes twice', () => {
    const { fed, hear } = microphone();
    for (const sequence of [0, 1, 1, 4, 3, 5]) expect(hear('a', sequence).ok).toBe(true);
    expect(fed).toEqual([
      { first: 0, lostMs: 0 },
      { first: 1, lostMs: 0 },
      { first: 4, lostMs: 200 },
      { first: 5, lostMs: 0 },
    ]);
  });

  it('counts anew when the page has opened it again', () => {
    const { fed, hear } = microphone();
    hear('a', 0);
    hear('b', 7);
    hear('b', 8);
    expect(fed.map(({ lostMs }) => lostMs)).toEqual([0, 0, 0]);
  });

  it('is told from the devices of a recorder program by its name', () => {
    expect(pageDeviceOf('page:abc')).toBe('abc');
    expect(pageDeviceOf('plughw:CARD=1')).toBeNull();
  });
});
