/**
 * Looks at each microphone before anything is combined: one dead, clipped or foreign channel would spoil every
 * matrix it is part of. Judged second by second over the whole recording.
 */
import type { ChannelHealth, ChannelVerdict, PcmSource } from '../../shared/domain/audio.ts';
import { median, powerDb } from '../dsp/decibels.ts';
import { type RunControl, stopIfAsked } from './runControl.ts';

const SECOND = 16000;
/** Quieter than any microphone's own noise. */
const DEAD_DBFS = -75;
/** Quieter than this in most channels, a second says nothing about any of them. */
const AUDIBLE_DBFS = -65;
/** Digital silence. */
const NO_SIGNAL_DBFS = -190;
/** A channel this far below its neighbours in the same second is not hearing the room. */
const DEAD_BELOW_OTHERS_DB = 30;
const CLIP_LEVEL = 0.999;
/** Share of samples at full scale in a second that counts as clipping; speech peaks touch it more rarely. */
const CLIPPED_SHARE = 0.01;
/** Share of a recording's seconds that must be bad before the channel is left out. */
const BAD_SECONDS = 0.05;
/** Low-passed microphones of one array hear nearly the same; another signal on a channel does not correlate. */
const ODD_CORRELATION = 0.3;

interface ChannelSeconds {
  readonly levelDb: number[];
  readonly correlation: number[];
  sum: number;
  power: number;
  clipped: number;
  clippedSeconds: number;
}

export async function assessChannels(source: PcmSource, run: RunControl): Promise<ChannelHealth[]> {
  const tallies = Array.from({ length: source.channelCount }, emptyTally);
  for (let at = 0; at < source.frameCount; at += SECOND) {
    stopIfAsked(run);
    const channels = await source.read(at, SECOND);
    channels.forEach((samples, c) => {
      addSecond(tallies[c]!, samples);
    });
    if (channels.length > 2) addCorrelations(tallies, channels);
    run.progress(at / source.frameCount);
  }
  return tallies.map((tally, channel) => ({
    channel,
    verdict: verdictOf(channel, tallies),
    rmsDbFs: powerDb(tally.power / Math.max(1, source.frameCount)),
    dcOffset: tally.sum / Math.max(1, source.frameCount),
    clippedShare: tally.clipped / Math.max(1, source.frameCount),
  }));
}

/** Channels fit for use; if none is, all of them: a bad recording is better than none. */
export function usableChannels(health: readonly ChannelHealth[]): number[] {
  const good = health.filter((entry) => entry.verdict === 'good');
  return (good.length > 0 ? good : health).map((entry) => entry.channel);
}

function emptyTally(): ChannelSeconds {
  return { levelDb: [], correlation: [], sum: 0, power: 0, clipped: 0, clippedSeconds: 0 };
}

function addSecond(tally: ChannelSeconds, samples: Float32Array): void {
  let sum = 0;
  let power = 0;
  let clipped = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    sum += value;
    power += value * value;
    if (value >= CLIP_LEVEL || value <= -CLIP_LEVEL) clipped += 1;
  }
  tally.sum += sum;
  tally.power += power;
  tally.clipped += clipped;
  if (clipped > CLIPPED_SHARE * samples.length) tally.clippedSeconds += 1;
  const mean = sum / samples.length;
  tally.levelDb.push(powerDb(power / samples.length - mean * mean));
}

/** Each channel against each other one below about 500 Hz; the median forgives one bad neighbour. */
function addCorrelations(tallies: readonly ChannelSeconds[], channels: readonly Float32Array[]): void {
  const low = channels.map(lowPassed);
  low.forEach((channel, c) => {
    const others = low.filter((_, other) => other !== c).map((other) => correlation(channel, other));
    tallies[c]!.correlation.push(median(others));
  });
}

function lowPassed(samples: Float32Array): Float64Array {
  const width = 16;
  const out = new Float64Array(Math.floor(samples.length / width));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += samples[i * width + k]!;
    out[i] = sum / width;
  }
  return out;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / Math.max(1, a.length);
  const meanB = b.reduce((sum, value) => sum + value, 0) / Math.max(1, b.length);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function verdictOf(channel: number, tallies: readonly ChannelSeconds[]): ChannelVerdict {
  const tally = tallies[channel]!;
  const seconds = tally.levelDb.length;
  // Only seconds in which the microphones hear something tell a dead one from a quiet room.
  const audible = tally.levelDb.map((_, s) => median(tallies.map((other) => other.levelDb[s]!)) > AUDIBLE_DBFS);
  const audibleSeconds = audible.filter(Boolean).length;
  if (audibleSeconds === 0) return tally.levelDb.every((level) => level <= NO_SIGNAL_DBFS) ? 'dead' : 'good';
  const deadSeconds = tally.levelDb.filter((level, s) => {
    if (!audible[s]) return false;
    const others = tallies.filter((_, c) => c !== channel).map((other) => other.levelDb[s]!);
    return level < DEAD_DBFS || (others.length > 0 && level < median(others) - DEAD_BELOW_OTHERS_DB);
  }).length;
  if (deadSeconds === audibleSeconds || deadSeconds > Math.max(1, BAD_SECONDS * audibleSeconds)) return 'dead';
  if (tally.clippedSeconds > BAD_SECONDS * seconds) return 'clipping';
  // Correlation is judged on the seconds in which the array hears something in common.
  if (tally.correlation.length > 0 && median(tally.correlation) < ODD_CORRELATION) {
    const best = Math.max(...tallies.map((other) => median(other.correlation)));
    if (best > 2 * ODD_CORRELATION) return 'odd';
  }
  return 'good';
}
