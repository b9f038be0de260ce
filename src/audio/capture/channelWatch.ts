/**
 * Watches the levels of a running recording and says within five seconds when a microphone is dead, overloaded,
 * or when nothing is heard at all. A verdict holds until the opposite has been seen for as long.
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
  const clipped = Array.from({ length: channelCount }, () => createWindow(CLIPPING_WINDOW_FRAMES));
  const clipping = new Array<boolean>(channelCount).fill(false);

  return {
    update(levels) {
      const alarms: ChannelAlarm[] = [];
      const typicalDbFs = median(levels.map((level) => level.rmsDbFs));
      levels.forEach((level, channel) => {
        const isWeak =
          level.rmsDbFs < DEAD_BELOW_DB_FS ||
          (typicalDbFs > SILENT_BELOW_DB_FS && level.rmsDbFs < typicalDbFs - DEAD_BELOW_NEIGHBOURS_DB);
        if (dead[channel]?.feed(isWeak)) alarms.push({ kind: 'dead', channel, isOn: dead[channel].isOn });
        const isClipping = (clipped[channel]?.feed(level.clippedShare) ?? 0) > CLIPPED_SHARE;
        if (isClipping !== clipping[channel]) {
          clipping[channel] = isClipping;
          alarms.push({ kind: 'clipping', channel, isOn: isClipping });
        }
      });
      const loudestDbFs = Math.max(...levels.map((level) => level.rmsDbFs));
      if (silence.feed(loudestDbFs < SILENT_BELOW_DB_FS)) alarms.push({ kind: 'silence', isOn: silence.isOn });
      return alarms;
    },
    get verdicts() {
      return dead.map((latch, channel) => (latch.isOn ? 'dead' : clipping[channel] ? 'clipping' : 'good'));
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

/** Mean of the last `frames` values; values not seen yet count as 0. */
function createWindow(frames: number) {
  const values: number[] = [];
  return {
    feed(value: number): number {
      values.push(value);
      if (values.length > frames) values.shift();
      return values.reduce((sum, each) => sum + each, 0) / frames;
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NEGATIVE_INFINITY;
}
