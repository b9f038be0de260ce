/**
 * The calibration in the gym, ten minutes in four parts: a minute of the room alone, then three minutes each of the therapist
 * standing still in front of an empty chair, turned away, and walking. What each part must be like is an engineering choice;
 * only figures are kept, no sound: other people are heard in a gym.
 */
import { roomNoise } from '../../../audio/frontEnd/roomNoise.ts';
import { measureVoice } from './measureVoice.ts';

export const CALIBRATION_SECONDS = { room: 60, still: 180, turned: 180, walking: 180 } as const;
export type CalibrationPart = keyof typeof CALIBRATION_SECONDS;
export const CALIBRATION_PARTS = Object.keys(CALIBRATION_SECONDS) as CalibrationPart[];

/** One part in figures; levels in dB of full scale. */
export interface PartMeasure {
  /** By third octave, and of all bands; of the speech parts it is the sound as a whole. */
  readonly bandsDb: readonly number[];
  readonly levelDb: number;
  /** The quietest tenth. */
  readonly noiseDb: number;
  readonly speechMs: number;
  /** Median of what is spoken. */
  readonly speechDb: number;
  /** Median length of a phrase between pauses: the cadence. */
  readonly phraseMs: number;
}

export interface PartVerdict {
  readonly accepted: boolean;
  readonly message: string;
}

const MIN_SPEECH_SHARE = 0.4;
const MAX_CLIPPED_SHARE = 0.001;
const MIN_SPEECH_TO_NOISE_DB = 6;
/** A voice close to the array is so much above the room that its minute is no baseline. */
const MAX_ROOM_SPEECH_SHARE = 0.2;
const OVER_ROOM_DB = 12;
/** Quieter than any room through a microphone that works. */
const NO_SOUND_DB = -85;
const LOUDER_THAN_USUAL_DB = 6;
/** Turned away the wearer is softer, but not as soft as a patient. */
const MAX_TURNED_DROP_DB = 9;

const NAMES: Readonly<Record<CalibrationPart, string>> = {
  room: 'The room',
  still: 'Standing still',
  turned: 'Turned away',
  walking: 'Walking',
};

export function measurePart(
  channels: readonly Float32Array[],
  sampleRateHz: number,
): { readonly measure: PartMeasure; readonly clippedShare: number; readonly speechToNoiseDb: number } {
  const { speechMs, clippedShare, speechToNoiseDb, noiseDb, speechDb, phraseMs } = measureVoice(channels, sampleRateHz);
  const measure = { ...roomNoise(channels), noiseDb, speechMs, speechDb, phraseMs };
  return { measure, clippedShare, speechToNoiseDb };
}

export function judgePart(part: CalibrationPart, measured: ReturnType<typeof measurePart>): PartVerdict {
  const { measure, clippedShare, speechToNoiseDb } = measured;
  const seconds = CALIBRATION_SECONDS[part];
  const retry = (message: string): PartVerdict => ({ accepted: false, message });
  if (measure.levelDb < NO_SOUND_DB) return retry('No sound arrives. Check the microphones, then repeat.');
  if (clippedShare > MAX_CLIPPED_SHARE)
    return retry('Too loud: the sound was cut off. Lower the input level, then repeat.');
  if (part === 'room') {
    const isSpokenOver = speechToNoiseDb > OVER_ROOM_DB && measure.speechMs > MAX_ROOM_SPEECH_SHARE * seconds * 1000;
    if (isSpokenOver)
      return retry('Somebody spoke close to the microphones. Stay silent for this minute, then repeat.');
  } else {
    const needed = MIN_SPEECH_SHARE * seconds;
    if (speechToNoiseDb < MIN_SPEECH_TO_NOISE_DB) {
      return retry(
        'Too noisy: your voice hardly stands out. Wear the microphones closer or wait for a quieter moment, then repeat.',
      );
    }
    if (measure.speechMs < needed * 1000) {
      const heard = Math.floor(measure.speechMs / 1000);
      return retry(`Too little speech: ${heard} s were heard, ${needed} are needed. Keep talking, then repeat.`);
    }
  }
  return { accepted: true, message: `${NAMES[part]}: done.` };
}

/** One sentence when the room is clearly louder than when it was measured; null when it is not. */
export function louderThanUsual(noiseDb: number, room: PartMeasure, place: string): string | null {
  const byDb = Math.round(noiseDb - room.noiseDb);
  if (byDb < LOUDER_THAN_USUAL_DB) return null;
  return `It is ${byDb} dB louder than usual in ${place}: stay close to the patient, or find a quieter corner.`;
}

/** How much softer the therapist is turned away than standing still, dB, within what can be believed; null when unknown. */
export function turnedDropDb(parts: Partial<Readonly<Record<CalibrationPart, PartMeasure>>>): number | null {
  const { still, turned } = parts;
  if (!still || !turned) return null;
  return Math.min(MAX_TURNED_DROP_DB, Math.max(0, still.speechDb - turned.speechDb));
}
