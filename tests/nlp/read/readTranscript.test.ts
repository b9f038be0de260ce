import { describe, expect, it } from 'vitest';
import { READ_KINDS, type ReadableWords } from '../../../src/nlp/read/reading.ts';
import { readTranscript } from '../../../src/nlp/read/readTranscript.ts';
import { windowsOf } from '../../../src/nlp/read/windows.ts';

/** One piece a word: its length; a colon apart. */
const piecesOf = (text: string) => text.split(' ').map((word) => word.length);
const said = (...texts: readonly string[]): ReadableWords => ({
  utterances: texts.map((text, index) => ({ id: `u${index}`, speaker: 'therapist', text })),
});
const EDGES = { begin: 1, end: 2, unknown: 3 };
const LABELS = {
  ...EDGES,
  kinds: [...READ_KINDS],
  labels: {
    level: ['MinA', 'ModA'],
    item: ['none', 'toileting'],
    cueType: ['verbal', 'tactile'],
    cueIntensity: ['none', 'min'],
    code: ['other', '97535'],
    safety: ['fall', 'other'],
    source: ['observed', 'reported'],
    measure: ['other', 'grip'],
    side: ['none', 'left'],
    motion: ['none', 'flexion'],
    when: ['rest', 'activity'],
    who: ['patient', 'caregiver'],
  },
};
const WIDTH = 3 * READ_KINDS.length + 24;

/** Scores that say "begins" and "goes on" of one kind at the given pieces of the window, and ModA for its level. */
function scoresAt(kind: (typeof READ_KINDS)[number], pieces: readonly number[]) {
  return async (ids: readonly number[]) => {
    const data = new Float32Array(ids.length * WIDTH);
    for (let at = 0; at < ids.length; at++) {
      READ_KINDS.forEach((_, index) => {
        data[at * WIDTH + 3 * index] = 6;
      });
      const place = pieces.indexOf(at);
      if (place < 0) continue;
      const first = at * WIDTH + 3 * READ_KINDS.indexOf(kind);
      data[first] = 0;
      data[first + (place === 0 ? 1 : 2)] = 6;
      data[at * WIDTH + 3 * READ_KINDS.length + 1] = 4;
    }
    return { data, width: WIDTH };
  };
}

describe('windows of a transcript', () => {
  it('read every word once, in order, whatever the lengths', () => {
    const words = said(
      'a b c',
      'word '.repeat(300).trim(),
      'x y',
      ...Array.from({ length: 90 }, () => 'four words in here'),
    );
    const read = windowsOf(words, piecesOf, EDGES).flatMap((window) =>
      window.words.map(({ utteranceId, word }) => `${utteranceId}/${word}`),
    );
    const all = words.utterances.flatMap(({ id, text }) => text.split(' ').map((_, index) => `${id}/${index}`));
    expect(read).toEqual(all);
  });

  it('stay within what the graph was taught, with what was said before and after', () => {
    const windows = windowsOf(
      said(...Array.from({ length: 120 }, (_, index) => `turn number ${index} of the talk`)),
      piecesOf,
      EDGES,
    );
    for (const { ids } of windows) expect(ids.length).toBeLessThanOrEqual(288);
    expect(windows[1]!.words[0]!.at).toBeGreaterThan(60);
  });
});

describe('a window', () => {
  it('begins and ends with the numbers of the graph, and has its own for a word without pieces', () => {
    const [window] = windowsOf(said('odd 🜁 word'), (text) => (text === '🜁' ? [] : piecesOf(text)), EDGES);
    expect(window!.ids).toEqual([1, 9, 1, 3, 3, 4, 2]);
  });
});

describe('a reading', () => {
  it('marks the run of words and its most probable labels', async () => {
    // The window begins with its mark, then "therapist :", then the words.
    const reading = await readTranscript(said('needed a boost to stand'), {
      labels: LABELS,
      piecesOf,
      score: scoresAt('obs', [4, 5]),
    });
    expect(reading.spans).toMatchObject([{ utteranceId: 'u0', from: 1, to: 3, kind: 'obs' }]);
    expect(reading.spans[0]!.p).toBeGreaterThan(0.9);
    expect(reading.spans[0]!.labels.level!.ModA).toBeGreaterThan(0.9);
    expect(reading.utterances[0]!.inside.obs).toHaveLength(5);
  });

  it('never lets a run go on into the next utterance', async () => {
    const reading = await readTranscript(said('needed a boost', 'to stand'), {
      labels: LABELS,
      piecesOf,
      score: scoresAt('obs', [5, 8, 9]),
    });
    expect(reading.spans.map(({ utteranceId, from, to }) => [utteranceId, from, to])).not.toContainEqual(['u0', 2, 4]);
    expect(reading.spans[0]).toMatchObject({ utteranceId: 'u0', from: 2, to: 3 });
  });

  it('leaves out the kinds of which a line has no trace', async () => {
    const reading = await readTranscript(said('good morning'), {
      labels: LABELS,
      piecesOf,
      score: scoresAt('obs', []),
    });
    expect(reading.spans).toEqual([]);
    expect(reading.utterances[0]!.inside).toEqual({});
  });
});
