/**
 * What ten seconds of the therapist alone tell: how his voice reaches each microphone (covariance whitening,
 * Markovich-Golan & Gannot 2015), what the microphones' gains are, how loud he is, and how he sounds.
 */
import type { PcmSource } from '../../shared/domain/audio.ts';
import type { VoiceModel } from '../diarise/voiceModel.ts';
import { type ComplexMatrix, complexMatrix, load, trace, whitenedPrincipal } from '../dsp/complexMatrix.ts';
import { addFrame, type Covariance, covarianceAt, emptyCovariance } from '../dsp/covariance.ts';
import { median, powerDb, quantile } from '../dsp/decibels.ts';
import { BIN_COUNT, HOP, type Spectrogram, Stft } from '../dsp/stft.ts';
import { VAD_STEP, type VadModel } from '../vad/vadModel.ts';
import { LEVEL_BAND, microphonePower } from './beams.ts';
import { emptySteering, type MicrophoneArray, type Steering, steeringTo } from './geometry.ts';
import { readSpan, samplesOfFrames } from './readFrames.ts';

/** A minute says all; a longer file must not fill the memory. */
const MAX_SAMPLES = 60 * 16000;
const SPEECH_BELOW_PEAK_DB = 20;
const NOISE_SHARE = 0.12;
const NOISE_LOADING = 1e-4;
/** Share of 32 ms steps that must be speech before the sound counts as an enrolment. */
const MIN_SPEECH_SHARE = 0.1;
/** MEMS microphones differ by a decibel or two; more than this is not a gain but a fault or another place. */
const MAX_GAIN_DB = 6;

export interface Enrolment {
  /** Mean power per microphone in the level band while the therapist speaks, in units of the transform. */
  readonly levelReference: number;
  /** The same over all frequencies, re full scale. */
  readonly activeDbFs: number;
  readonly voice: Float32Array;
  /** Response of the microphones to the mouth; null for one microphone. */
  readonly transfer: Steering | null;
}

/** @returns null when nobody speaks in the recording */
export async function analyseEnrolment(
  source: PcmSource,
  channels: readonly number[],
  models: { readonly vad: VadModel; readonly voice: VoiceModel },
): Promise<Enrolment | null> {
  const length = Math.min(source.frameCount, MAX_SAMPLES);
  const frameCount = Math.floor(length / HOP);
  if (frameCount === 0) return null;
  const samples = await readSpan(source, channels, samplesOfFrames(0, frameCount));
  const mean = meanSignal(samples);
  if (!(await isSpoken(mean, models.vad))) return null;

  const spectrogram = new Stft().analyse(samples, frameCount);
  const powers = Float64Array.from({ length: frameCount }, (_, t) => microphonePower(spectrogram, t));
  const top = quantile(powers, 0.95);
  const isSpeech = (t: number) => powers[t]! > top * 10 ** (-SPEECH_BELOW_PEAK_DB / 10);
  const spoken = [...powers.keys()].filter(isSpeech);
  const levelReference = spoken.reduce((sum, t) => sum + powers[t]!, 0) / spoken.length;
  return {
    levelReference,
    activeDbFs: powerDb(activePower(samples, spoken)),
    voice: await models.voice.embed(mean),
    transfer: channels.length > 1 ? transferFunction(spectrogram, powers, isSpeech) : null,
  };
}

/** Gains of the microphones that reconcile the measured response to the mouth with the geometry's. */
export function gainsFrom(transfer: Steering, array: MicrophoneArray): number[] {
  const model = steeringTo(array.mouth, { ...array, gains: array.gains.map(() => 1) });
  return array.microphones.map((_, c) => {
    const differences: number[] = [];
    for (let bin = LEVEL_BAND.first; bin <= LEVEL_BAND.last; bin++) {
      const at = c * BIN_COUNT + bin;
      const measured = Math.hypot(transfer.re[at]!, transfer.im[at]!);
      if (measured > 0) differences.push(Math.log(measured) - Math.log(Math.hypot(model.re[at]!, model.im[at]!)));
    }
    const gainDb = (20 / Math.LN10) * median(differences);
    return Math.abs(gainDb) > MAX_GAIN_DB ? 1 : 10 ** (gainDb / 20);
  });
}

function transferFunction(
  spectrogram: Spectrogram,
  powers: Float64Array,
  isSpeech: (frame: number) => boolean,
): Steering {
  const { channelCount, frameCount } = spectrogram;
  const speech = emptyCovariance(channelCount);
  const noise = emptyCovariance(channelCount);
  const quiet = quantile(powers, NOISE_SHARE);
  for (let t = 0; t < frameCount; t++) {
    if (isSpeech(t)) addFrame(speech, spectrogram, t);
    else if (powers[t]! <= quiet) addFrame(noise, spectrogram, t);
  }
  const transfer = emptySteering(channelCount);
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    const column = relativeTransfer(speech, noise, bin);
    for (let c = 0; c < channelCount; c++) {
      transfer.re[c * BIN_COUNT + bin] = column.re[c]!;
      transfer.im[c * BIN_COUNT + bin] = column.im[c]!;
    }
  }
  return transfer;
}

function relativeTransfer(speech: Covariance, noise: Covariance, bin: number): ComplexMatrix {
  const rs = covarianceAt(speech, bin);
  const rn = covarianceAt(noise, bin);
  // A digitally silent pause leaves no noise to whiten with: assume self-noise far below the voice.
  const floor = Math.max((1e-6 * trace(rs)) / rs.rows, 1e-20);
  for (let i = 0; i < rn.rows; i++) rn.re[i * rn.rows + i]! += floor;
  const h = whitenedPrincipal(rs, load(rn, NOISE_LOADING));
  const size = h ? h.re[0]! ** 2 + h.im[0]! ** 2 : 0;
  const out = complexMatrix(rs.rows, 1);
  for (let c = 0; c < rs.rows; c++) {
    out.re[c] = h && size > 0 ? (h.re[c]! * h.re[0]! + h.im[c]! * h.im[0]!) / size : 1;
    out.im[c] = h && size > 0 ? (h.im[c]! * h.re[0]! - h.re[c]! * h.im[0]!) / size : 0;
  }
  return out;
}

async function isSpoken(signal: Float32Array, vad: VadModel): Promise<boolean> {
  const steps = Math.floor(signal.length / VAD_STEP);
  if (steps === 0) return false;
  const [probabilities] = await vad.open(1).process([signal.subarray(0, steps * VAD_STEP)]);
  return probabilities!.filter((p) => p > 0.5).length > MIN_SPEECH_SHARE * steps;
}

function activePower(samples: readonly Float32Array[], spokenFrames: readonly number[]): number {
  let power = 0;
  for (const t of spokenFrames) {
    // Frame t is centred half a frame after sample t * HOP of the padded sound.
    for (const channel of samples) for (let i = t * HOP + 384; i < t * HOP + 640; i++) power += channel[i]! ** 2;
  }
  return power / Math.max(1, spokenFrames.length * samples.length * HOP);
}

export function meanSignal(channels: readonly Float32Array[]): Float32Array {
  const mean = Float32Array.from(channels[0]!);
  for (const channel of channels.slice(1)) for (let i = 0; i < mean.length; i++) mean[i]! += channel[i]!;
  for (let i = 0; i < mean.length; i++) mean[i]! /= channels.length;
  return mean;
}
