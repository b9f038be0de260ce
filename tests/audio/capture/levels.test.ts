import { describe, expect, it } from 'vitest';
import { type ChannelAlarm, createChannelWatch } from '../../../src/audio/capture/channelWatch.ts';
import { type ChannelLevel, measureLevels } from '../../../src/audio/capture/levelMeter.ts';
import { createSoundFramer } from '../../../src/audio/capture/soundFramer.ts';

const SPEECH: ChannelLevel = { peakDbFs: -12, rmsDbFs: -30, clippedShare: 0 };
const QUIET_ROOM: ChannelLevel = { peakDbFs: -50, rmsDbFs: -60, clippedShare: 0 };
const UNPLUGGED: ChannelLevel = { peakDbFs: -90, rmsDbFs: -95, clippedShare: 0 };
const OVERLOADED: ChannelLevel = { peakDbFs: 0, rmsDbFs: -3, clippedShare: 0.2 };
const FIVE_SECONDS = 50;

/** Feeds the same levels until the first alarm. */
function firstAlarm(levels: readonly ChannelLevel[], frames = 1000) {
  const watch = createChannelWatch(levels.length);
  for (let frame = 1; frame <= frames; frame += 1) {
    const [alarm] = watch.update(levels);
    if (alarm) return { alarm, afterFrames: frame, verdicts: watch.verdicts };
  }
  return null;
}

describe('the watch over the microphones', () => {
  it.each([
    [
      'an unplugged microphone among live ones',
      [SPEECH, UNPLUGGED, SPEECH, SPEECH],
      { kind: 'dead', channel: 1, isOn: true },
    ],
    [
      'one that hardly hears what the others hear',
      [SPEECH, SPEECH, { ...SPEECH, rmsDbFs: -70 }],
      { kind: 'dead', channel: 2, isOn: true },
    ],
    ['an overloaded one', [SPEECH, OVERLOADED], { kind: 'clipping', channel: 1, isOn: true }],
  ])('tells of %s within five seconds', (_, levels, alarm) => {
    const first = firstAlarm(levels);
    expect(first?.alarm).toEqual(alarm);
    expect(first?.afterFrames).toBeLessThanOrEqual(FIVE_SECONDS);
  });

  it('tells of silence on all microphones within five seconds', () => {
    const watch = createChannelWatch(2);
    const alarms: ChannelAlarm[] = [];
    for (let frame = 0; frame < FIVE_SECONDS; frame += 1)
      alarms.push(
        ...watch.update([
          { ...QUIET_ROOM, rmsDbFs: -75 },
          { ...QUIET_ROOM, rmsDbFs: -76 },
        ]),
      );
    expect(alarms).toEqual([{ kind: 'silence', isOn: true }]);
  });

  it.each([
    ['speech', [SPEECH, SPEECH]],
    ['a quiet room', [QUIET_ROOM, QUIET_ROOM]],
    ['microphones at different distances', [SPEECH, { ...SPEECH, rmsDbFs: -50 }]],
    ['one loud moment in a second', [{ ...SPEECH, peakDbFs: 0, clippedShare: 0.0005 }]],
  ])('stays calm with %s', (_, levels) => {
    expect(firstAlarm(levels)).toBeNull();
  });

  it('does not flicker when a microphone is overloaded now and then', () => {
    const watch = createChannelWatch(1);
    const alarms: ChannelAlarm[] = [];
    for (let frame = 0; frame < 300; frame += 1) alarms.push(...watch.update([frame % 30 < 2 ? OVERLOADED : SPEECH]));
    expect(alarms).toEqual([{ kind: 'clipping', channel: 0, isOn: true }]);
    for (let frame = 0; frame < 100; frame += 1) alarms.push(...watch.update([SPEECH]));
    expect(alarms.at(-1)).toEqual({ kind: 'clipping', channel: 0, isOn: false });
  });

  it('takes an alarm back when the microphone is well again', () => {
    const watch = createChannelWatch(2);
    for (let frame = 0; frame < 40; frame += 1) watch.update([SPEECH, UNPLUGGED]);
    expect(watch.verdicts).toEqual(['good', 'dead']);
    const alarms: ChannelAlarm[] = [];
    for (let frame = 0; frame < 40; frame += 1) alarms.push(...watch.update([SPEECH, SPEECH]));
    expect(alarms).toEqual([{ kind: 'dead', channel: 1, isOn: false }]);
    expect(watch.verdicts).toEqual(['good', 'good']);
  });
});

describe('levels', () => {
  it('are measured for each channel on its own', () => {
    const pcm = Buffer.alloc(1600 * 3 * 2);
    for (let frame = 0; frame < 1600; frame += 1) {
      pcm.writeInt16LE(frame % 2 === 0 ? 16384 : -16384, frame * 6);
      pcm.writeInt16LE(32767, frame * 6 + 4);
    }
    const [half, silent, full] = measureLevels(pcm, 3);
    expect(half!.peakDbFs).toBeCloseTo(-6.02, 2);
    expect(half!.rmsDbFs).toBeCloseTo(-6.02, 2);
    expect(half!.clippedShare).toBe(0);
    expect(silent).toEqual({ peakDbFs: -100, rmsDbFs: -100, clippedShare: 0 });
    expect(full!.clippedShare).toBe(1);
  });

  it('of no sound at all are silence', () => {
    expect(measureLevels(new Uint8Array(0), 1)).toEqual([{ peakDbFs: -100, rmsDbFs: -100, clippedShare: 0 }]);
  });
});

describe('the framer', () => {
  it('cuts any stream into equal frames and keeps the rest', () => {
    const framer = createSoundFramer(10);
    expect(framer.push(Uint8Array.from({ length: 4 }, (_, index) => index))).toEqual([]);
    const frames = framer.push(Uint8Array.from({ length: 27 }, (_, index) => index + 4));
    expect(frames.flatMap((frame) => [...frame])).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect([...framer.flush()!]).toEqual([30]);
    expect(framer.flush()).toBeNull();
  });
});
