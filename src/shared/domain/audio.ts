import type { Ms, Span } from '../time.ts';

/** The sample rate of everything behind the reader: the models and the beams work at 16 kHz. */
export const SAMPLE_RATE_HZ = 16000;

/**
 * Block-wise access to multi-channel sound at 16 kHz, however it is stored (WAV, journal, memory).
 * Recordings are hours long: nobody may assume that all channels fit into memory at once.
 */
export interface PcmSource {
  readonly sampleRateHz: typeof SAMPLE_RATE_HZ;
  readonly channelCount: number;
  readonly frameCount: number;
  /** Frames [startFrame, startFrame + count) of each channel, ±1 full scale; shorter at the end of the sound. */
  read(startFrame: number, count: number): Promise<Float32Array[]>;
}

/** Metres from the array's centre: x = wearer's right, y = forward, z = up. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export interface ArrayGeometry {
  readonly name?: string;
  readonly microphones: readonly Position[];
  readonly wornAt?: string;
  /** Where the wearer's mouth is; a chest-worn default is used when it is not given. */
  readonly mouth?: Position;
  readonly sampleRate?: number;
}

export type ChannelVerdict = 'good' | 'dead' | 'clipping' | 'odd';

export interface ChannelHealth {
  readonly channel: number;
  readonly verdict: ChannelVerdict;
  readonly rmsDbFs: number;
  readonly dcOffset: number;
  readonly clippedShare: number;
}

/** How the two voices were separated: by an array, by several microphones that give no directions, or by one alone. */
export type FrontEndMode = 'array' | 'pair' | 'single';

export type Role = 'therapist' | 'patient' | 'caregiver' | 'other';

/** A stretch of one person's speech, as decided by the diarization. */
export interface SpeechSegment extends Span {
  readonly id: string;
  readonly role: Role;
  /** Probability that the role is right, 0 to 1. */
  readonly roleP: number;
  /** Which signal it is heard best on. */
  readonly beam: 'therapist' | 'patient' | 'microphone';
  /** Direction of arrival, degrees, 0 = straight ahead, positive = wearer's right. */
  readonly azimuthDeg?: number;
}

/** A piece of sound without the pair's voices that was left out on purpose (bystanders); counted, never transcribed. */
export interface DroppedSpeech extends Span {
  readonly reason: 'bystander';
}

export interface FrontEndResult {
  readonly mode: FrontEndMode;
  readonly durationMs: Ms;
  readonly health: readonly ChannelHealth[];
  /** Plain sentences for the therapist: what could not be done and why. */
  readonly notices: readonly string[];
  readonly segments: readonly SpeechSegment[];
  readonly dropped: readonly DroppedSpeech[];
}

/**
 * A segment with its sound, ready for the recogniser: mono, 16 kHz, ±1. On its way between processes and in a checkpoint the
 * samples are 16-bit, times 32768.
 */
export interface SegmentSound<Samples = Float32Array> {
  readonly segment: SpeechSegment;
  /** Who speaks when inside it, where one microphone heard several without a pause between; they cover the segment. */
  readonly turns?: readonly SpeechSegment[];
  readonly samples: Samples;
}
