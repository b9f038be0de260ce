import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { burdenScaleFile, sectionGgFile } from '../../../../src/main/core/rules/scoreSchemas.ts';
import { scoreSession } from '../../../../src/nlp/reckon/scores/scoreSession.ts';
import type { ScoreAnswer, SessionScores } from '../../../../src/shared/domain/scores.ts';
import { type FactSketch, factsFrom, transcriptOf } from '../../draft/facts.ts';
import { RESOURCES, rules } from '../../rules.ts';

const BY = { by: 'u1', at: '2026-03-02T15:00:00Z' } as const;

function scoresOf(
  lines: readonly string[],
  sketches: readonly FactSketch[],
  entered: Partial<Parameters<typeof scoreSession>[3]> = {},
): SessionScores {
  const transcript = transcriptOf(lines.map((line) => ['therapist', line] as const));
  const facts = factsFrom(transcript, sketches);
  return scoreSession(facts, transcript, rules.scores, { answers: [], overrides: [], ...entered });
}

const observed = (words: string, more: Partial<FactSketch> = {}): FactSketch =>
  ({ kind: 'observation', task: 'grooming', fimItem: 'grooming', assistLevel: 'MinA', words, ...more }) as FactSketch;
const burdenOf = (scores: SessionScores, item: string) => scores.burden.find((score) => score.item === item)!;
const ggOf = (scores: SessionScores, item: string) => scores.sectionGg.find((score) => score.item === item)!;
const TRANSFER = { task: 'toilet transfer', fimItem: 'transferToilet' } as const;

describe('the examples inside the scale files', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(RESOURCES, 'clinical', name), 'utf8'));
  const line = 'Toilet transfer was done with the raised seat.';
  const scoreOf = ({ level, helpers, device }: { level: string; helpers?: number; device?: boolean }) =>
    scoresOf(
      [line],
      [
        observed('Toilet transfer', { ...TRANSFER, assistLevel: level, helpers } as Partial<FactSketch>),
        ...(device
          ? [{ kind: 'device', name: 'raised seat', task: 'toilet transfer', words: 'raised seat.' } as const]
          : []),
      ],
    );
  it.each(burdenScaleFile.parse(await read('burden-scale.json')).examples)('burden: $given is $expect', (example) => {
    expect(burdenOf(scoreOf(example.given), 'transferToilet')).toMatchObject({ value: example.expect });
  });
  it.each(sectionGgFile.parse(await read('section-gg.json')).examples)('GG: $given is $expect', (example) => {
    expect(ggOf(scoreOf(example.given), 'GG0170F')).toMatchObject({ value: example.expect });
  });
});

describe('scores of a session', () => {
  it('reads both scales from the same words and gives the rule with its inputs', () => {
    const scores = scoresOf(
      ['Toilet transfer was moderate assist.'],
      [observed('moderate assist.', { ...TRANSFER, assistLevel: 'ModA' })],
    );
    expect(burdenOf(scores, 'transferToilet')).toMatchObject({
      status: 'scored',
      value: 3,
      why: { ruleId: 'burden/share', inputs: [{ name: 'toilet transfer', value: 'ModA', at: 'f0' }] },
    });
    expect(ggOf(scores, 'GG0170F')).toMatchObject({ status: 'scored', value: '03', loinc: '83208-9' });
    expect(burdenOf(scores, 'transferToilet').why.source).toContain('burden-of-care');
  });

  it('leaves an item that nobody observed without a score', () => {
    const scores = scoresOf(
      ['Toilet transfer was moderate assist.'],
      [observed('moderate assist.', { ...TRANSFER, assistLevel: 'ModA' })],
    );
    expect(burdenOf(scores, 'toileting')).toMatchObject({ status: 'notObserved', factIds: [] });
    expect(ggOf(scores, 'GG0130C').status).toBe('notObserved');
  });

  it.each([
    ['a plan', { polarity: 'planned' }],
    ['a denial', { polarity: 'denied' }],
    ['what a caregiver told', { source: 'caregiver' }],
    ['what the patient told', { source: 'patient' }],
  ])('takes %s for no observation', (_, more) => {
    const scores = scoresOf(['Grooming was min assist.'], [observed('min assist.', more as Partial<FactSketch>)]);
    expect(burdenOf(scores, 'grooming').status).toBe('notObserved');
  });

  it('keeps the two scales apart at contact guard: touching is 4 on one and 04 on the other, min assist 4 and 03', () => {
    const guard = scoresOf(
      ['Transfer with contact guard.'],
      [observed('contact guard.', { ...TRANSFER, assistLevel: 'CGA' })],
    );
    const min = scoresOf(['Transfer with min assist.'], [observed('min assist.', { ...TRANSFER })]);
    expect([burdenOf(guard, 'transferToilet'), ggOf(guard, 'GG0170F')]).toMatchObject([{ value: 4 }, { value: '04' }]);
    expect([burdenOf(min, 'transferToilet'), ggOf(min, 'GG0170F')]).toMatchObject([{ value: 4 }, { value: '03' }]);
  });

  it('scores the more dependent end of a range, and the time with the most help', () => {
    const range = scoresOf(
      ['Min to mod assist.'],
      [observed('Min to mod', { ...TRANSFER, assistLevel: 'ModA', range: ['MinA', 'ModA'] } as Partial<FactSketch>)],
    );
    expect(burdenOf(range, 'transferToilet')).toMatchObject({ value: 3, why: { ruleId: 'burden/range-share' } });
    const twice = scoresOf(
      ['First min assist. Second max assist.'],
      [observed('min assist.', TRANSFER), observed('max assist.', { ...TRANSFER, assistLevel: 'MaxA' })],
    );
    expect(burdenOf(twice, 'transferToilet')).toMatchObject({ value: 2, factIds: ['f0', 'f1'] });
  });

  it('counts cues as a helper, also where independence was said', () => {
    const scores = scoresOf(
      ['Transfer independent with two verbal cues.'],
      [
        observed('independent', { ...TRANSFER, assistLevel: 'I' }),
        { kind: 'cue', type: 'verbal', count: 2, intensity: null, task: 'toilet transfer', words: 'two verbal cues.' },
      ],
    );
    expect(burdenOf(scores, 'transferToilet')).toMatchObject({ value: 5, why: { ruleId: 'burden/cued' } });
    expect(ggOf(scores, 'GG0170F')).toMatchObject({ value: '04' });
  });

  it('calls help that was only set-up 5 and 05, but not with cues', () => {
    const alone = [observed('Set up only', { assistLevel: 'Supervision', task: 'brushing teeth' })];
    const cue = {
      kind: 'cue',
      type: 'verbal',
      count: 1,
      intensity: null,
      task: 'brushing teeth',
      words: 'one cue.',
    } as const;
    expect(ggOf(scoresOf(['Set up only for brushing teeth.'], alone), 'GG0130B')).toMatchObject({ value: '05' });
    const cued = scoresOf(['Set up only for brushing teeth, one cue.'], [...alone, cue]);
    expect(ggOf(cued, 'GG0130B')).toMatchObject({ value: '04' });
  });

  it('says when only a part of an item was seen', () => {
    const scores = scoresOf(['Brushing her teeth was mod assist.'], [observed('mod assist.', { assistLevel: 'ModA' })]);
    expect(burdenOf(scores, 'grooming').remarks).toEqual([
      'Only oral care was seen: a score of a part, not of the whole item.',
    ]);
    expect(ggOf(scores, 'GG0130B')).toMatchObject({ value: '03' });
    expect(ggOf(scores, 'GG0130I').status).toBe('notObserved');
  });

  it('gives no Section GG item to grooming when neither mouth nor hair nor face was named', () => {
    const scores = scoresOf(['Grooming was mod assist.'], [observed('mod assist.', { assistLevel: 'ModA' })]);
    expect(burdenOf(scores, 'grooming')).toMatchObject({ value: 3 });
    expect(scores.sectionGg.every(({ status }) => status === 'notObserved')).toBe(true);
  });

  it('passes on that a word was hard to hear', () => {
    const scores = scoresOf(
      ['Grooming was mod assist.'],
      [observed('mod assist.', { assistLevel: 'ModA', unsure: true } as Partial<FactSketch>)],
    );
    expect(burdenOf(scores, 'grooming').remarks).toContain('A word of the level was hard to hear.');
  });

  it('lets the therapist enter another score with a reason, and never for what was not observed', () => {
    const override = { value: 5, reason: 'Only the tube was opened for her.', ...BY } as const;
    const overrides = [
      { ...override, item: 'grooming' },
      { ...override, item: 'toileting' },
    ];
    const scores = scoresOf(['Grooming was mod assist.'], [observed('mod assist.', { assistLevel: 'ModA' })], {
      overrides,
    });
    expect(burdenOf(scores, 'grooming')).toMatchObject({
      value: 5,
      isOverridden: true,
      why: { ruleId: 'burden/entered' },
    });
    expect(burdenOf(scores, 'grooming').why.text).toContain('Only the tube was opened');
    expect(burdenOf(scores, 'toileting').status).toBe('notObserved');
  });
});

describe('a disputed score', () => {
  const LINE = 'Grooming, she needed minimal assist to manage the brush and toothpaste, used a built-up handle.';
  const asked = (answers: readonly ScoreAnswer[] = []) => scoresOf([LINE], [observed('minimal assist')], { answers });

  it('asks one question for both scales instead of choosing', () => {
    const scores = asked();
    expect(scores.questions.map(({ id }) => id)).toEqual(['score-f0']);
    expect(scores.questions[0]!.prompt).toContain('only setting up');
    expect(burdenOf(scores, 'grooming')).toMatchObject({ status: 'asked', candidates: [4, 5] });
    expect(ggOf(scores, 'GG0130B')).toMatchObject({ status: 'asked', candidates: ['03', '05'] });
  });

  it.each([
    ['set-up', 5, '05'],
    ['hands-on', 4, '03'],
  ])('takes the answer %s', (optionId, burden, gg) => {
    const scores = asked([{ questionId: 'score-f0', optionId, ...BY }]);
    expect(burdenOf(scores, 'grooming')).toMatchObject({ status: 'scored', value: burden });
    expect(ggOf(scores, 'GG0130B')).toMatchObject({ status: 'scored', value: gg });
    expect(scores.questions).toEqual([]);
  });

  it('stays open on an answer to something else', () => {
    expect(burdenOf(asked([{ questionId: 'score-f9', optionId: 'set-up', ...BY }]), 'grooming').status).toBe('asked');
    expect(burdenOf(asked([{ questionId: 'score-f0', optionId: 'both', ...BY }]), 'grooming').status).toBe('asked');
  });

  it.each([
    ['moderate assist', 'Grooming, moderate assist to manage the brush and toothpaste.', { assistLevel: 'ModA' }],
    ['a transfer', 'Toilet transfer, minimal assist, I handed her the walker.', { ...TRANSFER, assistLevel: 'MinA' }],
    ['plain words', 'Grooming, minimal assist for her hair.', { assistLevel: 'MinA' }],
    ['two helpers', 'Grooming, minimal assist, we opened the cap.', { assistLevel: 'MinA', helpers: 2 }],
  ])('does not ask about %s', (_, line, more) => {
    expect(
      scoresOf(
        [line],
        [observed('assist', more as Partial<FactSketch>)].map((sketch) => ({ ...sketch, words: line.split(' ')[0]! })),
      ).questions,
    ).toEqual([]);
  });

  it('asks for the level where only hands were described', () => {
    const scores = scoresOf(
      ['I lifted her leg over the edge of the tub.'],
      [
        observed('lifted her leg', {
          task: 'tub transfer',
          fimItem: 'transferTubShower',
          assistLevel: null,
        } as Partial<FactSketch>),
      ],
    );
    expect(burdenOf(scores, 'transferTubShower')).toMatchObject({ status: 'asked', candidates: [1, 2, 3, 4] });
    expect(scores.questions[0]!.prompt).toContain('no level was said');
  });

  it('puts no question whose answer changes nothing', () => {
    const scores = scoresOf(
      ['Grooming, minimal assist with the toothpaste. Later total assist with her toothpaste.'],
      [observed('minimal assist'), observed('total assist', { assistLevel: 'TotalA' })],
    );
    expect(burdenOf(scores, 'grooming')).toMatchObject({ status: 'scored', value: 1 });
    expect(scores.questions).toEqual([]);
  });
});
