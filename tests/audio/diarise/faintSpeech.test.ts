import { describe, expect, it } from 'vitest';
import { withFaintSpeech, withoutFaintRuns } from '../../../src/audio/diarise/faintSpeech.ts';
import { BLOCK_LABELS, type BlockLabel, labelBlocks } from '../../../src/audio/diarise/segmenter.ts';
import { type BlockTrack, emptyMicrophoneTrack } from '../../../src/audio/frontEnd/blockTrack.ts';

const BLOCKS = 200;
const THERAPIST = { start: 20, end: 60 };
const CLEAR = { start: 100, end: 120 };
const FAINT = { start: 120, end: 140 };

/** The therapist, then the patient, whose sentence ends less clearly than it began. */
const posteriors = Float32Array.from({ length: BLOCKS * BLOCK_LABELS.length }, (_, i) => {
  const block = Math.floor(i / BLOCK_LABELS.length);
  const within = ({ start, end }: typeof CLEAR) => block >= start && block < end;
  const shares = within(THERAPIST)
    ? [0.02, 0.95, 0.03]
    : within(CLEAR)
      ? [0.1, 0.02, 0.88]
      : within(FAINT)
        ? [0.65, 0.02, 0.33]
        : [0.97, 0.01, 0.02];
  return shares[i % BLOCK_LABELS.length]!;
});
const sure = labelBlocks(posteriors);

function room(backgroundSpeech: number): BlockTrack {
  const empty = new Float32Array(0);
  return {
    ...emptyMicrophoneTrack(BLOCKS, 4),
    therapistLevelDb: empty,
    scanLevelDb: empty,
    srp: empty,
    speechTherapist: empty,
    speechPatient: new Float32Array(BLOCKS).fill(backgroundSpeech),
  };
}

function blocksOf(labels: readonly BlockLabel[], wanted: BlockLabel): number[] {
  return labels.flatMap((label, b) => (label === wanted ? [b] : []));
}

describe('the faint end of a sentence', () => {
  it('belongs to it where nobody else talks', () => {
    expect(blocksOf(sure, 'patient').at(-1)).toBe(CLEAR.end - 1);
    expect(blocksOf(withFaintSpeech(room(0.05), posteriors, sure), 'patient').at(-1)).toBe(FAINT.end - 1);
  });

  it('is left alone in a room that talks, where it may be anybody', () => {
    expect(withFaintSpeech(room(0.8), posteriors, sure)).toEqual(sure);
  });

  it('goes on over a breath, and not over a pause', () => {
    const patientAgain = (gap: number) => {
      const next = posteriors.slice();
      for (let b = FAINT.end + gap; b < FAINT.end + gap + 20; b++) next.set([0.1, 0.02, 0.88], b * BLOCK_LABELS.length);
      return blocksOf(withFaintSpeech(room(0.05), next, labelBlocks(next)), 'patient').length;
    };
    expect(patientAgain(14)).toBe(20 + 20 + 14 + 20);
    expect(patientAgain(25)).toBe(20 + 20 + 20);
  });

  it('takes nothing from the therapist', () => {
    const labels = withFaintSpeech(room(0.05), posteriors, sure);
    expect(blocksOf(labels, 'therapist')).toEqual(blocksOf(sure, 'therapist'));
  });
});

describe('what the noise is learned from', () => {
  it('takes in runs that are nowhere sure, and no block of a run that is sure somewhere', () => {
    const certain: BlockLabel[] = ['none', 'patient', 'none', 'none', 'none', 'therapist'];
    const heard: BlockLabel[] = ['none', 'patient', 'patient', 'none', 'patient', 'therapist'];
    expect(withoutFaintRuns(heard, certain)).toEqual(['none', 'patient', 'patient', 'none', 'none', 'therapist']);
  });
});
