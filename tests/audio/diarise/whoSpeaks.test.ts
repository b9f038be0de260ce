import { describe, expect, it } from 'vitest';
import { directionsOf, splitByDirection } from '../../../src/audio/diarise/direction.ts';
import { labelByLevel } from '../../../src/audio/diarise/levelLabels.ts';
import { keepPatient } from '../../../src/audio/diarise/patientGate.ts';
import type { BlockLabel } from '../../../src/audio/diarise/segmenter.ts';
import type { SpeechPiece } from '../../../src/audio/diarise/speechPiece.ts';
import { meanVoice, voiceSimilarity } from '../../../src/audio/diarise/voiceModel.ts';
import { isWearer, wearerLevelDb, wearerVoice } from '../../../src/audio/diarise/wearer.ts';
import { type BlockTrack, type MicrophoneTrack, SRP_DIRECTIONS } from '../../../src/audio/frontEnd/blockTrack.ts';
import { planPieces } from '../../../src/audio/frontEnd/segmentPlan.ts';
import { AZIMUTHS_DEG } from '../../../src/audio/frontEnd/soundField.ts';

const PATIENT = Float32Array.of(1, 0, 0);
const LIKE_PATIENT = Float32Array.of(0.95, Math.sqrt(1 - 0.95 ** 2), 0);
const STRANGER = Float32Array.of(0.3, 0, Math.sqrt(1 - 0.09));
const UNDECIDED = Float32Array.of(0.65, Math.sqrt(1 - 0.65 ** 2), 0);

function piece(more: Partial<SpeechPiece> = {}): SpeechPiece {
  return { start: 0, end: 30, role: 'patient', roleP: 0.9, logOdds: 3, azimuthDeg: 0, ...more };
}

/** A track of an array in which each block has one clear direction, over a steady noise from elsewhere. */
function directedTrack(azimuths: readonly (number | null)[], noiseDeg: number): BlockTrack {
  const srp = new Float32Array(azimuths.length * SRP_DIRECTIONS);
  azimuths.forEach((azimuth, b) => {
    AZIMUTHS_DEG.forEach((direction, d) => {
      const bump = (centre: number) => Math.exp(-(((direction - centre) / 15) ** 2));
      srp[b * SRP_DIRECTIONS + d] = 0.5 * bump(noiseDeg) + (azimuth === null ? 0 : 0.3 * bump(azimuth));
    });
  });
  const empty = new Float32Array(azimuths.length);
  return {
    blockCount: azimuths.length,
    channelCount: 4,
    levelDb: empty,
    channelLevelDb: empty,
    speech: empty,
    therapistLevelDb: empty,
    scanLevelDb: empty,
    speechTherapist: empty,
    speechPatient: empty,
    srp,
  };
}

describe('direction of a piece', () => {
  const spoken = [...new Array(30).fill(null), ...new Array(20).fill(-40), ...new Array(20).fill(20)];
  const track = directedTrack(spoken, 70);
  const labels = spoken.map((azimuth): BlockLabel => (azimuth === null ? 'none' : 'patient'));

  it('is that of the voice, not of the louder bike', () => {
    expect(directionsOf(track, labels, [{ start: 30, end: 50 }], [1])).toEqual([-40]);
  });

  it('splits a run where the direction jumps, and only there', () => {
    const parts = splitByDirection(track, labels, { start: 30, end: 70 });
    expect(parts).toHaveLength(2);
    expect(Math.abs(parts[0]!.end - 50)).toBeLessThanOrEqual(6);
    expect(splitByDirection(track, labels, { start: 30, end: 50 })).toEqual([{ start: 30, end: 50 }]);
  });

  it('is shared by pieces that are nearly at one place', () => {
    const steady = directedTrack([...new Array(30).fill(null), ...new Array(30).fill(10), 20, 20, 20, 20], 70);
    const both = directionsOf(
      steady,
      [...new Array<BlockLabel>(30).fill('none')],
      [
        { start: 30, end: 60 },
        { start: 60, end: 64 },
      ],
      [2, 1],
    );
    expect(both[0]).toBe(both[1]);
  });

  it('looks first where a surer piece came from, and only if the sound fits there nearly as well', () => {
    const around = [...new Array(30).fill(null), ...new Array(20).fill(-40), ...new Array(20).fill(20)];
    const runs = [
      { start: 30, end: 50 },
      { start: 50, end: 70 },
    ];
    const apart = directionsOf(directedTrack(around, 70), labels, runs, [3, 1]);
    expect(apart).toEqual([-40, 20]);
  });
});

describe('patient or bystander', () => {
  it('keeps what stands out and sounds like the patient, drops a stranger who hardly stands out', () => {
    const kept = keepPatient([
      { piece: piece({ logOdds: 4 }), voice: PATIENT },
      { piece: piece({ logOdds: 3 }), voice: LIKE_PATIENT },
      { piece: piece({ logOdds: 1 }), voice: STRANGER },
    ]);
    expect(kept).toEqual([true, true, false]);
  });

  it('keeps what plainly stands out even when noise has bent the voice', () => {
    const kept = keepPatient([
      { piece: piece({ logOdds: 5 }), voice: PATIENT },
      { piece: piece({ logOdds: 4 }), voice: LIKE_PATIENT },
      { piece: piece({ logOdds: 2.5 }), voice: STRANGER },
    ]);
    expect(kept[2]).toBe(true);
  });

  it('does not believe that the patient jumps: of two pieces in one breath the surer one is his', () => {
    const patient = piece({ logOdds: 4, start: 100, end: 120, azimuthDeg: 10 });
    const bystander = piece({ logOdds: 1.5, start: 122, end: 150, azimuthDeg: -40 });
    const later = piece({ logOdds: 1.5, start: 222, end: 250, azimuthDeg: -40 });
    const heard = (one: SpeechPiece) => [
      { piece: patient, voice: PATIENT },
      { piece: one, voice: UNDECIDED },
    ];
    expect(keepPatient(heard(bystander))).toEqual([true, false]);
    expect(keepPatient(heard(later))).toEqual([true, true]);
  });

  it('is stricter with what comes from the side or behind', () => {
    const at = (azimuthDeg: number) => keepPatient([{ piece: piece({ logOdds: 1.5, azimuthDeg }), voice: PATIENT }])[0];
    expect(at(30)).toBe(true);
    expect(at(85)).toBe(false);
  });

  it('trusts a short piece’s voice less', () => {
    const others = [
      { piece: piece({ logOdds: 5 }), voice: PATIENT },
      { piece: piece({ logOdds: 5 }), voice: PATIENT },
    ];
    const doubtful = Float32Array.of(0.62, Math.sqrt(1 - 0.62 ** 2), 0);
    const long = keepPatient([...others, { piece: piece({ logOdds: 1.5 }), voice: doubtful }]);
    const short = keepPatient([...others, { piece: piece({ logOdds: 1.5, end: 6 }), voice: doubtful }]);
    expect([long[2], short[2]]).toEqual([false, true]);
  });

  it('does not let two sentences of one bystander vouch for each other', () => {
    const doubtful = piece({ logOdds: 0.6 });
    const twice = [
      { piece: doubtful, voice: STRANGER },
      { piece: doubtful, voice: STRANGER },
    ];
    expect(keepPatient(twice)).toEqual([false, false]);
    expect(keepPatient([{ piece: piece({ logOdds: 3 }), voice: STRANGER }, ...twice])).toEqual([true, true, true]);
  });

  it('has nothing to say about no pieces', () => {
    expect(keepPatient([])).toEqual([]);
  });
});

/** A recording by one microphone of which only the levels matter. */
function levelTrack(levels: readonly number[]): MicrophoneTrack {
  return {
    blockCount: levels.length,
    channelCount: 1,
    levelDb: Float32Array.from(levels),
    channelLevelDb: Float32Array.from(levels),
    speech: new Float32Array(levels.length),
  };
}

describe('speakers by level', () => {
  it('gives loud speech to the wearer, soft speech to the other, and silence to nobody', () => {
    const levels = [...new Array(20).fill(3), ...new Array(20).fill(-60), ...new Array(20).fill(-12)];
    const labels = labelByLevel(
      levelTrack(levels),
      levels.map((level) => level > -50),
      0,
    );
    expect([labels[10], labels[30], labels[50]]).toEqual(['therapist', 'none', 'patient']);
  });

  it('does not take the wearer’s soft syllables for somebody else', () => {
    const levels = Array.from({ length: 30 }, (_, i) => (i % 6 < 2 ? -10 : 4));
    expect(
      new Set(
        labelByLevel(
          levelTrack(levels),
          levels.map(() => true),
          0,
        ),
      ),
    ).toEqual(new Set(['therapist']));
  });
});

describe('the wearer by level and voice', () => {
  const heard = (levelDb: number, likeness: number) =>
    isWearer(
      levelTrack(new Array(30).fill(levelDb)),
      { piece: piece(), voice: Float32Array.of(Math.sqrt(1 - likeness ** 2), 0, likeness) },
      { levelDb: 0, voice: Float32Array.of(0, 0, 1) },
    );

  it('is loud and sounds like himself', () => {
    expect(heard(0, 0.85)).toBe(true);
    expect(heard(-12, 0.5)).toBe(false);
  });

  it('is still himself when a sentence ends softly, or when noise bends the voice of loud words', () => {
    expect(heard(-9, 0.75)).toBe(true);
    expect(heard(-1, 0.58)).toBe(true);
  });

  it('is not a patient who leans over to the microphone, nor a distant voice that is a little like his', () => {
    expect(heard(-2, 0.5)).toBe(false);
    expect(heard(-14, 0.7)).toBe(false);
  });

  it('is known without a voice sample by the loudest lasting speech, and by its longer pieces', () => {
    const levels = [...new Array(60).fill(-12), ...new Array(40).fill(0), ...new Array(100).fill(20)];
    const isSpeech = levels.map((level) => level < 10);
    expect(wearerLevelDb(levelTrack(levels), isSpeech)).toBe(0);
    const click = { piece: piece({ end: 5 }), voice: STRANGER };
    const sentence = { piece: piece({ end: 60 }), voice: PATIENT };
    expect(voiceSimilarity(wearerVoice([click, sentence]), PATIENT)).toBeCloseTo(1, 6);
    expect(voiceSimilarity(wearerVoice([click]), STRANGER)).toBeCloseTo(1, 6);
  });

  it('compares voices by angle', () => {
    expect(voiceSimilarity(meanVoice([PATIENT, PATIENT]), PATIENT)).toBeCloseTo(1, 6);
    expect(voiceSimilarity(PATIENT, STRANGER)).toBeCloseTo(0.3, 6);
  });
});

describe('from pieces to segments', () => {
  it('adds air, but not into the neighbour and not beyond the recording', () => {
    const plan = planPieces(
      [piece({ start: 0, end: 10 }), piece({ start: 11, end: 20 })],
      new Float32Array(25),
      150,
      1300,
    );
    expect(plan.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 704],
      [640, 1300],
    ]);
  });

  it('cuts a long speech where nobody speaks, so that no piece is longer than the recogniser’s window', () => {
    const speech = new Float32Array(1000).fill(0.9);
    speech[300] = 0.01;
    speech[620] = 0.01;
    const plan = planPieces([piece({ start: 0, end: 1000 })], speech, 150, 64000);
    expect(plan.map((part) => part.piece.start)).toEqual([0, 300, 620]);
    expect(plan.every(({ startMs, endMs }) => endMs - startMs <= 26000)).toBe(true);
  });
});
