/**
 * One pass over a recording that boils it down to a few dozen numbers per 64 ms: levels, direction scores and
 * speech probabilities of the beams. Works on four seconds at a time, so an hour of sound needs no more memory
 * for samples than a minute.
 */
import type { PcmSource } from '../../shared/domain/audio.ts';
import { powerDb } from '../dsp/decibels.ts';
import { FRAME_SIZE, HOP, type Spectrogram, Stft } from '../dsp/stft.ts';
import { VAD_STEP, type VadModel } from '../vad/vadModel.ts';
import { channelPower } from './beams.ts';
import { meanSignal } from './enrolment.ts';
import { readSpan, samplesOfFrames } from './readFrames.ts';
import { type RunControl, stopIfAsked } from './runControl.ts';
import { AZIMUTHS_DEG, SCAN_AZIMUTHS_DEG } from './soundField.ts';

export const BLOCK_SAMPLES = 1024;
export const BLOCK_MS = 64;
export const FRAMES_PER_BLOCK = BLOCK_SAMPLES / HOP;
export const CHUNK_BLOCKS = 64;
/** Frames on each side that the overlap-add of a chunk needs. */
const LEAD_FRAMES = 1;
const TAIL_FRAMES = 2;
export const SRP_DIRECTIONS = AZIMUTHS_DEG.length + 1;
export const SCAN_COUNT = SCAN_AZIMUTHS_DEG.length;

/** What every recording has: the microphones' levels and whether somebody speaks. */
export interface MicrophoneTrack {
  readonly blockCount: number;
  readonly channelCount: number;
  /** Mean over the microphones, dB in units of the transform. */
  readonly levelDb: Float32Array;
  /** Block, then channel. */
  readonly channelLevelDb: Float32Array;
  /** Speech probability on the microphones' mean. */
  readonly speech: Float32Array;
}

/** What an array adds. */
export interface BlockTrack extends MicrophoneTrack {
  readonly therapistLevelDb: Float32Array;
  /** Block, then scanning beam. */
  readonly scanLevelDb: Float32Array;
  /** Block, then direction of AZIMUTHS_DEG, then the therapist's mouth. */
  readonly srp: Float32Array;
  readonly speechTherapist: Float32Array;
  /** The best of the listening beams. */
  readonly speechPatient: Float32Array;
}

export function blockCountOf(source: PcmSource): number {
  return Math.ceil(source.frameCount / BLOCK_SAMPLES);
}

/** @param gain brings the recording to the level the speech detector was made for */
export async function trackMicrophones(
  source: PcmSource,
  channels: readonly number[],
  vad: VadModel,
  gain: number,
  run: RunControl,
): Promise<MicrophoneTrack> {
  const track = emptyMicrophoneTrack(blockCountOf(source), channels.length);
  const streams = vad.open(1);
  const stft = new Stft();
  await eachChunk(source, channels, 0, true, run, async (first, count, samples) => {
    const spectrogram = stft.analyse(samples, framesOf(count));
    for (let b = 0; b < count; b++) {
      writeMicrophoneLevels(track, first + b, (c) => blockPowerOf(spectrogram, b, c));
    }
    const [speech] = await streams.process([atLevel(ownSamples(meanSignal(samples), count), gain)]);
    writeSpeech(track.speech, first, count, [speech!]);
  });
  return track;
}

export function emptyMicrophoneTrack(blockCount: number, channelCount: number): MicrophoneTrack {
  return {
    blockCount,
    channelCount,
    levelDb: new Float32Array(blockCount),
    channelLevelDb: new Float32Array(blockCount * channelCount),
    speech: new Float32Array(blockCount),
  };
}

/**
 * Chunks from a block on, in order.
 * @param isWhole false while the recording goes on: a chunk whose last frames are still to come is left for later
 */
export async function eachChunk(
  source: PcmSource,
  channels: readonly number[],
  fromBlock: number,
  isWhole: boolean,
  run: RunControl,
  visit: (firstBlock: number, blockCount: number, samples: Float32Array[]) => Promise<void>,
): Promise<void> {
  const total = blockCountOf(source);
  for (let first = fromBlock; first < total; first += CHUNK_BLOCKS) {
    stopIfAsked(run);
    const count = Math.min(CHUNK_BLOCKS, total - first);
    const span = samplesOfFrames(first * FRAMES_PER_BLOCK - LEAD_FRAMES, framesOf(count));
    if (!isWhole && (count < CHUNK_BLOCKS || span.start + span.length > source.frameCount)) break;
    await visit(first, count, await readSpan(source, channels, span));
    run.progress((first + count) / total);
  }
}

export function framesOf(blocks: number): number {
  return blocks * FRAMES_PER_BLOCK + LEAD_FRAMES + TAIL_FRAMES;
}

/** First frame, within its chunk, of the chunk's block. */
export function firstFrame(blockInChunk: number): number {
  return blockInChunk * FRAMES_PER_BLOCK + LEAD_FRAMES;
}

function blockPowerOf(input: Spectrogram, blockInChunk: number, channel: number): number {
  let power = 0;
  for (let t = 0; t < FRAMES_PER_BLOCK; t++) power += channelPower(input, firstFrame(blockInChunk) + t, channel);
  return power / FRAMES_PER_BLOCK;
}

export function writeMicrophoneLevels(
  track: MicrophoneTrack,
  block: number,
  powerOf: (channel: number) => number,
): void {
  let mean = 0;
  for (let c = 0; c < track.channelCount; c++) {
    const levelDb = powerDb(powerOf(c));
    track.channelLevelDb[block * track.channelCount + c] = levelDb;
    mean += 10 ** (levelDb / 10) / track.channelCount;
  }
  track.levelDb[block] = powerDb(mean);
}

/** The part of a chunk's signal that belongs to its own blocks. */
export function ownSamples(signal: Float32Array, blocks: number): Float32Array {
  const lead = LEAD_FRAMES * HOP + FRAME_SIZE / 2;
  return signal.slice(lead, lead + blocks * BLOCK_SAMPLES);
}

export function atLevel(signal: Float32Array, gain: number): Float32Array {
  if (gain !== 1) for (let i = 0; i < signal.length; i++) signal[i]! *= gain;
  return signal;
}

/** Mean of a block's detector steps, of the stream that is surest. */
export function writeSpeech(out: Float32Array, first: number, blocks: number, streams: readonly Float32Array[]): void {
  const steps = BLOCK_SAMPLES / VAD_STEP;
  for (let b = 0; b < blocks; b++) {
    let best = 0;
    for (const probabilities of streams) {
      let sum = 0;
      for (let k = 0; k < steps; k++) sum += probabilities[b * steps + k]!;
      best = Math.max(best, sum / steps);
    }
    out[first + b] = best;
  }
}
