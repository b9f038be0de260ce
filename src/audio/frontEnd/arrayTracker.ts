/**
 * The block track of an array, chunk by chunk in the order of time: of a finished recording in one go, of one that goes
 * on as far as it has come. Both ways give the same numbers.
 */
import type { PcmSource } from '../../shared/domain/audio.ts';
import { powerDb } from '../dsp/decibels.ts';
import { Stft } from '../dsp/stft.ts';
import type { VadModel, VadStreams } from '../vad/vadModel.ts';
import { BeamSounds } from './beamSounds.ts';
import { BlockPower } from './blockPower.ts';
import {
  atLevel,
  type BlockTrack,
  CHUNK_BLOCKS,
  eachChunk,
  emptyMicrophoneTrack,
  FRAMES_PER_BLOCK,
  firstFrame,
  framesOf,
  ownSamples,
  SCAN_COUNT,
  SRP_DIRECTIONS,
  writeMicrophoneLevels,
  writeSpeech,
} from './blockTrack.ts';
import { meanSignal } from './enrolment.ts';
import type { RunControl } from './runControl.ts';
import type { SoundField } from './soundField.ts';

export class ArrayTracker {
  readonly #field: SoundField;
  readonly #gain: number;
  readonly #streams: VadStreams;
  readonly #stft = new Stft();
  readonly #sounds = new BeamSounds();
  readonly #power: BlockPower;
  readonly #parts: BlockTrack[] = [];

  /** @param gain brings the recording to the level the speech detector was made for */
  constructor(field: SoundField, vad: VadModel, gain: number) {
    this.#field = field;
    this.#gain = gain;
    this.#streams = vad.open(2 + field.listeningBeams.length);
    this.#power = new BlockPower(field.channels.length, [field.therapistBeam, ...field.scanBeams]);
  }

  /**
   * Goes on where the last call ended; after a call with `isWhole` there is no further one.
   * @param isWhole false while the recording goes on
   * @returns the track from the start
   */
  async advance(source: PcmSource, isWhole: boolean, run: RunControl): Promise<BlockTrack> {
    const from = this.#parts.length * CHUNK_BLOCKS;
    await eachChunk(source, this.#field.channels, from, isWhole, run, async (_first, count, samples) => {
      this.#parts.push(await this.#chunk(count, samples));
    });
    return joined(this.#parts, this.#field.channels.length);
  }

  async #chunk(count: number, samples: Float32Array[]): Promise<BlockTrack> {
    const track = emptyTrack(count, this.#field.channels.length);
    const { therapistBeam, listeningBeams, srp } = this.#field;
    const input = this.#stft.analyse(samples, framesOf(count));
    for (let b = 0; b < count; b++) {
      this.#power.hear(input, firstFrame(b), FRAMES_PER_BLOCK);
      writeMicrophoneLevels(track, b, (c) => this.#power.ofMicrophone(c));
      track.therapistLevelDb[b] = powerDb(this.#power.ofBeam(0));
      for (let s = 0; s < SCAN_COUNT; s++) track.scanLevelDb[b * SCAN_COUNT + s] = powerDb(this.#power.ofBeam(1 + s));
      srp.score(input, firstFrame(b), FRAMES_PER_BLOCK, track.srp, b * SRP_DIRECTIONS);
    }
    const [therapist, ...listening] = this.#sounds.of([therapistBeam, ...listeningBeams], input);
    const forDetector = [therapist!, meanSignal(samples), ...listening];
    const signals = forDetector.map((signal) => atLevel(ownSamples(signal, count), this.#gain));
    const [p, ...ps] = await this.#streams.process(signals);
    writeSpeech(track.speechTherapist, 0, count, [p!]);
    writeSpeech(track.speech, 0, count, ps.slice(0, 1));
    writeSpeech(track.speechPatient, 0, count, ps.slice(1));
    return track;
  }
}

function emptyTrack(blockCount: number, channelCount: number): BlockTrack {
  return {
    ...emptyMicrophoneTrack(blockCount, channelCount),
    therapistLevelDb: new Float32Array(blockCount),
    scanLevelDb: new Float32Array(blockCount * SCAN_COUNT),
    srp: new Float32Array(blockCount * SRP_DIRECTIONS),
    speechTherapist: new Float32Array(blockCount),
    speechPatient: new Float32Array(blockCount),
  };
}

const COLUMNS = [
  'levelDb',
  'channelLevelDb',
  'speech',
  'therapistLevelDb',
  'scanLevelDb',
  'srp',
  'speechTherapist',
  'speechPatient',
] as const satisfies readonly (keyof BlockTrack)[];

function joined(parts: readonly BlockTrack[], channelCount: number): BlockTrack {
  const whole = emptyTrack(
    parts.reduce((sum, { blockCount }) => sum + blockCount, 0),
    channelCount,
  );
  for (const column of COLUMNS) {
    let at = 0;
    for (const part of parts) {
      whole[column].set(part[column], at);
      at += part[column].length;
    }
  }
  return whole;
}
