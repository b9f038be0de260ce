import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { Fact, FactOf } from '../../../src/shared/domain/facts.ts';

const loaded = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

function factsOf(...lines: readonly (readonly [speaker: string, text: string])[]): Fact[] {
  const transcript = parseTranscript({
    utterances: lines.map(([speaker, text], index) => ({ t0: index * 5, t1: index * 5 + 4, speaker, text })),
  });
  if (!transcript.ok) throw new Error(transcript.error.message);
  const facts = extractFacts(transcript.value, lexicon);
  for (const fact of facts) {
    for (const each of fact.evidence) {
      const words = transcript.value.utterances.find((one) => one.id === each.utteranceId)!.text.split(/\s+/);
      expect(each.from).toBeLessThan(each.to);
      expect(each.to).toBeLessThanOrEqual(words.length);
    }
  }
  return facts;
}
const ofKind = <K extends Fact['kind']>(facts: readonly Fact[], kind: K): FactOf<K>[] =>
  facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
const therapist = (...texts: readonly string[]): Fact[] =>
  factsOf(...texts.map((text) => ['therapist', text] as const));

describe('assist levels', () => {
  it.each([
    ['Toilet transfer was moderate assist today.', 'transferToilet', 'ModA'],
    ['Grooming at the sink, min assist.', 'grooming', 'MinA'],
    ['Lower body dressing was max assist.', 'dressingLower', 'MaxA'],
    ['Toilet transfer, min assist. No, make that mod.', 'transferToilet', 'ModA'],
  ])('%s', (text, fimItem, assistLevel) => {
    const observations = ofKind(therapist(text), 'observation').filter((fact) => fact.polarity === 'affirmed');
    expect(observations.map((fact) => [fact.fimItem, fact.assistLevel])).toEqual([[fimItem, assistLevel]]);
  });

  it.each([
    ['a goal', [['therapist', 'By discharge I want the toilet transfer at contact guard.']]],
    ['a question', [['therapist', 'Was the toilet transfer min assist?']]],
    ["somebody else's word about another patient", [['other', 'She was maximum assist for the toilet transfer.']]],
    ["the patient's own claim", [['patient', 'I did the toilet transfer with minimal assist at home.']]],
    ['a negation', [['therapist', 'The toilet transfer was not a max assist.']]],
  ] as const)('are not taken from %s', (_what, lines) => {
    const asserted = ofKind(factsOf(...lines), 'observation').filter((fact) => fact.polarity === 'affirmed');
    expect(asserted).toEqual([]);
  });
});

describe('cues, minutes, pain, plan', () => {
  it('counts the cues that were narrated, with kind and purpose', () => {
    const [cue] = ofKind(
      therapist('The toilet transfer was min assist and he needed two verbal cues for hand placement.'),
      'cue',
    );
    expect(cue).toMatchObject({ type: 'verbal', count: 2, purpose: 'hand placement' });
  });

  it('stores no number where none was said', () => {
    const [cue] = ofKind(therapist('Grooming was supervision, she needed verbal cues for sequencing.'), 'cue');
    expect(cue?.count ?? null).toBeNull();
  });

  it('ties minutes to their activity and keeps "about"', () => {
    const minutes = ofKind(
      therapist('About twelve minutes of transfer training and eleven minutes of self-care.'),
      'minutes',
    );
    expect(minutes.map((fact) => [fact.cpt, fact.minutes, fact.approximate])).toEqual([
      ['97530', 12, true],
      ['97535', 11, false],
    ]);
  });

  it('takes a pain score from the answer to the question', () => {
    const facts = factsOf(
      ['patient', 'My right shoulder is sore.'],
      ['therapist', 'How bad, zero to ten?'],
      ['patient', 'Four out of ten.'],
    );
    expect(ofKind(facts, 'pain').map((fact) => fact.score)).toEqual([4]);
  });

  it('takes what is watched or done right now for no plan, and what is kept up for one', () => {
    const now = therapist("Okay, we'll keep an eye on that. Over to the sink.");
    expect(ofKind(now, 'plan')).toEqual([]);
    const later = therapist("We'll keep working on the transfers.");
    expect(ofKind(later, 'plan')).toHaveLength(1);
  });

  it('keeps what comes next as planned, never as done', () => {
    const facts = therapist('Next visit we continue the transfers and try the sock aid.');
    expect(ofKind(facts, 'plan').map((fact) => fact.polarity)).toEqual(['planned']);
    expect(ofKind(facts, 'device')).toEqual([]);
  });

  it('raises no safety event from a denial', () => {
    expect(
      ofKind(therapist('No loss of balance on the transfer.'), 'safety').filter((fact) => fact.polarity === 'affirmed'),
    ).toEqual([]);
  });
});

describe('what the therapist did', () => {
  it('is kept also when the "I" is left out', () => {
    const facts = therapist(
      'The toilet transfer was mod assist.',
      'Guided his hips at the grab bars, he was unsteady.',
    );
    expect(
      ofKind(facts, 'skilledAction')
        .map((fact) => fact.gist)
        .join(' '),
    ).toMatch(/guided his hips/i);
  });

  it('is not taken from what the patient did', () => {
    expect(ofKind(therapist('He guided his own hand to the bar.'), 'skilledAction')).toEqual([]);
  });
});

it('gives the same facts for the same transcript, and none for nothing', () => {
  const lines = [['therapist', 'Grooming was min assist, two tactile cues.']] as const;
  expect(factsOf(...lines)).toEqual(factsOf(...lines));
  expect(factsOf()).toEqual([]);
});
