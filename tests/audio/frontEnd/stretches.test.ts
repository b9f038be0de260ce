import { describe, expect, it } from 'vitest';
import type { SpeechPiece } from '../../../src/audio/diarise/speechPiece.ts';
import { mainRole, type RoledPiece, stretchesOf, turnsOf } from '../../../src/audio/frontEnd/stretches.ts';
import type { Role } from '../../../src/shared/domain/audio.ts';

function said(role: Role, start: number, end: number): RoledPiece {
  const piece: SpeechPiece = {
    role: role === 'therapist' ? 'therapist' : 'patient',
    start,
    end,
    roleP: 0.8,
    logOdds: 2,
    azimuthDeg: null,
  };
  return { piece, role };
}

const spans = (pieces: readonly SpeechPiece[]) => pieces.map(({ start, end }) => [start, end]);

describe('stretches of talk', () => {
  it('joins pieces of one person that touch, and leaves a pause or another person between apart', () => {
    const roled = [
      said('therapist', 0, 10),
      said('therapist', 10, 20),
      said('patient', 20, 30),
      said('patient', 31, 40),
    ];
    expect(spans(stretchesOf(roled, 0, false))).toEqual([
      [0, 20],
      [20, 30],
      [31, 40],
    ]);
  });

  it('joins several people over a breath where one microphone hears them all, and not over a silence', () => {
    const roled = [said('therapist', 0, 10), said('patient', 12, 30), said('therapist', 60, 70)];
    expect(spans(stretchesOf(roled, 15, true))).toEqual([
      [0, 30],
      [60, 70],
    ]);
  });

  it('calls a stretch by whoever speaks longest in it, counting only what lies inside', () => {
    const roled = [said('therapist', 0, 100), said('patient', 100, 110)];
    const part = { ...roled[1]!.piece, start: 96, end: 110 };
    expect(mainRole(part, roled)).toBe('patient');
  });

  it('covers a stretch with turns that meet in the middle of the pause', () => {
    const roled = [said('therapist', 10, 20), said('therapist', 20, 30), said('patient', 34, 50)];
    const [stretch] = stretchesOf(roled, 15, true);
    const turns = turnsOf({ piece: stretch!, startMs: 500, endMs: 3300 }, roled, 'microphone', 4);
    expect(turns.map(({ id, role, startMs, endMs }) => [id, role, startMs, endMs])).toEqual([
      ['turn-0005', 'therapist', 500, 32 * 64],
      ['turn-0006', 'patient', 32 * 64, 3300],
    ]);
  });
});
