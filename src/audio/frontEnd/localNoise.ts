/**
 * The noise around a moment: covariance of the blocks in which neither of the pair speaks, within ten seconds.
 * Computed second by second when first asked for and forgotten when the session has moved on.
 */
import type { PcmSource } from '../../shared/domain/audio.ts';
import { addCovariance, addFrame, type Covariance, emptyCovariance } from '../dsp/covariance.ts';
import { HOP, type Stft } from '../dsp/stft.ts';
import { BLOCK_SAMPLES } from './blockTrack.ts';
import { readFrames } from './readFrames.ts';

const FRAMES_PER_BLOCK = BLOCK_SAMPLES / HOP;
const SLOT_BLOCKS = 16;
const CONTEXT_BLOCKS = 156;

export class LocalNoise {
  readonly #source: PcmSource;
  readonly #channels: readonly number[];
  readonly #stft: Stft;
  readonly #isNoise: readonly boolean[];
  readonly #slots = new Map<number, Covariance>();

  /** @param isNoise per block of the recording */
  constructor(source: PcmSource, channels: readonly number[], stft: Stft, isNoise: readonly boolean[]) {
    this.#source = source;
    this.#channels = channels;
    this.#stft = stft;
    this.#isNoise = isNoise;
  }

  /** Asked in the order of time: what lies further back is given up. */
  async around(startBlock: number, endBlock: number): Promise<Covariance> {
    const { first, last } = this.#slotsAround(startBlock, endBlock);
    for (const slot of this.#slots.keys()) if (slot < first) this.#slots.delete(slot);
    const sum = emptyCovariance(this.#channels.length);
    for (let slot = first; slot <= last; slot++) addCovariance(sum, await this.#slot(slot));
    return sum;
  }

  /** Which blocks the noise around is taken from: the same place and the same text mean the same noise. */
  blocksAround(startBlock: number, endBlock: number): string {
    const { first, last } = this.#slotsAround(startBlock, endBlock);
    const from = first * SLOT_BLOCKS;
    const blocks = this.#isNoise.slice(from, (Math.floor(last) + 1) * SLOT_BLOCKS);
    return `${from}:${blocks.map((isNoise) => (isNoise ? '1' : '0')).join('')}`;
  }

  #slotsAround(startBlock: number, endBlock: number): { readonly first: number; readonly last: number } {
    return {
      first: Math.max(0, Math.floor((startBlock - CONTEXT_BLOCKS) / SLOT_BLOCKS)),
      last: Math.min(this.#isNoise.length - 1, endBlock + CONTEXT_BLOCKS) / SLOT_BLOCKS,
    };
  }

  async #slot(slot: number): Promise<Covariance> {
    const known = this.#slots.get(slot);
    if (known) return known;
    const covariance = emptyCovariance(this.#channels.length);
    const firstBlock = slot * SLOT_BLOCKS;
    const noisy = Array.from({ length: SLOT_BLOCKS }, (_, i) => this.#isNoise[firstBlock + i] === true);
    if (noisy.includes(true)) {
      const frames = SLOT_BLOCKS * FRAMES_PER_BLOCK;
      const input = await readFrames(this.#source, this.#channels, this.#stft, firstBlock * FRAMES_PER_BLOCK, frames);
      for (let t = 0; t < frames; t++) if (noisy[Math.floor(t / FRAMES_PER_BLOCK)]) addFrame(covariance, input, t);
    }
    this.#slots.set(slot, covariance);
    return covariance;
  }
}

/** Covariance of all frames of a run of blocks. */
export async function covarianceOf(
  source: PcmSource,
  channels: readonly number[],
  stft: Stft,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<Covariance> {
  const sum = emptyCovariance(channels.length);
  for (let at = start; at < end; at += SLOT_BLOCKS) {
    const frames = Math.min(SLOT_BLOCKS, end - at) * FRAMES_PER_BLOCK;
    const input = await readFrames(source, channels, stft, at * FRAMES_PER_BLOCK, frames);
    for (let t = 0; t < frames; t++) addFrame(sum, input, t);
  }
  return sum;
}
