/**
 * The number formats of ggml's tensors: floats, and the block formats of whisper.cpp's quantised files, in which 32 numbers
 * share a scale (ggml-common.h and ggml-quants.c, https://github.com/ggml-org/ggml).
 */
import { halvesToFloats, toFloats } from '../numberFormats.ts';

interface GgmlFormat {
  readonly blockLength: number;
  readonly blockBytes: number;
  toFloats(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
}

const BLOCK = 32;
const HALF = BLOCK / 2;

/** By the number a tensor's header carries. */
export const GGML_FORMATS: Readonly<Record<number, GgmlFormat>> = {
  0: { blockLength: 1, blockBytes: 4, toFloats: (bytes) => toFloats('float32', bytes) },
  1: { blockLength: 1, blockBytes: 2, toFloats: (bytes) => toFloats('float16', bytes) },
  2: blocks(18, { minimumAt: null, highBitsAt: null, digitsAt: 2, offset: 8 }),
  3: blocks(20, { minimumAt: 2, highBitsAt: null, digitsAt: 4, offset: 0 }),
  6: blocks(22, { minimumAt: null, highBitsAt: 2, digitsAt: 6, offset: 16 }),
  7: blocks(24, { minimumAt: 2, highBitsAt: 4, digitsAt: 8, offset: 0 }),
  8: { blockLength: BLOCK, blockBytes: 34, toFloats: eightBits },
};

interface Layout {
  readonly minimumAt: number | null;
  /** Where a fifth bit of each number stands, if there is one. */
  readonly highBitsAt: number | null;
  readonly digitsAt: number;
  readonly offset: number;
}

/** Four or five bits a number: the first half of a block in the low digits of its bytes, the second in the high ones. */
function blocks(blockBytes: number, layout: Layout): GgmlFormat {
  const { minimumAt, highBitsAt, digitsAt, offset } = layout;
  return {
    blockLength: BLOCK,
    blockBytes,
    toFloats(bytes) {
      const view = new DataView(bytes.buffer);
      const floats = new Float32Array((bytes.length / blockBytes) * BLOCK);
      for (let at = 0, to = 0; at < bytes.length; at += blockBytes, to += BLOCK) {
        const [scale, minimum] = halvesToFloats(
          Uint16Array.of(view.getUint16(at, true), minimumAt === null ? 0 : view.getUint16(at + minimumAt, true)),
        );
        const high = highBitsAt === null ? 0 : view.getUint32(at + highBitsAt, true);
        for (let index = 0; index < HALF; index++) {
          const digits = bytes[at + digitsAt + index]!;
          const low = (digits & 15) | (((high >>> index) & 1) << 4);
          const upper = (digits >> 4) | (((high >>> (index + HALF)) & 1) << 4);
          floats[to + index] = (low - offset) * scale! + minimum!;
          floats[to + index + HALF] = (upper - offset) * scale! + minimum!;
        }
      }
      return floats;
    },
  };
}

function eightBits(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const floats = new Float32Array((bytes.length / 34) * BLOCK);
  for (let at = 0, to = 0; at < bytes.length; at += 34, to += BLOCK) {
    const [scale] = halvesToFloats(Uint16Array.of(view.getUint16(at, true)));
    for (let index = 0; index < BLOCK; index++) floats[to + index] = view.getInt8(at + 2 + index) * scale!;
  }
  return floats;
}
