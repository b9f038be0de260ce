/**
 * The causal entry to the front end: who spoke in the newest chunk and how that sounds through the beam that hears it
 * best, from that chunk and some seconds before it, never from what comes after. It is the final pass on a short
 * window, so both follow the same rules; the window makes it less sure, which a preview may be.
 */
import type { ArrayGeometry, PcmSource, SegmentSound } from '../../shared/domain/audio.ts';
import { amplitude } from '../dsp/decibels.ts';
import { analyseArray } from '../frontEnd/analyseArray.ts';
import { analyseMicrophones } from '../frontEnd/analyseMicrophones.ts';
import type { Analysis, SoundModels } from '../frontEnd/analyseSound.ts';
import { assessChannels, usableChannels } from '../frontEnd/channelHealth.ts';
import { analyseEnrolment, type Enrolment } from '../frontEnd/enrolment.ts';
import { arrayOf } from '../frontEnd/geometry.ts';
import { HeadStart } from '../frontEnd/headStart.ts';
import type { RunControl } from '../frontEnd/runControl.ts';
import { type SoundField, soundFieldOf } from '../frontEnd/soundField.ts';

export interface LiveFrontEnd {
  /** Brings the microphones to the level the speech detector was made for. */
  gain(): Promise<number>;
  /**
   * @param window what is known of the past, up to the end of the chunk
   * @param fromSample of the window: where the chunk begins; nothing before it is given back
   * @returns the pair's speech in the chunk; times in milliseconds from the window's start
   */
  hear(window: PcmSource, fromSample: number, signal: RunControl['signal']): Promise<LiveSpeech[]>;
}

export interface LiveSpeech extends SegmentSound {
  /** False: nothing tells who the wearer is, so the role is a guess. */
  readonly isRoleKnown: boolean;
}

interface Prepared {
  readonly enrolment: Enrolment | null;
  readonly field: SoundField | null;
}

const MIN_ARRAY = 3;
const SPEECH_DBFS = -22;
const SAMPLES_PER_MS = 16;
/** Less than this of a sentence that began before the chunk is no word of its own. */
const SHORTEST_REST_MS = 150;

/** @param enrolment the therapist alone on the same microphones */
export function createLiveFrontEnd(
  enrolment: PcmSource | null,
  geometry: ArrayGeometry | null,
  models: SoundModels,
): LiveFrontEnd {
  /** Beams and voice belong to the microphones in use: made once, and again when one of them dies. */
  const prepared = new Map<string, Promise<Prepared>>();

  function prepare(channels: readonly number[], channelCount: number): Promise<Prepared> {
    const key = channels.join();
    const known = prepared.get(key) ?? make(channels, channelCount);
    prepared.set(key, known);
    return known;
  }

  async function make(channels: readonly number[], channelCount: number): Promise<Prepared> {
    const isSame = enrolment?.channelCount === channelCount;
    const heard = enrolment ? await analyseEnrolment(enrolment, isSame ? channels : [0], models) : null;
    const voice = heard && !isSame ? { ...heard, transfer: null } : heard;
    const fits = geometry !== null && geometry.microphones.length === channelCount && channels.length > 1;
    return { enrolment: voice, field: fits ? soundFieldOf(arrayOf(geometry, channels), channels, voice) : null };
  }

  const gainOf = ({ enrolment: voice }: Prepared): number => (voice ? amplitude(SPEECH_DBFS - voice.activeDbFs) : 1);

  return {
    async gain() {
      if (!enrolment) return 1;
      const all = Array.from({ length: enrolment.channelCount }, (_, channel) => channel);
      return gainOf(await prepare(all, enrolment.channelCount));
    },
    async hear(window, fromSample, signal) {
      const run: RunControl = { signal, progress: () => undefined };
      const channels = usableChannels(await assessChannels(window, run));
      const ready = await prepare(channels, window.channelCount);
      const { field } = ready;
      const analysis: Analysis = {
        ...{ source: window, channels, ...ready, models, gain: gainOf(ready), run },
        headStart: new HeadStart(),
        isWhole: true,
        // A few seconds are too little to know a third voice by.
        hasCompanion: false,
      };
      const isArray = field !== null && channels.length >= MIN_ARRAY;
      const { sounds } = isArray ? await analyseArray(analysis, field) : await analyseMicrophones(analysis);
      const isRoleKnown = isArray || ready.enrolment !== null;
      const fromMs = fromSample / SAMPLES_PER_MS;
      return sounds
        .filter(({ segment }) => segment.role !== 'other' || !isRoleKnown)
        .flatMap((sound) => (sound.segment.endMs - fromMs < SHORTEST_REST_MS ? [] : [restOf(sound, fromMs)]))
        .map((sound) => ({ ...sound, isRoleKnown }));
    },
  };
}

/** A sentence that began before the chunk: its first words are on the screen already. */
function restOf(sound: SegmentSound, fromMs: number): SegmentSound {
  const { segment, samples } = sound;
  if (segment.startMs >= fromMs) return sound;
  const cut = Math.round((fromMs - segment.startMs) * SAMPLES_PER_MS);
  return { segment: { ...segment, startMs: Math.round(fromMs) }, samples: samples.subarray(cut) };
}
