import { describe, expect, it } from 'vitest';
import { transcriptRows } from '../../src/renderer/features/review/transcriptRows.ts';
import { SAMPLE_PATIENT, session } from './support/fakeCore.ts';
import { sampleReview } from './support/sampleReview.ts';

const { record } = sampleReview(SAMPLE_PATIENT, session('s0', 'p0', 'review'));
const [track] = record.tracks;

describe('the rows of the transcript', () => {
  it('show marks, pauses and lost microphones at their place among the words', () => {
    const [first] = record.transcript.utterances;
    const gaps = [
      { startMs: first!.startMs + 1, lengthMs: 12_000, reason: 'paused' as const },
      { startMs: 9_000_000, lengthMs: null, reason: 'device_lost' as const },
    ];
    const rows = transcriptRows({ ...record, tracks: [{ ...track!, gaps }], marksMs: [first!.startMs + 2] });
    const at = rows.findIndex(({ kind }) => kind === 'hole');
    expect(rows[at - 1]).toMatchObject({ kind: 'said', utterance: { id: first!.id } });
    expect(rows[at]).toMatchObject({ kind: 'hole', text: expect.stringContaining('paused, for 0:12') });
    expect(rows[at + 1]).toEqual({ kind: 'mark', atMs: first!.startMs + 2 });
    expect(rows.at(-1)).toMatchObject({ kind: 'hole', text: expect.stringMatching(/microphone was gone$/) });
  });

  it('are the words alone where nothing else happened', () => {
    const plain = { ...record, tracks: [], transcript: { ...record.transcript, gaps: [] } };
    expect(transcriptRows(plain).every(({ kind }) => kind === 'said')).toBe(true);
  });
});
