/**
 * The number formats weights are stored in, to and from 32-bit floats. All readers' files are little-endian, as is every
 * machine the app runs on, so aligned bytes are viewed and not converted.
 */

export type StoredFormat = 'float32' | 'float16' | 'bfloat16' | 'int8' | 'int16' | 'int32';

export const BYTES_PER_NUMBER: Readonly<Record<StoredFormat, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int8: 1,
  int16: 2,
  int32: 4,
};

/** @param bytes starts at the front of its own buffer, so that it is aligned for every format */
export function toFloats(format: StoredFormat, bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const { buffer } = bytes;
  switch (format) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return halvesToFloats(new Uint16Array(buffer));
    case 'bfloat16': {
      const upperHalves = new Uint32Array(new Uint16Array(buffer));
      for (let index = 0; index < upperHalves.length; index++) upperHalves[index] = upperHalves[index]! << 16;
      return new Float32Array(upperHalves.buffer);
    }
    case 'int8':
      return new Float32Array(new Int8Array(buffer));
    case 'int16':
      return new Float32Array(new Int16Array(buffer));
    case 'int32':
      return new Float32Array(new Int32Array(buffer));
  }
}

export function halvesToFloats(halves: Uint16Array): Float32Array<ArrayBuffer> {
  halfTable ??= makeHalfTable();
  const floats = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index++) floats[index] = halfTable[halves[index]!]!;
  return floats;
}

let halfTable: Float32Array | undefined;

function makeHalfTable(): Float32Array {
  return Float32Array.from({ length: 1 << 16 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
  });
}

/** The same numbers in 16 bits, or null when one of them would change. */
export function toHalvesExactly(floats: Float32Array): Uint16Array<ArrayBuffer> | null {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let index = 0; index < bits.length; index++) {
    const half = halfOf(bits[index]!);
    if (half < 0) return null;
    halves[index] = half;
  }
  return halves;
}

/** Bits of a half for the bits of a float; −1 when it has no exact half. Infinities and NaN are no weights. */
function halfOf(float: number): number {
  const sign = (float >>> 16) & 0x8000;
  const magnitude = float & 0x7fff_ffff;
  if (magnitude === 0) return sign;
  const exponent = (magnitude >>> 23) - 112;
  const fraction = magnitude & 0x7f_ffff;
  if (exponent >= 31) return -1;
  if (exponent > 0) return fraction & 0x1fff ? -1 : sign | (exponent << 10) | (fraction >>> 13);
  const dropped = 14 - exponent;
  if (dropped > 23) return -1;
  const whole = fraction | 0x80_0000;
  return whole & ((1 << dropped) - 1) ? -1 : sign | (whole >>> dropped);
}
