import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosisRulesFile } from '../../../../src/main/core/rules/diagnosisSchemas.ts';
import { diagnosisIssues, listedCodes } from '../../../../src/nlp/reckon/diagnoses/diagnosisGuards.ts';
import { suggestDiagnoses } from '../../../../src/nlp/reckon/diagnoses/suggestDiagnoses.ts';
import type { DiagnosisDecision } from '../../../../src/shared/domain/diagnoses.ts';
import { type FactSketch, factsFrom, type Spoken, transcriptOf } from '../../draft/facts.ts';
import { RESOURCES, rules } from '../../rules.ts';

type Side = 'left' | 'right' | 'both' | null;

function suggestions(
  said: string | readonly Spoken[],
  diagnosis: string | null = null,
  {
    side = null,
    sketches = [],
    decisions = [],
  }: { side?: Side; sketches?: readonly FactSketch[]; decisions?: readonly DiagnosisDecision[] } = {},
) {
  const transcript = transcriptOf(typeof said === 'string' ? [['therapist', said]] : said);
  const facts = factsFrom(transcript, sketches);
  return suggestDiagnoses(
    { facts, transcript, patient: { diagnosis, affectedSide: side }, decisions },
    rules.diagnoses,
  );
}
const codes = (...given: Parameters<typeof suggestions>) => suggestions(...given).flatMap((each) => each.codes);
const issues = (diagnosis: string, side: Side = null, said = 'All went well.') =>
  diagnosisIssues({ diagnosis, affectedSide: side }, suggestions(said, diagnosis, { side }), rules.diagnoses).map(
    ({ code }) => code,
  );

describe('suggested diagnoses', async () => {
  const file = diagnosisRulesFile.parse(
    JSON.parse(await readFile(join(RESOURCES, 'clinical/diagnosis-rules.json'), 'utf8')),
  );
  it.each(file.examples)('$given → $expect ($why)', ({ given, expect: expected }) => {
    expect(codes(given.said, given.diagnosis)).toEqual(expected);
  });

  it('carry the quote, where it was said, and the rule', () => {
    const [first] = suggestions('Good. She has generalized weakness today.');
    expect(first).toMatchObject({
      codes: ['M62.81'],
      quote: 'She has generalized weakness today.',
      evidence: [{ utteranceId: 'u0', from: 1, to: 6 }],
      decision: null,
      why: { ruleId: 'diagnosis/weakness', inputs: [{ name: 'said' }, { name: 'listed diagnosis', value: 'none' }] },
    });
  });

  it.each([
    ['what the patient says', [['patient', 'I feel weakness everywhere.']]],
    ['another voice', [['other', 'She has generalized weakness.']]],
    ['a denial', [['therapist', 'There is no weakness.']]],
    ['a question', [['therapist', 'Do you have weakness?']]],
    ['what may come', [['therapist', 'If the weakness comes back, call us.']]],
    ['the last visit', [['therapist', 'Last week there was weakness.']]],
  ] as const)('come from the therapist’s finding today, not from %s', (_, lines) => {
    expect(suggestions(lines)).toEqual([]);
  });

  it('ask for the side instead of choosing it', () => {
    const [first] = suggestions('The hemiparesis is still there.', 'Cerebral infarction');
    expect(first).toMatchObject({ codes: [], questions: [rules.diagnoses.sideQuestion] });
    expect(codes('The hemiparesis is still there.', 'Cerebral infarction', { side: 'left' })).toEqual(['I69.354']);
    expect(codes('The hemiparesis is still there.', 'Cerebral infarction', { side: 'both' })).toEqual([]);
  });

  it('offer every family and ask for the type where only a stroke is listed', () => {
    const [first] = suggestions('She has left-sided weakness.', 'Stroke');
    expect(first).toMatchObject({
      codes: ['I69.054', 'I69.154', 'I69.354'],
      questions: [rules.diagnoses.strokeTypeQuestion, rules.diagnoses.handednessQuestion],
    });
    expect(codes('She has left-sided weakness.', 'Intracerebral hemorrhagic stroke')).toEqual(['I69.154']);
  });

  it('say nothing of one-sided weakness without a stroke', () => {
    expect(codes('She has left-sided weakness.', 'Carpal tunnel release')).toEqual([]);
  });

  it('rest the need for help on the observed level', () => {
    const sketch = {
      kind: 'observation',
      task: 'grooming',
      fimItem: 'grooming',
      assistLevel: 'MinA',
      words: 'Grooming',
    } as const;
    const [first] = suggestions('Grooming was min assist.', null, { sketches: [sketch] });
    expect(first).toMatchObject({
      codes: ['Z74.1'],
      quote: 'grooming: MinA',
      why: { inputs: [{ value: 'grooming: MinA', at: 'f0' }] },
    });
    expect(codes('Grooming was fine.', null, { sketches: [{ ...sketch, assistLevel: 'I' }] })).toEqual([]);
    const transfer = { ...sketch, task: 'toilet transfer', fimItem: 'transferToilet' } as const;
    expect(codes('Grooming was fine.', null, { sketches: [transfer] })).toEqual([]);
  });

  it('keep the therapist’s answer and are otherwise undecided', () => {
    const decisions = [{ suggestionId: 'diagnosis-weakness', code: null, by: 'u1', at: '2026-03-02T15:00:00Z' }];
    expect(suggestions('Generalized weakness today.', null, { decisions })[0]!.decision).toMatchObject({ code: null });
  });
});

describe('guards on the listed codes', () => {
  it('find codes in the text', () => {
    expect(listedCodes('I69.354 hemiparesis, Z74.1; G20.A1')).toEqual(['I69.354', 'Z74.1', 'G20.A1']);
    expect(listedCodes('Stroke in 2024, C7 fusion')).toEqual([]);
  });

  it.each([
    ['I63.411', 'diagnosis-acute-stroke-code'],
    ['I69.35', 'diagnosis-truncated'],
    ['I69.359', 'diagnosis-unspecified-side'],
    ['M62.9', 'diagnosis-vague'],
    ['G20', 'diagnosis-not-valid'],
    ['Stroke; R47.01', 'diagnosis-not-after-stroke'],
    ['Stroke; M62.81', 'diagnosis-not-after-stroke'],
  ])('%s → %s', (diagnosis, code) => {
    expect(issues(diagnosis)).toEqual([code]);
  });

  it.each(['I69.354', 'M62.81', 'R47.01', 'G20.A1', 'Z74.1', 'Stroke'])('leave %s alone', (diagnosis) => {
    expect(issues(diagnosis)).toEqual([]);
  });

  it('see a side that clashes with the listed one, in a code and in the talk', () => {
    expect(issues('I69.354', 'right')).toEqual(['diagnosis-side']);
    expect(issues('I69.354', 'left')).toEqual([]);
    expect(issues('Cerebral infarction', 'right', 'She has left-sided weakness.')).toEqual(['diagnosis-side']);
    expect(issues('Cerebral infarction', 'left', 'She has left-sided weakness.')).toEqual([]);
  });
});
