import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import { LABELS_OF_KIND, type Reading, type ReadKind, type ReadSpan } from '../../../src/nlp/read/reading.ts';
import type { FactKind, FactOf } from '../../../src/shared/domain/facts.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

interface Marked {
  readonly kind: ReadKind;
  readonly words: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly p?: number;
  /** How probable the labels are. */
  readonly labelP?: number;
}

/** What a reader would say that marks these words of the only line; without `marks` it is sure that there is nothing. */
function readingOf(text: string, ...marks: readonly Marked[]): Reading {
  const words = text.split(' ');
  const spans = marks.map(({ kind, words: run, labels, p = 0.95, labelP = 0.95 }): ReadSpan => {
    const from = text.slice(0, text.indexOf(run)).split(' ').length - 1;
    return {
      ...{ utteranceId: 'u0', from, to: from + run.split(' ').length, kind, p },
      labels: Object.fromEntries(LABELS_OF_KIND[kind].map((name) => [name, labelled(labels[name] ?? 'none', labelP)])),
    };
  });
  const inside = Object.fromEntries(
    marks.map(({ kind, p = 0.95 }) => [
      kind,
      words.map((_, at) => (spans.some((span) => span.kind === kind && at >= span.from && at < span.to) ? p : 0)),
    ]),
  );
  return { spans, utterances: [{ utteranceId: 'u0', inside }] };
}

/** What is left goes to three others in equal parts. */
const labelled = (label: string, p: number) => ({
  [label]: p,
  ...Object.fromEntries(['a', 'b', 'c'].map((other) => [`other ${other}`, (1 - p) / 3])),
});

function factsOf<K extends FactKind>(kind: K, text: string, reading: Reading | null): FactOf<K>[] {
  const transcript = parseTranscript({ utterances: [{ t0: 0, t1: 5, speaker: 'therapist', text }] });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return extractFacts(transcript.value, lexicon, reading).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

const UNKNOWN_WORDING = 'The toilet, well, about that one she leaned on me like a wall.';
const NAMED = 'The toilet transfer was min assist.';

describe('a fact that both the rules and the reader found', () => {
  it('is one fact with the evidence of the rules', () => {
    const [alone] = factsOf('observation', NAMED, null);
    const both = factsOf(
      'observation',
      NAMED,
      readingOf(NAMED, { kind: 'obs', words: 'min assist.', labels: { level: 'MinA', item: 'transferToilet' } }),
    );
    expect(both).toEqual([alone]);
  });

  it('takes the level of the reader where it is sure of another', () => {
    const [fact] = factsOf(
      'observation',
      NAMED,
      readingOf(NAMED, { kind: 'obs', words: 'min assist.', labels: { level: 'ModA', item: 'transferToilet' } }),
    );
    expect(fact?.assistLevel).toBe('ModA');
  });

  it("keeps its count whatever the reader says of the cue: numbers are the words' own", () => {
    const text = 'She needed three verbal cues for the brakes.';
    const [fact] = factsOf(
      'cue',
      text,
      readingOf(text, {
        kind: 'cue',
        words: 'three verbal cues',
        labels: { cueType: 'tactile', cueIntensity: 'none' },
      }),
    );
    expect(fact).toMatchObject({ type: 'tactile', count: 3 });
  });
});

describe('a measure that both found', () => {
  const BENT = 'Left elbow flexion one ten.';
  const bent = (labels: Record<string, string>) => {
    const reading = readingOf(BENT, { kind: 'mea', words: 'one ten.', labels: { side: 'left', ...labels } });
    return factsOf('measure', BENT, reading);
  };

  it('takes the kind and the motion of the reader where it is sure', () => {
    expect(bent({ measure: 'AROM', motion: 'flexion' })).toMatchObject([{ measure: 'AROM', value: 110, side: 'left' }]);
  });

  it('stays as the rules read it where the reader says the same', () => {
    expect(bent({ measure: 'ROM', motion: 'flexion' })).toEqual(factsOf('measure', BENT, null));
  });
});

describe('a fact that only the reader found', () => {
  it('is stated as implied, with the words it marked as evidence and the task they follow', () => {
    expect(factsOf('observation', UNKNOWN_WORDING, null)).toEqual([]);
    const [fact] = factsOf(
      'observation',
      UNKNOWN_WORDING,
      readingOf(UNKNOWN_WORDING, {
        kind: 'obs',
        words: 'leaned on me like a wall.',
        labels: { level: 'MaxA', item: 'transferToilet' },
      }),
    );
    expect(fact).toMatchObject({
      ...{ assistLevel: 'MaxA', fimItem: 'transferToilet', certainty: 'implied', rule: 'assistLevel/read' },
      evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 7, to: 13 }],
    });
  });

  it('is none where the reader is not sure', () => {
    const marked = { words: 'leaned on me like a wall.', labels: { level: 'MaxA', item: 'transferToilet' } };
    const reading = readingOf(UNKNOWN_WORDING, { kind: 'obs', ...marked, p: 0.1 });
    expect(factsOf('observation', UNKNOWN_WORDING, reading)).toEqual([]);
  });

  it('is none where the reader sees that there is one and cannot say which', () => {
    const marked = { words: 'leaned on me like a wall.', labels: { level: 'MaxA', item: 'transferToilet' } };
    const reading = readingOf(UNKNOWN_WORDING, { kind: 'obs', ...marked, p: 0.95, labelP: 0.3 });
    expect(factsOf('observation', UNKNOWN_WORDING, reading)).toEqual([]);
  });

  it.each([
    ['min', 'minutes', 'quite a while at the sink', { code: '97535' }],
    ['pain', 'pain', 'quite a while at the sink', { when: 'rest' }],
    ['mea', 'measure', 'quite a while at the sink', { measure: 'grip' }],
  ] as const)('of %s is none without a number among its words: no value is made up', (kind, fact, text, labels) => {
    expect(factsOf(fact, text, readingOf(text, { kind, words: 'quite a while', labels }))).toEqual([]);
  });
});

describe('the task of a rating that only the reader found', () => {
  it('is the usual name of its item where the talk names none', () => {
    const text = 'She leaned on me like a wall.';
    const reading = readingOf(text, {
      ...{ kind: 'obs', words: 'leaned on me like a wall.' },
      labels: { level: 'MaxA', item: 'transferToilet' },
    });
    expect(factsOf('observation', text, reading)).toMatchObject([
      { fimItem: 'transferToilet', task: 'toilet transfer' },
    ]);
  });

  it('is what stands around it where it is no item of the scale', () => {
    const text = 'Half of it mine. That was the kite.';
    const reading = readingOf(text, { kind: 'obs', words: 'Half of it mine.', labels: { level: 'ModA' } });
    expect(factsOf('observation', text, reading)).toMatchObject([{ fimItem: null, assistLevel: 'ModA' }]);
  });
});

describe('figures among the words that the reader marked', () => {
  it.each([
    [
      'mea',
      'measure',
      'Sorting, seven of nine today.',
      'seven of nine',
      { measure: 'accuracy' },
      { value: 78, unit: '%' },
    ],
    ['mea', 'measure', 'Sorting, one of three today.', 'one of three', { measure: 'accuracy' }, { value: 33 }],
    [
      'mea',
      'measure',
      'At the counter two minutes fifty.',
      'two minutes fifty.',
      { measure: 'standingTolerance' },
      { value: 170, unit: 's' },
    ],
    ['mea', 'measure', 'At the counter two minutes.', 'two minutes.', { measure: 'standingTolerance' }, { value: 2 }],
    [
      'mea',
      'measure',
      'The bend, lacks fifteen now.',
      'lacks fifteen',
      { measure: 'AROM', motion: 'extension' },
      { value: -15 },
    ],
    [
      'mea',
      'measure',
      'Around it seven and a half there.',
      'seven and a half',
      { measure: 'circumference' },
      { value: 7.5 },
    ],
    ['pain', 'pain', 'In the arm, nothing lying down.', 'nothing lying', { when: 'rest' }, { score: 0 }],
    ['cue', 'cue', 'All in all 4 for the brakes.', '4 for the brakes.', { cueType: 'verbal' }, { count: 4 }],
  ] as const)('of kind %s are read as they were said: "%s" "%s"', (kind, fact, text, words, labels, expected) => {
    expect(factsOf(fact, text, readingOf(text, { kind, words, labels }))).toMatchObject([expected]);
  });

  it('are minutes by the clock where the run is the end of a stretch told in the sentence', () => {
    const text = 'The chairs from ten past two to two forty-eight.';
    const reading = readingOf(text, { kind: 'min', words: 'to two forty-eight.', labels: { code: '97530' } });
    expect(factsOf('minutes', text, reading)).toMatchObject([{ minutes: 38, cpt: '97530' }]);
  });

  it('are no minutes where they are a time of day whose beginning is not known', () => {
    const text = 'And now it is nine forty-three.';
    const reading = readingOf(text, { kind: 'min', words: 'nine forty-three.', labels: { code: '97530' } });
    expect(factsOf('minutes', text, reading)).toEqual([]);
  });

  it('keep facts of the rules and of the reader apart where they differ', () => {
    const text = 'Pain is three up and one lying.';
    const reading = readingOf(
      text,
      { kind: 'pain', words: 'three', labels: { when: 'activity' } },
      { kind: 'pain', words: 'one', labels: { when: 'rest' } },
    );
    expect(factsOf('pain', text, reading).map(({ score, when }) => [score, when])).toContainEqual([3, 'activity']);
  });
});

describe('a device by a short name that only the reader found', () => {
  it.each([
    ['The toilet transfer with a rail.', 'rail.', 'grab bar (rail)'],
    ['The dressing with a rail.', 'rail.', 'rail'],
    ['Across the hall, frame all along.', 'frame', 'walker (frame)'],
  ])('has the usual name its task gives it: "%s"', (text, words, name) => {
    const reading = readingOf(text, { kind: 'dev', words, labels: {}, p: 0.99 });
    expect(factsOf('device', text, reading).map((fact) => fact.name)).toEqual([name]);
  });

  it('is no device without the reader: the words alone may be anything', () => {
    expect(factsOf('device', 'Across the hall, frame all along.', null)).toEqual([]);
  });
});

describe('what is told already', () => {
  const TIMES = 'Fourteen minutes of transfers. So that is fourteen in all.';

  it('is no fact again because the reader marks the recap', () => {
    const reading = readingOf(
      TIMES,
      { kind: 'min', words: 'Fourteen minutes', labels: { code: '97530' } },
      { kind: 'min', words: 'fourteen', labels: { code: '97535' } },
    );
    expect(factsOf('minutes', TIMES, reading).map(({ minutes }) => minutes)).toEqual([14]);
  });

  it('is a fact of its own where it is another figure', () => {
    const text = 'Fourteen minutes of transfers. Then nine on the rest of it.';
    const reading = readingOf(
      text,
      { kind: 'min', words: 'Fourteen minutes', labels: { code: '97530' } },
      { kind: 'min', words: 'nine', labels: { code: '97535' } },
    );
    expect(factsOf('minutes', text, reading).map(({ minutes }) => minutes)).toEqual([14, 9]);
  });
});

describe('a fact that only the rules found', () => {
  it('falls where the reader sees no trace of it', () => {
    expect(factsOf('observation', NAMED, null)).toHaveLength(1);
    expect(factsOf('observation', NAMED, readingOf(NAMED))).toEqual([]);
  });

  it('stands where it is a judgement of risk: the reader was taught events', () => {
    const text = 'She is a fall risk on the stairs.';
    const risks = factsOf('safety', text, null);
    expect(risks).toMatchObject([{ event: 'fallRisk' }]);
    expect(factsOf('safety', text, readingOf(text))).toEqual(risks);
  });

  it('is no event besides where the reader takes the judgement of risk for one', () => {
    const text = 'She is a fall risk on the stairs.';
    const reading = readingOf(text, {
      kind: 'saf',
      words: 'a fall risk',
      labels: { safety: 'fall', source: 'observed' },
    });
    expect(factsOf('safety', text, reading).map(({ event }) => event)).toEqual(['fallRisk']);
  });

  it('stands in kinds the reader does not know', () => {
    const text = 'Next visit we continue the toilet transfers.';
    const plans = factsOf('plan', text, null);
    expect(plans).toHaveLength(1);
    expect(factsOf('plan', text, readingOf(text))).toEqual(plans);
  });
});
