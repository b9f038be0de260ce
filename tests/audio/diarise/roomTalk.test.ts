import { describe, expect, it } from 'vitest';
import { type HeardPiece, patientEvidence } from '../../../src/audio/diarise/patientGate.ts';
import { roomTalks } from '../../../src/audio/diarise/roomTalk.ts';
import type { BlockTrack } from '../../../src/audio/frontEnd/blockTrack.ts';

const BLOCKS = 600;
const PIECE = { start: 300, end: 330 };

/** Every tenth of it somebody near; what the rest sounds like is given. */
function track(backgroundSpeech: (block: number) => number): Pick<BlockTrack, 'levelDb' | 'speechPatient'> {
  const isNear = (b: number) => b % 100 < 10;
  const levelDb = Float32Array.from({ length: BLOCKS }, (_, b) => (isNear(b) ? 0 : -20 + (b % 7)));
  const speechPatient = Float32Array.from({ length: BLOCKS }, (_, b) => (isNear(b) ? 0.9 : backgroundSpeech(b)));
  return { levelDb, speechPatient };
}

describe('whether a room talks', () => {
  it('is heard from its quieter moments, not from the people near', () => {
    expect(
      roomTalks(
        track((b) => (b % 2 === 0 ? 0.5 : 0.1)),
        PIECE,
      ),
    ).toBe(true);
    expect(
      roomTalks(
        track(() => 0.05),
        PIECE,
      ),
    ).toBe(false);
  });

  it('takes one passer-by for no talking room', () => {
    expect(
      roomTalks(
        track((b) => (b > 400 && b < 430 ? 0.9 : 0.05)),
        PIECE,
      ),
    ).toBe(false);
  });

  it('is asked of the minute around, not of the whole hour', () => {
    const long = track((b) => (b < 100 ? 0.9 : 0.05));
    const repeated = { levelDb: repeat(long.levelDb, 5), speechPatient: repeat(long.speechPatient, 5) };
    repeated.speechPatient.fill(0.05, 700);
    expect(roomTalks(repeated, { start: 2500, end: 2530 })).toBe(false);
  });
});

describe('a faint piece', () => {
  const patient = Float32Array.of(1, 0);
  const stranger = Float32Array.of(0.3, Math.sqrt(1 - 0.09));
  const heard = (logOdds: number, voice: Float32Array, start: number): HeardPiece => ({
    piece: { start, end: start + 30, role: 'patient', roleP: 0.9, logOdds, azimuthDeg: 0 },
    voice,
  });
  const sure = [heard(5, patient, 0), heard(4, patient, 100)];
  const isKept = (entry: HeardPiece, othersTalk: boolean) =>
    patientEvidence([...sure, entry], 0, () => othersTalk).at(-1)!.isKept;
  const likePatient = Float32Array.of(0.75, Math.sqrt(1 - 0.75 ** 2));

  it('that sounds like the patient is kept where nobody else talks', () => {
    expect(isKept(heard(0.3, likePatient, 200), false)).toBe(true);
    expect(isKept(heard(0.3, likePatient, 200), true)).toBe(false);
  });

  it('is enough to know the voice of another faint one by, where nobody else talks', () => {
    const twoOfOneVoice = [heard(0.8, patient, 0), heard(0.3, likePatient, 100)];
    const kept = (othersTalk: boolean) => patientEvidence(twoOfOneVoice, 0, () => othersTalk)[1]!.isKept;
    expect(kept(false)).toBe(true);
    expect(kept(true)).toBe(false);
  });

  it('of another voice, or less likely the patient than nobody, is left out there too', () => {
    expect(isKept(heard(0.3, stranger, 200), false)).toBe(false);
    expect(isKept(heard(-0.3, likePatient, 200), false)).toBe(false);
  });
});

function repeat(values: Float32Array, times: number): Float32Array {
  return Float32Array.from({ length: values.length * times }, (_, i) => values[i % values.length]!);
}
