/**
 * The acoustic front end in one call: from a recording (and the therapist's enrolment, and the array's geometry)
 * to who speaks when, and the sound of each segment through the beam that hears it best.
 */
import type { ArrayGeometry, FrontEndResult, PcmSource, SegmentSound } from '../../shared/domain/audio.ts';
import { failure } from '../../shared/result.ts';
import type { SegmenterWeights } from '../diarise/segmenter.ts';
import type { VoiceModel } from '../diarise/voiceModel.ts';
import { amplitude } from '../dsp/decibels.ts';
import type { VadModel } from '../vad/vadModel.ts';
import { analyseArray } from './analyseArray.ts';
import { analyseMicrophones } from './analyseMicrophones.ts';
import { assessChannels, usableChannels } from './channelHealth.ts';
import { analyseEnrolment, type Enrolment } from './enrolment.ts';
import { arrayOf } from './geometry.ts';
import { HeadStart } from './headStart.ts';
import { tellsMouthApart } from './mouthApart.ts';
import { healthNotices, NOTICES } from './notices.ts';
import { partOf, type RunControl } from './runControl.ts';
import { type SoundField, soundFieldOf } from './soundField.ts';

export interface SoundInput {
  readonly source: PcmSource;
  /** The therapist alone, same microphones. */
  readonly enrolment: PcmSource | null;
  readonly geometry: ArrayGeometry | null;
  /** Use this microphone alone, without beams; from 0. */
  readonly channel: number | null;
  /** What was heard of it while it was recorded. */
  readonly headStart?: HeadStart;
  /** False while the recording goes on: what is still to come is left out, not taken for silence. */
  readonly isWhole?: boolean;
  /** Somebody came with the patient: a third voice near the pair is kept, as the caregiver's. */
  readonly hasCompanion?: boolean;
}

export interface SoundModels {
  readonly vad: VadModel;
  readonly voice: VoiceModel;
  readonly segmenter: SegmenterWeights;
}

export interface AnalysedSound {
  readonly result: FrontEndResult;
  readonly sounds: SegmentSound[];
}

/** What the two ways of analysing share. */
export interface Analysis {
  readonly source: PcmSource;
  readonly channels: readonly number[];
  readonly field: SoundField | null;
  readonly enrolment: Enrolment | null;
  readonly hasCompanion: boolean;
  readonly models: SoundModels;
  /** Brings the recording to the level the speech detector was made for. */
  readonly gain: number;
  readonly headStart: HeadStart;
  readonly isWhole: boolean;
  readonly run: RunControl;
}

export interface Analysed {
  readonly sounds: SegmentSound[];
  readonly dropped: FrontEndResult['dropped'];
  readonly notices: readonly string[];
}

/** Space alone tells who speaks from three microphones on. */
const MIN_ARRAY = 3;
/**
 * Two microphones give no space to go by, and what they did together kept more bystanders and lost more of the patient
 * than the first of them alone (docs/benchmarks.md): so the first is heard alone. All are kept on the disk.
 */
const PAIR = 2;
const SPEECH_DBFS = -22;
/** A recording this quiet without enrolment is brought up for the detector. */
const QUIET_RMS_DBFS = -50;
const RAISED_RMS_DBFS = -35;
const HEALTH_SHARE = 0.05;

/**
 * @throws AppFailure 'cancelled' when stopped, 'invalid_input' when the chosen microphone does not exist
 */
export async function analyseSound(input: SoundInput, models: SoundModels, run: RunControl): Promise<AnalysedSound> {
  const { source, geometry, channel } = input;
  if (channel !== null && !(Number.isInteger(channel) && channel >= 0 && channel < source.channelCount)) {
    throw failure(
      'invalid_input',
      `The recording has ${source.channelCount} microphones, so number ${channel} does not exist: choose 0 to ${source.channelCount - 1}.`,
    );
  }
  const health = await assessChannels(source, partOf(run, 0, HEALTH_SHARE));
  const usable = usableChannels(health);
  const isPair = channel === null && usable.length === PAIR;
  const channels = channel !== null ? [channel] : isPair ? usable.slice(0, 1) : usable;
  const notices = channel === null ? healthNotices(health) : [];

  const enrolment = await enrolmentFor(input, channels, models);
  if (input.enrolment && !enrolment) notices.push(NOTICES.emptyEnrolment);
  const hasGeometry = channel === null && geometry !== null && geometry.microphones.length === source.channelCount;
  if (channel === null && geometry !== null && !hasGeometry) notices.push(NOTICES.foreignGeometry);
  if (channel === null && geometry === null && channels.length >= MIN_ARRAY) notices.push(NOTICES.noGeometry);

  const field =
    hasGeometry && channels.length >= MIN_ARRAY ? soundFieldOf(arrayOf(geometry, channels), channels, enrolment) : null;
  const isBar = field !== null && !tellsMouthApart(field.array);
  if (isBar) notices.push(NOTICES.barAcross);
  const mode = channels.length === 1 ? 'single' : field !== null && !isBar ? 'array' : 'pair';
  if (mode === 'single' && channel === null) notices.push(isPair ? NOTICES.pair : NOTICES.singleMicrophone);

  const loudest = Math.max(...channels.map((c) => health[c]!.rmsDbFs));
  const analysis: Analysis = {
    source,
    channels,
    field,
    enrolment,
    hasCompanion: input.hasCompanion ?? false,
    models,
    gain: detectorGain(enrolment, loudest),
    headStart: input.headStart ?? new HeadStart(),
    isWhole: input.isWhole ?? true,
    run: partOf(run, HEALTH_SHARE, 1),
  };
  const analysed = field && mode === 'array' ? await analyseArray(analysis, field) : await analyseMicrophones(analysis);
  return {
    result: {
      mode,
      durationMs: Math.round((source.frameCount * 1000) / source.sampleRateHz),
      health,
      notices: [...notices, ...analysed.notices],
      segments: analysed.sounds.flatMap(({ segment, turns }) => turns ?? [segment]),
      dropped: analysed.dropped,
    },
    sounds: analysed.sounds,
  };
}

/** The enrolment on the same microphones; one recorded with others still tells the voice and roughly the level. */
async function enrolmentFor(
  input: SoundInput,
  channels: readonly number[],
  models: SoundModels,
): Promise<Enrolment | null> {
  if (!input.enrolment) return null;
  const sameMicrophones = input.enrolment.channelCount === input.source.channelCount;
  const enrolment = await analyseEnrolment(input.enrolment, sameMicrophones ? channels : [0], models);
  return enrolment && !sameMicrophones ? { ...enrolment, transfer: null } : enrolment;
}

/** Brings a recording to the level the speech detector was made for. */
export function detectorGain(enrolment: Enrolment | null, loudestRmsDbFs: number): number {
  if (enrolment) return amplitude(SPEECH_DBFS - enrolment.activeDbFs);
  return loudestRmsDbFs < QUIET_RMS_DBFS && loudestRmsDbFs > -100 ? amplitude(RAISED_RMS_DBFS - loudestRmsDbFs) : 1;
}
