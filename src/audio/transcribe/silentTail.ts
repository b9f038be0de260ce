/**
 * Lengthens an encoded window by silence that was encoded once: the decoder finds a quiet end, as it did in training,
 * while only the sound itself goes through the encoder. Without that end it tends to start over. Five seconds of it do
 * what the whole rest of the 30 s does, and every step of the decoder reads them.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { ort, type Tensor } from '../onnx/runtime.ts';
import type { EncodedWindow } from './whisperGraphs.ts';

const TAIL_FRAMES = 250;
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

/** The window's frames, then five seconds of the tail's own from there on; a window as long as the tail stays as it is. */
export function withTail(window: EncodedWindow, tail: EncodedWindow): EncodedWindow {
  const { Tensor } = ort();
  const lengthen = (short: Tensor, long: Tensor): Tensor => {
    const [, heads, frames, headDim] = short.dims as [number, number, number, number];
    const all = long.dims[2]!;
    const total = Math.min(all, frames + TAIL_FRAMES);
    if (frames >= total) return short;
    const [sound, silence] = [short.data as Float32Array, long.data as Float32Array];
    const data = new Float32Array(heads * total * headDim);
    for (let h = 0; h < heads; h++) {
      const at = h * total * headDim;
      data.set(sound.subarray(h * frames * headDim, (h + 1) * frames * headDim), at);
      const from = h * all * headDim;
      data.set(silence.subarray(from + frames * headDim, from + total * headDim), at + frames * headDim);
    }
    return new Tensor('float32', data, [1, heads, total, headDim]);
  };
  return {
    cross: Object.fromEntries(
      Object.entries(window.cross).map(([name, tensor]) => [name, lengthen(tensor, tail.cross[name]!)]),
    ),
  };
}
