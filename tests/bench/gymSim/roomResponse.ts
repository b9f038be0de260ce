/**
 * How sound gets from a point in a rectangular room to the microphones on a wearer's chest: image sources (Allen &
 * Berkley 1979) in three bands, exact fractional delays for the early part, 1/r, and the shadow of the wearer's body
 * for sound from behind. Reflections of second and higher order are displaced by a few centimetres, as furniture does.
 */

import { RealFft } from '../../../src/audio/dsp/realFft.ts';
import { type Position, SAMPLE_RATE_HZ } from '../../../src/shared/domain/audio.ts';
import { SeededNumbers } from './seededNumbers.ts';

export interface Room {
  readonly sizeM: Position;
  readonly t60S: number;
}

export interface Wearer {
  /** The array's centre in the room. */
  readonly centre: Position;
  /** Counter-clockwise from the room's +y. */
  readonly yawDeg: number;
  /** The array leans back by this much. */
  readonly pitchDeg: number;
}

const SPEED_M_PER_S = 343;
/** Reflections weaker than this against the direct sound's decay are left out. */
const TAIL_DB = 45;
/** Until here delays are exact to a fraction of a sample; later ones are interpolated. */
const EXACT_S = 0.08;
const HALF_TAPS = 16;
/** Image sources of one sign pile up below the modes of a room (Allen & Berkley take this out as well). */
const LOWEST_HZ = 60;
const CROSSOVERS_HZ = [500, 2000] as const;
/** Bass rings longer, treble shorter than the middle. */
const BAND_T60 = [1.1, 1, 0.8] as const;
/** What the body takes from sound straight from behind. */
const SHADOW_DB = [0, 2, 4] as const;
const DISPLACEMENT_M = 0.04;
const CENTRE_M = 0.1;

/** A point given in the array's axes (x = right, y = forward, z = up), in the room's. */
export function inRoom(point: Position, wearer: Wearer): Position {
  const pitch = (wearer.pitchDeg * Math.PI) / 180;
  const y = point.y * Math.cos(pitch) - point.z * Math.sin(pitch);
  const z = point.y * Math.sin(pitch) + point.z * Math.cos(pitch);
  const yaw = (wearer.yawDeg * Math.PI) / 180;
  return {
    x: wearer.centre.x + point.x * Math.cos(yaw) - y * Math.sin(yaw),
    y: wearer.centre.y + point.x * Math.sin(yaw) + y * Math.cos(yaw),
    z: wearer.centre.z + z,
  };
}

/** Responses per microphone; amplitude 1 is the direct sound at one metre. */
export function roomResponse(
  room: Room,
  wearer: Wearer,
  microphones: readonly Position[],
  source: Position,
  seed: number,
): Float32Array[] {
  const numbers = new SeededNumbers(seed);
  const placed = microphones.map((microphone) => inRoom(microphone, wearer));
  const length = Math.ceil(room.t60S * (TAIL_DB / 60) * SAMPLE_RATE_HZ) + 2 * HALF_TAPS;
  const reachM = (length / SAMPLE_RATE_HZ) * SPEED_M_PER_S;
  const bands = BAND_T60.map(() => microphones.map(() => new Float64Array(length)));
  const reflection = BAND_T60.map((share) => reflectionOf(room, room.t60S * share));
  const yaw = (wearer.yawDeg * Math.PI) / 180;
  const forward = { x: -Math.sin(yaw), y: Math.cos(yaw) };
  const table = sincTable();

  forEachImage(room, source, reachM, (image, order) => {
    const shift = () => (order < 2 ? 0 : DISPLACEMENT_M * numbers.normal());
    const at = { x: image.x + shift(), y: image.y + shift(), z: image.z + shift() };
    const dx = at.x - wearer.centre.x;
    const dy = at.y - wearer.centre.y;
    const away = Math.hypot(dx, dy, at.z - wearer.centre.z) + CENTRE_M;
    const behind = Math.max(0, -(dx * forward.x + dy * forward.y) / away);
    const gains = reflection.map((r, band) => r ** order * 10 ** ((-SHADOW_DB[band]! * behind) / 20));
    placed.forEach((microphone, m) => {
      const distanceM = Math.max(0.02, Math.hypot(at.x - microphone.x, at.y - microphone.y, at.z - microphone.z));
      const delay = (distanceM / SPEED_M_PER_S) * SAMPLE_RATE_HZ + HALF_TAPS;
      bands.forEach((channels, band) => {
        addTap(channels[m]!, delay, gains[band]! / distanceM, table);
      });
    });
  });
  return microphones.map((_, m) => joinBands(bands.map((channels) => channels[m]!)));
}

/** Samples before the sound of a source at no distance. */
export const RESPONSE_LEAD = HALF_TAPS;

/**
 * In an empty box sound along the long walls is reflected more rarely than Eyring's diffuse field assumes and dies away later:
 * measured on these rooms, by this factor.
 */
const BOX_FACTOR = 0.85;

/** Reflection factor of all walls for a reverberation time (Eyring). */
function reflectionOf(room: Room, t60S: number): number {
  const { x, y, z } = room.sizeM;
  const surface = 2 * (x * y + y * z + x * z);
  const absorption = 1 - Math.exp((-0.161 * x * y * z) / (surface * t60S * BOX_FACTOR));
  return Math.sqrt(1 - absorption);
}

function forEachImage(
  room: Room,
  source: Position,
  reachM: number,
  visit: (image: Position, order: number) => void,
): void {
  const axis = (length: number, at: number) => {
    const images: { at: number; order: number }[] = [];
    const most = Math.ceil(reachM / (2 * length)) + 1;
    for (let n = -most; n <= most; n++) {
      images.push({ at: 2 * n * length + at, order: Math.abs(2 * n) });
      images.push({ at: 2 * n * length - at, order: Math.abs(2 * n - 1) });
    }
    return images;
  };
  const { x, y, z } = room.sizeM;
  const ys = axis(y, source.y);
  const zs = axis(z, source.z);
  for (const ix of axis(x, source.x)) {
    if (Math.abs(ix.at) > reachM + x) continue;
    for (const iy of ys) {
      if (Math.hypot(ix.at - x / 2, iy.at - y / 2) > reachM) continue;
      for (const iz of zs) {
        if (Math.hypot(ix.at - x / 2, iy.at - y / 2, iz.at - z / 2) > reachM) continue;
        visit({ x: ix.at, y: iy.at, z: iz.at }, ix.order + iy.order + iz.order);
      }
    }
  }
}

const PHASES = 64;

function sincTable(): Float64Array[] {
  return Array.from({ length: PHASES + 1 }, (_, p) =>
    Float64Array.from({ length: 2 * HALF_TAPS }, (_, k) => {
      const x = k - HALF_TAPS + 1 - p / PHASES;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (HALF_TAPS + 1));
      return x === 0 ? 1 : (window * Math.sin(Math.PI * x)) / (Math.PI * x);
    }),
  );
}

function addTap(out: Float64Array, delay: number, gain: number, table: readonly Float64Array[]): void {
  const whole = Math.floor(delay);
  if (whole + HALF_TAPS >= out.length) return;
  const part = delay - whole;
  if (delay > EXACT_S * SAMPLE_RATE_HZ) {
    out[whole]! += gain * (1 - part);
    out[whole + 1]! += gain * part;
    return;
  }
  const taps = table[Math.round(part * PHASES)]!;
  for (let k = 0; k < taps.length; k++) {
    const at = whole - HALF_TAPS + 1 + k;
    if (at >= 0) out[at]! += gain * taps[k]!;
  }
}

/** Each band's response through its part of a crossover that adds up to one. */
function joinBands(bands: readonly Float64Array[]): Float32Array {
  const length = bands[0]!.length;
  const fft = new RealFft(2 ** Math.ceil(Math.log2(length + 1024)));
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const bandRe = new Float64Array(fft.binCount);
  const bandIm = new Float64Array(fft.binCount);
  bands.forEach((response, band) => {
    fft.time.fill(0);
    fft.time.set(response);
    fft.forward(bandRe, bandIm);
    for (let bin = 1; bin < fft.binCount; bin++) {
      const share = bandShare((bin * SAMPLE_RATE_HZ) / fft.size, band);
      re[bin]! += share * bandRe[bin]!;
      im[bin]! += share * bandIm[bin]!;
    }
  });
  return Float32Array.from(fft.inverse(re, im).subarray(0, length));
}

/** Raised-cosine crossovers an octave wide on a logarithmic axis. */
function bandShare(hz: number, band: number): number {
  const above = CROSSOVERS_HZ.map((crossover) => {
    const octaves = Math.log2(hz / crossover);
    return octaves <= -0.5 ? 0 : octaves >= 0.5 ? 1 : 0.5 + 0.5 * Math.sin(Math.PI * octaves);
  });
  if (band === 0) return hz < LOWEST_HZ ? 0 : 1 - above[0]!;
  return band === 1 ? above[0]! * (1 - above[1]!) : above[1]!;
}
