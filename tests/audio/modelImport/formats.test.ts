import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { halvesToFloats, toFloats, toHalvesExactly } from '../../../src/audio/modelImport/numberFormats.ts';
import { quantise } from '../../../src/audio/modelImport/quantise.ts';
import { GGML_FORMATS } from '../../../src/audio/modelImport/readers/ggmlBlocks.ts';
import { chooseHeads } from '../../../src/audio/modelImport/tokens/alignmentHeads.ts';
import { byteTokenizer } from '../../../src/audio/modelImport/tokens/byteTokenizer.ts';
import type { WhisperDims } from '../../../src/audio/modelImport/weightTable.ts';
import { BUNDLED_TOKENIZER, bundledTokenBytes } from './tinyWhisper.ts';

describe('16-bit floats', () => {
  it('go to 32 bits and back unchanged, all of them but infinities and NaN', () => {
    const finite = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits).filter(
      (bits) => (bits & 0x7c00) !== 0x7c00,
    );
    expect(toHalvesExactly(halvesToFloats(finite))).toEqual(finite);
  });

  it.each([1.0001, 65536, 2 ** -25, 1e-40, Infinity, Number.NaN])(
    'are not taken for %s, which they cannot hold',
    (value) => {
      expect(toHalvesExactly(Float32Array.of(1, value))).toBeNull();
    },
  );

  it('of the other kind keep sign and size', () => {
    const bytes = new Uint8Array(Uint16Array.of(0x3f80, 0xc2c8).buffer);
    expect([...toFloats('bfloat16', bytes)]).toEqual([1, -100]);
  });
});

describe('8-bit weights', () => {
  it('are within half a step of the weights and stay below the range that overflows', () => {
    const weights = Float32Array.from({ length: 64 * 100 }, (_, at) => Math.sin(at * at) * (1 + (at >> 6)));
    const { numbers, scales } = quantise(weights, 100);
    for (let output = 0; output < 100; output++) {
      for (let input = 0; input < 64; input++) {
        const number = numbers[input * 100 + output]!;
        expect(Math.abs(number)).toBeLessThanOrEqual(63);
        expect(Math.abs(number * scales[output]! - weights[output * 64 + input]!)).toBeLessThan(
          0.5001 * scales[output]!,
        );
      }
    }
  });

  it('of an output without weights are zeros, not NaN', () => {
    expect(quantise(new Float32Array(8), 2)).toEqual({ numbers: new Int8Array(8), scales: Float32Array.of(1, 1) });
  });

  it('round halves to the even neighbour', () => {
    expect([...quantise(Float32Array.of(63, 0.5, 1.5, 2.5, -0.5, -1.5), 1).numbers]).toEqual([63, 0, 2, 2, 0, -2]);
  });
});

describe('blocks of ggml', () => {
  const ONE_AND_A_HALF = [0x00, 0x3e];
  const MINUS_TWO = [0x00, 0xc0];
  const digits = Array.from({ length: 16 }, (_, at) => at | ((15 - at) << 4));
  const low = Array.from({ length: 32 }, (_, at) => (at < 16 ? at : 31 - at));
  /** Every second number has the fifth bit. */
  const high = [0xaa, 0xaa, 0xaa, 0xaa];
  const five = low.map((value, at) => value + (at % 2 === 1 ? 16 : 0));
  const decode = (format: number, bytes: number[]): number[] => [
    ...GGML_FORMATS[format]!.toFloats(Uint8Array.from(bytes)),
  ];

  it('q4_0 and q4_1 hold four bits a number', () => {
    expect(decode(2, [...ONE_AND_A_HALF, ...digits])).toEqual(low.map((value) => (value - 8) * 1.5));
    expect(decode(3, [...ONE_AND_A_HALF, ...MINUS_TWO, ...digits])).toEqual(low.map((value) => value * 1.5 - 2));
  });

  it('q5_0 and q5_1 hold five', () => {
    expect(decode(6, [...ONE_AND_A_HALF, ...high, ...digits])).toEqual(five.map((value) => (value - 16) * 1.5));
    expect(decode(7, [...ONE_AND_A_HALF, ...MINUS_TWO, ...high, ...digits])).toEqual(
      five.map((value) => value * 1.5 - 2),
    );
  });

  it('q8_0 holds eight', () => {
    const numbers = Int8Array.from({ length: 32 }, (_, at) => at * 8 - 128);
    expect(decode(8, [...ONE_AND_A_HALF, ...new Uint8Array(numbers.buffer)])).toEqual([...numbers].map((n) => n * 1.5));
  });
});

describe("a tokenizer from whisper.cpp's vocabulary", () => {
  const tokens = bundledTokenBytes();

  it('finds the merges that the vocabulary was made with', () => {
    const made = JSON.parse(byteTokenizer(tokens, 51865));
    const bundled = JSON.parse(readFileSync(BUNDLED_TOKENIZER, 'utf8'));
    // The bundled file lacks the first merge, which the vocabulary shows.
    expect(made.model.merges).toEqual(['Ġ t', ...bundled.model.merges]);
    expect({ ...made.model.vocab, '<|endoftext|>': 50257 }).toEqual(bundled.model.vocab);
  });

  it('puts the special tokens where the model has them, for 99 and for 100 languages', () => {
    const specials = (size: number): Map<string, number> =>
      new Map(
        JSON.parse(byteTokenizer(tokens, size)).added_tokens.map((t: { content: string; id: number }) => [
          t.content,
          t.id,
        ]),
      );
    expect(specials(51865).get('<|notimestamps|>')).toBe(50363);
    expect(specials(51866).get('<|yue|>')).toBe(50358);
    expect(specials(51866).get('<|notimestamps|>')).toBe(50364);
  });

  it('is refused when vocabulary and model do not fit', () => {
    expect(() => byteTokenizer(tokens.slice(0, 1000), 51865)).toThrow(/do not fit a vocabulary of 51865/);
  });
});

describe('alignment heads', () => {
  const dims = (d: number, layers: number, decoder: number, vocab: number): WhisperDims => ({
    n_mels: 80,
    d,
    heads: d / 64,
    head_dim: 64,
    enc_layers: layers,
    dec_layers: decoder,
    vocab,
    n_audio_ctx: 1500,
    n_text_ctx: 448,
  });

  it('are the published ones for the published sizes', () => {
    const bundled = JSON.parse(
      readFileSync(BUNDLED_TOKENIZER.replace('tokenizer.json', 'model.json'), 'utf8'),
    ).alignment_heads;
    expect(chooseHeads(null, dims(512, 6, 6, 51865))).toEqual({ heads: bundled, origin: 'published' });
    expect(chooseHeads(null, dims(1280, 32, 4, 51866)).heads).toHaveLength(6);
    expect(chooseHeads(null, dims(768, 12, 12, 51864)).heads).toHaveLength(19);
  });

  it('are the upper half where two published models have the same sizes, or none has them', () => {
    expect(chooseHeads(null, dims(1280, 32, 32, 51865))).toMatchObject({ origin: 'default', heads: { length: 320 } });
    expect(chooseHeads(null, dims(384, 12, 2, 51865))).toMatchObject({ origin: 'default', heads: { length: 6 } });
  });

  it('named by the source win', () => {
    const heads = [
      [5, 1],
      [3, 2],
    ] as const;
    expect(chooseHeads(heads, dims(512, 6, 6, 51865))).toEqual({
      heads: [
        [3, 2],
        [5, 1],
      ],
      origin: 'source',
    });
  });
});
