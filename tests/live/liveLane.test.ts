import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followJournal, type JournalFollower } from '../../src/audio/journal/followJournal.ts';
import { createLiveFrontEnd } from '../../src/audio/live/liveFrontEnd.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import type { LiveLine, LiveNews } from '../../src/main/core/live/liveContract.ts';
import { runLiveLane } from '../../src/main/core/live/liveLane.ts';
import { failure } from '../../src/shared/result.ts';
import { fakeModels } from '../audio/fakeModels.ts';
import { joined, scriptedRecogniser, silence, tone } from '../audio/transcribe/scriptedRecogniser.ts';
import { FakeDisk } from '../support/fakeJournalFs.ts';
import { FOLDER, openedWriter, SESSION_KEY } from '../support/journalFixture.ts';

const FRAME = 1600;
const stockPhrases = await loadStockPhrases(
  join(resolve(import.meta.dirname, '../../resources'), 'asr/stock-phrases.json'),
);

function pcm(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((value, i) => {
    bytes.writeInt16LE(Math.round(value * 32767), i * 2);
  });
  return bytes;
}

/** A recording of one microphone that goes on while the lane follows it, a second at each look. */
async function lane(
  parts: readonly (Float32Array | 'pause')[],
  more: { readonly recogniser?: ReturnType<typeof scriptedRecogniser>; readonly secondsALook?: number } = {},
) {
  const disk = new FakeDisk();
  const writer = await openedWriter(disk, { channelCount: 1 });
  const frames = parts.flatMap((part): (Buffer | 'pause')[] => {
    if (part === 'pause') return ['pause'];
    const bytes = pcm(part);
    return Array.from({ length: Math.ceil(bytes.length / (FRAME * 2)) }, (_, i) =>
      bytes.subarray(i * FRAME * 2, (i + 1) * FRAME * 2),
    );
  });
  const stop = new AbortController();
  const news: LiveNews[] = [];
  const journal = followJournal(FOLDER, SESSION_KEY, Number.MAX_SAFE_INTEGER, disk.fs);
  const follower: JournalFollower = {
    get channelCount() {
      return journal.channelCount;
    },
    next() {
      for (const frame of frames.splice(0, 10 * (more.secondsALook ?? 1))) {
        if (frame === 'pause') writer.openGap('paused');
        else writer.appendAudio(frame);
      }
      return journal.next();
    },
    close: journal.close,
  };
  let idle = 0;
  await runLiveLane(
    {
      follower,
      frontEnd: createLiveFrontEnd(null, null, fakeModels()),
      recogniser: more.recogniser ?? scriptedRecogniser(),
      vad: fakeModels().vad,
      stockPhrases,
      tell: (one) => void news.push(one),
      wait: async () => {
        idle = frames.length === 0 ? idle + 1 : 0;
        if (idle > 5) stop.abort();
      },
      nowMs: () => 0,
    },
    stop.signal,
  );
  const lines = news.flatMap((one): LiveLine[] => (one.kind === 'line' ? [one.line] : []));
  return { news, lines };
}

describe('words while recording', () => {
  it('tells each sentence once, at its place on the recording’s clock', async () => {
    const { lines } = await lane([silence(2), tone(300, 2), silence(3), tone(500, 1.5), silence(3)]);
    expect(lines.map(({ text }) => [...new Set(text.match(/\d+/g))])).toEqual([['300'], ['500']]);
    expect(lines[0]!.startMs).toBeGreaterThan(1400);
    expect(lines[0]!.words[0]!.startMs).toBeGreaterThan(1800);
    expect(lines[0]!.words.at(-1)!.endMs).toBeLessThan(4300);
    expect(lines[1]!.words[0]!.startMs).toBeGreaterThan(6700);
  });

  it('does not wait for the end of a long speech, and says nothing of it twice', async () => {
    const { lines } = await lane([silence(1), tone(400, 14), silence(3)]);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line.endMs - line.startMs).toBeLessThanOrEqual(5000);
    lines.slice(1).forEach((line, i) => {
      expect(line.startMs).toBeGreaterThanOrEqual(lines[i]!.endMs - 1);
    });
  });

  it('ends a sentence at a pause and begins a new one after it', async () => {
    const { lines } = await lane([silence(1), tone(300, 1.5), 'pause', tone(500, 1.5), silence(2)]);
    expect(lines.map(({ text }) => [...new Set(text.match(/\d+/g))])).toEqual([['300'], ['500']]);
  });

  it('tells no speaker when nothing tells who wears the microphone', async () => {
    const { lines } = await lane([silence(1), tone(300, 2), silence(3)]);
    expect(lines.map(({ speaker }) => speaker)).toEqual([null]);
  });

  it('leaves words out rather than come late, says so, and catches up', async () => {
    const speech = Array.from({ length: 8 }, (_, i) => [tone(300 + i, 2), silence(1.5)]).flat();
    const { news, lines } = await lane([silence(1), joined(...speech), silence(20)], { secondsALook: 15 });
    const paces = news.flatMap((one) => (one.kind === 'pace' ? [one.pace] : []));
    expect(paces.slice(0, 2)).toEqual(['ready', 'behind']);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(8);
  });

  it('shows nothing of silence, of a loop, or of phrases nobody said', async () => {
    expect((await lane([silence(10)])).lines).toEqual([]);
    const loop = scriptedRecogniser((heard) => ({ ...heard, words: [], outcome: 'loop' }));
    expect((await lane([silence(1), tone(300, 2), silence(2)], { recogniser: loop })).lines).toEqual([]);
    const invented = scriptedRecogniser((heard) => ({
      ...heard,
      noSpeechP: 0.7,
      words: [
        { text: 'Thanks', startS: 0.2, endS: 0.6, p: 0.4 },
        { text: 'for watching!', startS: 0.6, endS: 1, p: 0.4 },
      ],
    }));
    expect((await lane([silence(1), tone(300, 2), silence(2)], { recogniser: invented })).lines).toEqual([]);
  });

  it('hands a recogniser that cannot go on to its owner', async () => {
    const broken = scriptedRecogniser(() => {
      throw failure('model_missing', 'A model is missing.');
    });
    await expect(lane([silence(1), tone(300, 2), silence(2)], { recogniser: broken })).rejects.toThrow(
      'model is missing',
    );
  });
});
