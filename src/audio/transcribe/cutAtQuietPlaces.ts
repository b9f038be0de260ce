/**
 * Cuts a long stretch of sound where it is quietest, so that no word is cut in two and none is heard twice:
 * the parts meet sample to sample, nothing overlaps, nothing is left out.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { framePowers } from './speechLevel.ts';

export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

const FRAME = SAMPLE_RATE_HZ / 50;
/** A cut wants this much quiet around it, frames on either side. */
const QUIET_REACH = 7;
/** No part is shorter than this share of the longest, unless the sound itself is. */
const SHORTEST_SHARE = 0.4;

export function cutAtQuietPlaces(samples: Float32Array, maxSeconds: number): SampleRange[] {
  const longest = Math.floor((maxSeconds * SAMPLE_RATE_HZ) / FRAME) * FRAME;
  const ranges: SampleRange[] = [];
  const loudness = smoothedPowers(samples);
  let from = 0;
  while (samples.length - from > longest) {
    const rest = samples.length - from;
    // The last two parts share what is left, so that no stub without context remains.
    const latest = rest < 2 * longest ? Math.min(longest, rest - Math.floor(longest * SHORTEST_SHARE)) : longest;
    const earliest = Math.max(Math.floor(longest * SHORTEST_SHARE), rest < 2 * longest ? rest - longest : 0);
    const to = quietestPlace(loudness, from + Math.min(earliest, latest), from + latest);
    ranges.push({ from, to });
    from = to;
  }
  ranges.push({ from, to: samples.length });
  return ranges;
}

/** Two parts of about equal length, or the whole when it is too short to be worth it. */
export function halveAtQuietPlace(samples: Float32Array, shortestSeconds: number): SampleRange[] {
  const shortest = shortestSeconds * SAMPLE_RATE_HZ;
  if (samples.length < 2 * shortest) return [{ from: 0, to: samples.length }];
  const earliest = Math.max(shortest, Math.floor(samples.length * 0.3));
  const cut = quietestPlace(smoothedPowers(samples), earliest, samples.length - earliest);
  return [
    { from: 0, to: cut },
    { from: cut, to: samples.length },
  ];
}

function smoothedPowers(samples: Float32Array): Float32Array {
  const powers = framePowers(samples);
  return powers.map((_, frame) => {
    let sum = 0;
    let weights = 0;
    for (let k = -QUIET_REACH; k <= QUIET_REACH; k++) {
      const power = powers[frame + k];
      if (power === undefined) continue;
      const weight = QUIET_REACH + 1 - Math.abs(k);
      sum += weight * power;
      weights += weight;
    }
    return sum / weights;
  });
}

/** Middle of the quietest frame between two samples; of equals the last, for longer context. */
function quietestPlace(loudness: Float32Array, fromSample: number, toSample: number): number {
  const first = Math.ceil(fromSample / FRAME);
  const last = Math.max(first, Math.floor(toSample / FRAME) - 1);
  let best = first;
  for (let frame = first; frame <= last; frame++) if (loudness[frame]! <= loudness[best]!) best = frame;
  return Math.min(toSample, best * FRAME + FRAME / 2);
}
