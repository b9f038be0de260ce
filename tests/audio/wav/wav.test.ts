import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryPcmSource } from '../../../src/audio/wav/memoryPcmSource.ts';
import { openWav } from '../../../src/audio/wav/openWav.ts';
import { wavBytes, writeWav } from '../../../src/audio/wav/writeWav.ts';
import { noise, tone } from '../signals.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ot-scribe-wav-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Layout {
  readonly code?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly containerBits?: number;
  readonly extensible?: boolean;
  /** What the data chunk's size field says, when it does not tell the truth. */
  readonly promised?: number;
  readonly before?: Buffer;
  readonly after?: Buffer;
}

function chunk(id: string, body: Buffer, promised = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(promised, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)]);
}

/** A WAV file by hand, so that it can be wrong in any way. */
function wavFile(data: Buffer, layout: Layout = {}): Buffer {
  const { code = 1, channels = 1, rate = 16000, bits = 16, extensible = false } = layout;
  const container = layout.containerBits ?? bits;
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE((rate * channels * container) >> 3, 8);
  format.writeUInt16LE((channels * container) >> 3, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(code, 24);
  }
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    layout.before ?? Buffer.alloc(0),
    chunk('fmt ', format),
    chunk('data', data, layout.promised),
    layout.after ?? Buffer.alloc(0),
  ]);
  return Buffer.concat([chunk('RIFF', body)]);
}

function int16(samples: ArrayLike<number>): Buffer {
  const out = Buffer.alloc(2 * samples.length);
  for (let i = 0; i < samples.length; i++) out.writeInt16LE(Math.round(samples[i]! * 32767), 2 * i);
  return out;
}

async function saved(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function opened(name: string, bytes: Uint8Array) {
  const result = await openWav(await saved(name, bytes));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function refusal(name: string, bytes: Uint8Array) {
  const result = await openWav(await saved(name, bytes));
  if (result.ok) throw new Error('was read');
  return result.error;
}

describe('reading', () => {
  it.each([16, 24, 32] as const)('reads %i-bit files as they were written', async (bitDepth) => {
    const channels = [noise(5000, 1), noise(5000, 2), noise(5000, 3)];
    const path = join(folder, `written-${bitDepth}.wav`);
    await writeWav(path, channels, { bitDepth });
    const result = await openWav(path);
    if (!result.ok) throw new Error(result.error.message);
    const back = await result.value.read(0, 5000);
    await result.value.close();
    expect(back).toHaveLength(3);
    for (const [c, channel] of back.entries()) {
      const worst = Math.max(...channel.map((v, i) => Math.abs(v - channels[c]![i]!)));
      expect(worst).toBeLessThan(2 ** (1 - Math.min(bitDepth, 24)));
    }
  });

  it.each([1, 2, 4, 8, 16])('keeps %i channels apart', async (channels) => {
    const frames = 50;
    const data = Buffer.alloc(2 * frames * channels);
    for (let i = 0; i < frames * channels; i++) data.writeInt16LE((i % channels) * 1000, 2 * i);
    const source = await opened(`channels-${channels}.wav`, wavFile(data, { channels }));
    const read = await source.read(10, 20);
    expect(read.map((channel) => Math.round(channel[0]! * 32768))).toEqual(
      Array.from({ length: channels }, (_, c) => c * 1000),
    );
    expect(read.every((channel) => channel.length === 20)).toBe(true);
    await source.close();
  });

  it.each([8000, 22050, 44100, 48000, 96000])('hands out %i Hz at 16 kHz, in any pieces', async (rate) => {
    const source = await opened(`rate-${rate}.wav`, wavFile(int16(tone(rate, 440, rate)), { rate }));
    expect(source.frameCount).toBe(16000);
    const [whole] = await source.read(0, 16000);
    const wanted = tone(16000, 440);
    const error = Math.max(...whole!.subarray(200, 15800).map((v, i) => Math.abs(v - wanted[i + 200]!)));
    expect(error).toBeLessThan(0.001);
    const [part] = await source.read(7001, 500);
    expect([...part!]).toEqual([...whole!.subarray(7001, 7501)]);
    await source.close();
  });

  it('reads WAVE_FORMAT_EXTENSIBLE, chunks before and behind the sound, and odd chunk sizes', async () => {
    const list = chunk('LIST', Buffer.from('INFOodd'));
    const file = wavFile(int16(tone(100, 500)), { extensible: true, before: list, after: list });
    const source = await opened('extensible.wav', file);
    expect(source.frameCount).toBe(100);
    await source.close();
  });

  it('reads 24 valid bits in 32-bit containers', async () => {
    const data = Buffer.alloc(4);
    data.writeInt32LE(0x40000000, 0);
    const source = await opened('container.wav', wavFile(data, { bits: 24, containerBits: 32, extensible: true }));
    expect((await source.read(0, 1))[0]![0]).toBe(0.5);
    await source.close();
  });

  it('reads float samples and silences those that are no numbers', async () => {
    const data = Buffer.alloc(16);
    [0.25, Number.NaN, Number.POSITIVE_INFINITY, -0.5].forEach((v, i) => {
      data.writeFloatLE(v, 4 * i);
    });
    const source = await opened('float.wav', wavFile(data, { code: 3, bits: 32 }));
    expect([...(await source.read(0, 4))[0]!]).toEqual([0.25, 0, 0, -0.5]);
    await source.close();
  });

  it('uses the one second that is there when the header promises two hours', async () => {
    const file = wavFile(int16(tone(16000, 300)), { promised: 2 * 3600 * 16000 * 2 });
    const source = await opened('promise.wav', file);
    expect(source.frameCount).toBe(16000);
    await source.close();
  });

  it.each([0, 0xffffffff])('reads what a recorder left that was cut off (size field %i)', async (promised) => {
    const source = await opened('cut-off.wav', wavFile(int16(tone(800, 300)), { promised }));
    expect(source.frameCount).toBe(800);
    await source.close();
  });

  it('leaves out half a frame at the end of a truncated file', async () => {
    const file = wavFile(int16(tone(1000, 300)), { channels: 2 });
    const source = await opened('truncated.wav', file.subarray(0, file.length - 3));
    expect(source.frameCount).toBe(499);
    await source.close();
  });

  it('hands out less at the end and nothing beyond it', async () => {
    const source = await opened('end.wav', wavFile(int16(tone(1000, 300))));
    expect((await source.read(900, 500))[0]).toHaveLength(100);
    expect((await source.read(5000, 10))[0]).toHaveLength(0);
    await source.close();
  });
});

describe('refusing, in one sentence that names the file', () => {
  it.each([
    ['empty.wav', Buffer.alloc(0), /empty/],
    ['text.wav', Buffer.from('Dear diary, today we recorded nothing at all.'), /not a WAV/],
    ['stub.wav', Buffer.from('RIFF'), /not a WAV/],
    ['no-data.wav', wavFile(Buffer.alloc(0)), /no sound/],
    ['list-only.wav', wavFile(Buffer.alloc(0), { after: chunk('LIST', Buffer.from('INFO')) }), /no sound/],
    ['silent-mouth.wav', wavFile(int16([0]), { channels: 0 }), /0 channels/],
    ['seventeen.wav', wavFile(Buffer.alloc(340), { channels: 17 }), /17 channels/],
    ['eight-bit.wav', wavFile(Buffer.alloc(100), { bits: 8 }), /8 bits/],
    ['twelve-bit.wav', wavFile(Buffer.alloc(100), { bits: 12, containerBits: 16 }), /12 bits/],
    ['sixty-four.wav', wavFile(Buffer.alloc(160), { code: 3, bits: 64 }), /64 floating-point bits/],
    ['adpcm.wav', wavFile(Buffer.alloc(100), { code: 2, bits: 4 }), /ADPCM/],
    ['mp3.wav', wavFile(Buffer.alloc(100), { code: 85 }), /MP3/],
    ['mu-law.wav', wavFile(Buffer.alloc(100), { code: 7, bits: 8 }), /mu-law/],
    ['slow.wav', wavFile(Buffer.alloc(100), { rate: 4000 }), /4000 Hz/],
    ['fast.wav', wavFile(Buffer.alloc(100), { rate: 192000 }), /192000 Hz/],
  ])('%s', async (name, bytes, reason) => {
    const error = await refusal(name, bytes);
    expect(error.code).toBe('unreadable_audio');
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(name);
    expect(error.message).not.toContain(folder);
  });

  it('a folder, and a file that is not there', async () => {
    const path = join(folder, 'a-folder.wav');
    await mkdir(path);
    const asFolder = await openWav(path);
    const missing = await openWav(join(folder, 'nowhere.wav'));
    expect(asFolder).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(missing).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(asFolder.ok ? '' : asFolder.error.message).toMatch(/folder/);
    expect(missing.ok ? '' : missing.error.message).toMatch(/nowhere\.wav/);
  });
});

describe('writing', () => {
  it('limits what is louder than full scale instead of wrapping it round', async () => {
    const source = await opened('loud.wav', wavBytes([Float32Array.of(2, -2, 0.5)]));
    const [samples] = await source.read(0, 3);
    expect(samples![0]).toBeCloseTo(1, 3);
    expect(samples![1]).toBe(-1);
    expect(samples![2]).toBeCloseTo(0.5, 4);
    await source.close();
  });

  it('keeps the rate it is told', async () => {
    const source = await opened('rate.wav', wavBytes([tone(4800, 100, 48000)], { sampleRateHz: 48000 }));
    expect(source.fileRateHz).toBe(48000);
    expect(source.frameCount).toBe(1600);
    await source.close();
  });
});

describe('sound in memory', () => {
  it('answers like a file', async () => {
    const source = memoryPcmSource([Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)]);
    expect(source.frameCount).toBe(3);
    expect((await source.read(1, 5)).map((channel) => [...channel])).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect((await source.read(7, 2))[0]).toHaveLength(0);
  });
});
