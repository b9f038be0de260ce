/**
 * Lengthens an encoded window by silence that was encoded once: the decoder always finds the 30 s it was trained on,
 * with a quiet end, while only the sound itself goes through the encoder. Without that end it tends to start over.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { ort, type Tensor } from '../onnx/runtime.ts';
import type { EncodedWindow } from './whisperGraphs.ts';

const VOICE_HZ = 125;
const VOICE_S = 3;
const PULSE = 0.4;

/**
 * What is encoded for the tail: a buzz at the level of speech, then zeros up to the end. The buzz sets the loudest frame,
 * to which the features' floor is relative; its own frames are never used, windows are at least as long.
 */
export function tailSound(windowSeconds: number): Float32Array {
  const samples = new Float32Array(windowSeconds * SAMPLE_RATE_HZ);
  for (let at = 0; at < VOICE_S * SAMPLE_RATE_HZ; at += SAMPLE_RATE_HZ / VOICE_HZ) samples[at] = PULSE;
  return samples;
}

/** The window's frames, then the tail's own from there on; a window that is as long as the tail stays as it is. */
export function withTail(window: EncodedWindow, tail: EncodedWindow): EncodedWindow {
  const { Tensor } = ort();
  const lengthen = (short: Tensor, long: Tensor): Tensor => {
    const [, heads, frames, headDim] = short.dims as [number, number, number, number];
    const total = long.dims[2]!;
    if (frames >= total) return short;
    const head = frames * headDim;
    const from = short.data as Float32Array;
    const data = Float32Array.from(long.data as Float32Array);
    for (let h = 0; h < heads; h++) data.set(from.subarray(h * head, (h + 1) * head), h * total * headDim);
    return new Tensor('float32', data, long.dims);
  };
  return {
    cross: Object.fromEntries(
      Object.entries(window.cross).map(([name, tensor]) => [name, lengthen(tensor, tail.cross[name]!)]),
    ),
  };
}
