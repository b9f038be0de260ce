import { describe, expect, it } from 'vitest';
import { givenToPatient, notFromMouth } from '../../../src/audio/diarise/knownMouth.ts';
import type { BlockLabel } from '../../../src/audio/diarise/segmenter.ts';
import { SEGMENTER_FEATURES } from '../../../src/audio/diarise/segmenterFeatures.ts';

interface Part {
  readonly blocks: number;
  readonly label: BlockLabel;
  readonly mouthDb: number;
  readonly speech: number;
}

const WEARER: Part = { blocks: 60, label: 'therapist', mouthDb: 9, speech: 3.5 };
const LOUD_PATIENT: Part = { blocks: 20, label: 'therapist', mouthDb: 1, speech: 3 };

function found(...parts: Part[]) {
  const blocks = parts.flatMap((part) => new Array<Part>(part.blocks).fill(part));
  const features = new Float32Array(blocks.length * SEGMENTER_FEATURES.length);
  blocks.forEach(({ mouthDb, speech }, b) => {
    const at = b * SEGMENTER_FEATURES.length;
    features[at + SEGMENTER_FEATURES.indexOf('lT-lp')] = mouthDb;
    features[at + SEGMENTER_FEATURES.indexOf('logit vT')] = speech;
  });
  return notFromMouth(
    features,
    blocks.map(({ label }) => label),
  );
}

describe('a loud patient', () => {
  it('is told from the wearer, whose mouth is known by then', () => {
    expect(found(WEARER, LOUD_PATIENT, WEARER)).toEqual([{ start: 60, end: 80 }]);
  });

  it('is not told in an array that hardly hears the mouth apart, nor before the wearer was heard for a while', () => {
    expect(found({ ...WEARER, mouthDb: 3 }, LOUD_PATIENT)).toEqual([]);
    expect(found({ ...WEARER, blocks: 20 }, LOUD_PATIENT)).toEqual([]);
  });

  it('is not made of the wearer’s pauses, single syllables or softer words, nor of both at once', () => {
    expect(found(WEARER, { ...LOUD_PATIENT, speech: -2 }, WEARER)).toEqual([]);
    expect(found(WEARER, { ...LOUD_PATIENT, blocks: 5 }, WEARER)).toEqual([]);
    expect(found(WEARER, { ...LOUD_PATIENT, mouthDb: 6 }, WEARER)).toEqual([]);
    expect(found(WEARER, { ...LOUD_PATIENT, mouthDb: 3.5 }, WEARER)).toEqual([]);
  });

  it('gets the wearer’s share of those blocks and of no others', () => {
    const posteriors = Float32Array.of(0.125, 0.75, 0.125, 0.125, 0.75, 0.125);
    expect([...givenToPatient(posteriors, [{ start: 1, end: 2 }])]).toEqual([0.125, 0.75, 0.125, 0.125, 0, 0.875]);
  });
});
