/**
 * Watches the levels of a running recording and says within five seconds when a microphone is dead, overloaded,
 * or when nothing is heard at all. A verdict holds until the opposite has been seen for some seconds.
 */
import type { ChannelVerdict } from '../../shared/domain/audio.ts';
import type { ChannelLevel } from './levelMeter.ts';

export type ChannelAlarm =
  | { readonly kind: 'dead' | 'clipping'; readonly channel: number; readonly isOn: boolean }
  /** All channels together. */
  | { readonly kind: 'silence'; readonly isOn: boolean };

export interface ChannelWatch {
  /** @param levels of the next 100 ms; @returns alarms that changed with it */
  update(levels: readonly ChannelLevel[]): readonly ChannelAlarm[];
  readonly verdicts: readonly ChannelVerdict[];
}

/** All windows lie below the five seconds in which an alarm must come. */
const DEAD_AFTER_FRAMES = 30;
const SILENT_AFTER_FRAMES = 40;
const CLIPPING_WINDOW_FRAMES = 20;
const CLIPPING_OVER_AFTER_FRAMES = 50;
/** A live microphone's own noise is above this even in a quiet room (16-bit floor: -98 dBFS). */
const DEAD_BELOW_DB_FS = -80;
/** A broken cable picks up something, but far less than its neighbours. */
const DEAD_BELOW_NEIGHBOURS_DB = 35;
const SILENT_BELOW_DB_FS = -65;
/** More than one sample in 500 at full scale is heard as distortion. */
const CLIPPED_SHARE = 0.002;

export function createChannelWatch(channelCount: number): ChannelWatch {
  const dead = Array.from({ length: channelCount }, () => createLatch(DEAD_AFTER_FRAMES));
  const silence = createLatch(SILENT_AFTER_FRAMES);
  const clipping = Array.from({ length: channelCount }, createClippingWatch);

  return {
    update(levels) {
      const alarms: ChannelAlarm[] = [];
      const typicalDbFs = median(levels.map((level) => level.rmsDbFs));
      levels.forEach((level, channel) => {
        const isWeak =
          level.rmsDbFs < DEAD_BELOW_DB_FS ||
          (typicalDbFs > SILENT_BELOW_DB_FS && level.rmsDbFs < typicalDbFs - DEAD_BELOW_NEIGHBOURS_DB);
        if (dead[channel]?.feed(isWeak)) alarms.push({ kind: 'dead', channel, isOn: dead[channel].isOn });
        if (clipping[channel]?.feed(level.clippedShare))
          alarms.push({ kind: 'clipping', channel, isOn: clipping[channel].isOn });
      });
      const loudestDbFs = Math.max(...levels.map((level) => level.rmsDbFs));
      if (silence.feed(loudestDbFs < SILENT_BELOW_DB_FS)) alarms.push({ kind: 'silence', isOn: silence.isOn });
      return alarms;
    },
    get verdicts() {
      return dead.map((latch, channel) => (latch.isOn ? 'dead' : clipping[channel]?.isOn ? 'clipping' : 'good'));
    },
  };
}

/** Turns when its input has been of the other opinion `frames` times in a row; `feed` tells whether it turned. */
function createLatch(frames: number) {
  let isOn = false;
  let contrary = 0;
  return {
    get isOn() {
      return isOn;
    },
    feed(value: boolean): boolean {
      contrary = value === isOn ? 0 : contrary + 1;
      if (contrary < frames) return false;
      isOn = value;
      contrary = 0;
      return true;
    },
  };
}

/** Turns on when too much of the last two seconds was clipped, and off after five seconds without any of that. */
function createClippingWatch() {
  const shares: number[] = [];
  let isOn = false;
  let calmFrames = 0;
  return {
    get isOn() {
      return isOn;
    },
    feed(share: number): boolean {
      shares.push(share);
      if (shares.length > CLIPPING_WINDOW_FRAMES) shares.shift();
      const mean = shares.reduce((sum, each) => sum + each, 0) / CLIPPING_WINDOW_FRAMES;
      calmFrames = mean > CLIPPED_SHARE ? 0 : calmFrames + 1;
      const before = isOn;
      isOn = calmFrames === 0 || (isOn && calmFrames < CLIPPING_OVER_AFTER_FRAMES);
      return isOn !== before;
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NEGATIVE_INFINITY;
}
