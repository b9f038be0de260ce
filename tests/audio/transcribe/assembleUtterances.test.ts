import { describe, expect, it } from 'vitest';
import { assembleUtterances, type SegmentWords } from '../../../src/audio/transcribe/assembleUtterances.ts';
import type { Role } from '../../../src/shared/domain/audio.ts';

/** Words of 300 ms, one after the other; a number stands for a pause in milliseconds. */
function segment(id: string, role: Role, startMs: number, said: readonly (string | number)[]): SegmentWords {
  let atMs = startMs;
  const words = said.flatMap((item) => {
    if (typeof item === 'number') {
      atMs += item;
      return [];
    }
    const word = { text: item, p: 0.9, startMs: atMs, endMs: atMs + 300 };
    atMs += 300;
    return [word];
  });
  return { segment: { id, role, roleP: 0.9, beam: 'patient', startMs, endMs: atMs }, words };
}

const textsOf = (segments: readonly SegmentWords[]) => assembleUtterances(segments).map(({ text }) => text);

describe('utterances', () => {
  it('stand in order of time with numbered ids', () => {
    const utterances = assembleUtterances([
      segment('s1', 'patient', 5000, ['Okay.']),
      segment('s0', 'therapist', 0, ['Lift', 'it.']),
      segment('s2', 'patient', 9000, []),
    ]);
    expect(utterances.map(({ id, speaker, text }) => [id, speaker, text])).toEqual([
      ['u0', 'therapist', 'Lift it.'],
      ['u1', 'patient', 'Okay.'],
    ]);
  });

  it('put a sentence together that goes on in the next segment of the same speaker', () => {
    const said = [segment('s0', 'therapist', 0, ['Bring', 'your']), segment('s1', 'therapist', 1200, ['arm', 'up.'])];
    expect(textsOf(said)).toEqual(['Bring your arm up.']);
  });

  it.each([
    ['the sentence has ended', segment('s0', 'therapist', 0, ['Good.']), segment('s1', 'therapist', 1200, ['Again.'])],
    ['the pause is long', segment('s0', 'therapist', 0, ['Bring']), segment('s1', 'therapist', 2000, ['it.'])],
    ['another speaks', segment('s0', 'therapist', 0, ['Can', 'you']), segment('s1', 'patient', 800, ['Yes.'])],
  ])('keep apart what is not one sentence: %s', (_, first, second) => {
    expect(assembleUtterances([first, second])).toHaveLength(2);
  });

  it('do not join over what somebody else said in between', () => {
    const said = [
      segment('s0', 'therapist', 0, ['Bring', 'your']),
      segment('s1', 'patient', 700, ['Ow.']),
      segment('s2', 'therapist', 1100, ['arm', 'up.']),
    ];
    expect(textsOf(said)).toEqual(['Bring your', 'Ow.', 'arm up.']);
  });

  it('split at a sentence end with a pause, not at a pause inside a sentence', () => {
    expect(textsOf([segment('s0', 'therapist', 0, ['Good.', 800, 'Now', 900, 'rest.'])])).toEqual([
      'Good.',
      'Now rest.',
    ]);
  });

  it('split long talk at sentence ends', () => {
    const sentence = ['We', 'go', 'on', 'and', 'on', 'like', 'this.'];
    const utterances = assembleUtterances([segment('s0', 'therapist', 0, Array(20).fill(sentence).flat())]);
    expect(utterances.length).toBeGreaterThan(2);
    for (const { startMs, endMs } of utterances) expect(endMs - startMs).toBeLessThan(15_000);
    expect(
      utterances
        .map(({ text }) => text)
        .join(' ')
        .split(' '),
    ).toHaveLength(140);
  });
});
