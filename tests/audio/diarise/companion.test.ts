import { describe, expect, it } from 'vitest';
import { companionPieces } from '../../../src/audio/diarise/companion.ts';
import { type HeardPiece, patientEvidence } from '../../../src/audio/diarise/patientGate.ts';

const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};
const PATIENT = unit(1, 0, 0);
const DAUGHTER = unit(0.5, 1, 0);
const STRANGERS = [unit(0.4, 0, 1), unit(0.4, -1, 0.3), unit(0.4, 0.3, -1)];
const BLOCKS_PER_S = 15.625;

/** A piece of two seconds. */
function said(atS: number, voice: Float32Array, azimuthDeg: number, logOdds = 2): HeardPiece {
  const start = Math.round(atS * BLOCKS_PER_S);
  return { piece: { start, end: start + 31, role: 'patient', roleP: 0.9, logOdds, azimuthDeg }, voice };
}

const patient = [0, 10, 20, 30, 40].map((atS) => said(atS, PATIENT, 5, 4));
const foundIn = (heard: readonly HeardPiece[]) => {
  const isCompanion = companionPieces(heard, patientEvidence(heard));
  return heard.filter((_, i) => isCompanion[i]);
};

describe('a third voice near the pair', () => {
  it('is one person’s when it comes again from elsewhere and sounds like itself', () => {
    const daughter = [said(5, DAUGHTER, 70), said(25, DAUGHTER, 65), said(35, DAUGHTER, -60)];
    expect(foundIn([...patient, ...daughter])).toEqual(daughter);
  });

  it('is taken out of the patient’s words even where it passed for them', () => {
    const close = said(35, DAUGHTER, 60, 6);
    const heard = [...patient, said(5, DAUGHTER, 70), said(25, DAUGHTER, 65), close];
    expect(patientEvidence(heard)[heard.length - 1]!.isKept).toBe(true);
    expect(foundIn(heard)).toContain(close);
  });

  it('is taken out where it is as sure as the patient, who is heard longer', () => {
    const loud = [said(5, DAUGHTER, 70, 6), said(25, DAUGHTER, 65, 6), said(35, DAUGHTER, 60, 6)];
    const heard = [...patient, ...loud];
    expect(
      patientEvidence(heard)
        .slice(patient.length)
        .every(({ likeness }) => likeness! < 0.6),
    ).toBe(true);
    expect(foundIn(heard)).toEqual(loud);
  });

  it('is nobody when it comes once, or each time with another voice', () => {
    expect(foundIn([...patient, said(5, DAUGHTER, 70)])).toEqual([]);
    expect(foundIn([...patient, ...STRANGERS.map((voice, i) => said(5 + 10 * i, voice, 70))])).toEqual([]);
  });

  it('is nobody when it hardly stands out of the room', () => {
    expect(foundIn([...patient, said(5, DAUGHTER, 70, 0.9), said(25, DAUGHTER, 65, 1.1)])).toEqual([]);
  });

  it('is the patient, hoarse or turned away, when it comes from where the patient is', () => {
    expect(foundIn([...patient, said(5, DAUGHTER, 10), said(25, DAUGHTER, 0)])).toEqual([]);
  });

  it('is the patient where only one voice is heard, from two places: somebody moved', () => {
    const hoarse = unit(0.757, 0.653, 0);
    const moved = [said(5, PATIENT, -47, 2), said(84, hoarse, 37, 4)];
    expect(patientEvidence(moved).every(({ isKept }) => isKept)).toBe(true);
    expect(foundIn(moved)).toEqual([]);
  });

  it('is nobody where no patient is known', () => {
    expect(foundIn([said(5, DAUGHTER, 70, 0.9), said(25, STRANGERS[0]!, 65, 0.9)])).toEqual([]);
  });
});
