import { describe, expect, it } from 'vitest';
import { loadInstructionWords } from '../../../src/main/core/rules/instructionWords.ts';
import { applyEdits } from '../../../src/nlp/check/applyEdits.ts';
import { protectedTokens } from '../../../src/nlp/check/protectedTokens.ts';
import { followInstruction } from '../../../src/nlp/instruct/followInstruction.ts';
import type { NoteDraft, Section, Statement } from '../../../src/shared/domain/note.ts';
import { RESOURCES, rules } from '../../nlp/rules.ts';

const loaded = loadInstructionWords(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const words = loaded.value;

const statement = (id: string, text: string): Statement => ({
  ...{ id, kind: 'heard', text, factIds: ['f0'], anchors: [] },
  evidence: [{ kind: 'spoken', utteranceId: 'u0', from: 0, to: 2 }],
});
const section = (id: string, heading: string, ...texts: readonly string[]): Section => ({
  ...{ id, heading },
  statements: texts.map((text, at) => statement(`${id}${at}`, text)),
});
const NOTE: NoteDraft = {
  type: 'daily',
  sections: [
    section('s', 'Subjective', 'Patient reports pain 2/10 in the right shoulder.', 'Wife is present.'),
    section(
      'o',
      'Objective',
      'Toilet transfer requires Mod A with 2 verbal cues in order to place the left hand.',
      'Grooming at the sink requires Min A.',
    ),
    section('p', 'Plan', 'Next visit the toilet transfer is continued.'),
  ],
  ...{ questions: [], leftOut: [], issues: [] },
  stamp: { app: 'test', template: 't', models: 'none', rules: 'r', lexicon: 'l' } as unknown as NoteDraft['stamp'],
};

const valuesIn = (text: string) => protectedTokens(text, rules.wording).map((token) => token.text);
const follow = (typed: string, chosenId: string | null = null) =>
  followInstruction({ typed, note: NOTE, chosenId, words, valuesIn });
/** What becomes of one sentence, or why nothing does. */
function told(typed: string, text: string): string {
  const note = { ...NOTE, sections: [section('x', 'Objective', text)] };
  const result = followInstruction({ typed, note, chosenId: 'x0', words, valuesIn });
  return result.ok ? result.value.map(({ after }) => after).join('\n') : result.error.message;
}
function changesOf(typed: string, chosenId: string | null = null) {
  const result = follow(typed, chosenId);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.map(({ kind, statementId, after }) => [kind, statementId, after]);
}
function refusal(typed: string, chosenId: string | null = null): string {
  const result = follow(typed, chosenId);
  return result.ok ? `understood: ${JSON.stringify(result.value)}` : result.error.message;
}

describe('a typed command', () => {
  it.each([
    'remove the sentence about grooming',
    'Please delete the line with the sink.',
    'take out the sentence about “grooming”',
  ])('takes out the one sentence that is meant: %s', (typed) => {
    expect(changesOf(typed)).toEqual([['remove', 'o1', null]]);
  });

  it('means the chosen sentence by "this"', () => {
    expect(changesOf('remove this', 's1')).toEqual([['remove', 's1', null]]);
    expect(refusal('remove this')).toContain('Choose a sentence first');
  });

  it('moves a sentence to a section by its name', () => {
    const result = follow('move the sentence about grooming to the plan');
    expect(result.ok ? result.value : []).toMatchObject([
      { kind: 'move', statementId: 'o1', toSectionId: 'p', toHeading: 'Plan' },
    ]);
    expect(refusal('move the sentence about grooming to the appendix')).toContain('no section “appendix”');
  });

  it('replaces whole words everywhere, and values only as the command spells them', () => {
    expect(changesOf('replace Wife with “Spouse”')).toEqual([['replace', 's1', 'Spouse is present.']]);
    expect(changesOf('replace Mod A with Max A')).toMatchObject([['replace', 'o0', expect.stringContaining('Max A')]]);
    expect(refusal('replace plac with put')).toContain('stands in no sentence');
  });

  it('shortens by rule and leaves each value where it is', () => {
    expect(changesOf('shorter', 'o0')).toEqual([
      ['replace', 'o0', 'Toilet transfer requires Mod A with 2 verbal cues to place the left hand.'],
    ]);
    expect(changesOf('make the note shorter')).toHaveLength(1);
    expect(refusal('shorter', 's1')).toContain('nothing can be left out');
  });

  it('puts sentences in the past, but none that looks ahead', () => {
    expect(changesOf('put the note in the past tense').map(([, id]) => id)).toEqual(['s0', 's1', 'o0', 'o1']);
    expect(changesOf('past tense', 's1')).toEqual([['replace', 's1', 'Wife was present.']]);
    expect(changesOf('make the subjective past tense').map(([, id]) => id)).toEqual(['s0', 's1']);
    expect(refusal('past tense', 'p0')).toContain('no verb');
  });

  it.each([
    'make it sound better',
    'add that she was happy',
    'remove grooming',
    'translate it',
    'delete the note',
    '???',
  ])('that is not understood says so and changes nothing: %s', (typed) => {
    expect(refusal(typed, 'o0')).toContain('not understood');
  });

  it('asks which is meant where several sentences speak of it, and says where none does', () => {
    expect(refusal('remove the sentence about the transfer')).toContain('2 sentences speak of that');
    expect(refusal('remove the sentence about the moon')).toContain('No sentence');
  });

  it('would rather leave a sentence than lose a value of it', () => {
    const lossy = { ...words, shorter: [{ from: 'with 2 verbal cues', to: '' }] };
    const result = followInstruction({
      ...{ typed: 'shorter', note: NOTE, chosenId: 'o0', words: lossy },
      valuesIn,
    });
    expect(result.ok).toBe(false);
  });
});

describe('a reworded sentence', () => {
  it.each([
    ['Patient states “My pain is worse.”', 'Patient stated “My pain is worse.”'],
    ['Wife reports "he needs help" and is present.', 'Wife reported "he needs help" and was present.'],
    ["Patient's wife states 'it is hard' today.", "Patient's wife stated 'it is hard' today."],
    ['Patient’s grip is weak, as “it is” with the left.', 'Patient’s grip was weak, as “it is” with the left.'],
    ['Patient states “it is bad', 'Patient stated “it is bad'],
  ])('leaves what somebody said word for word: %s', (before, after) => {
    expect(told('past tense', before)).toBe(after);
  });

  it('leaves a quotation as it is when the rest is shortened', () => {
    expect(told('shorter', 'Patient uses the rail in order to stand “in order to  be safe”.')).toBe(
      'Patient uses the rail to stand “in order to  be safe”.',
    );
  });

  it.each([
    ['Needs were reviewed and patient is well.', 'Needs were reviewed and patient was well.'],
    ['Patient’s needs are met.', 'Patient’s needs were met.'],
    ['Equipment needs: a ramp is missing.', 'Equipment needs: a ramp was missing.'],
    ['Reports of pain are fewer.', 'Reports of pain were fewer.'],
    ['The reports are filed.', 'The reports were filed.'],
    ['Patient is shown uses of the reacher.', 'Patient was shown uses of the reacher.'],
  ])('keeps a noun that looks like a verb: %s', (before, after) => {
    expect(told('past tense', before)).toBe(after);
  });

  it.each([
    ['Needs Min A for dressing.', 'Needed Min A for dressing.'],
    ['Patient reports less pain and uses the rail.', 'Patient reported less pain and used the rail.'],
    ['She needs to sit, and states that she wants rest.', 'She needed to sit, and stated that she wanted rest.'],
    ['Patient presents with weak grip.', 'Patient presented with weak grip.'],
  ])('still puts the verb in the past: %s', (before, after) => {
    expect(told('past tense', before)).toBe(after);
  });
});

describe('a replacement', () => {
  it.each([
    ['replace 3 with 5', 'Carried 3.5 lb.'],
    ['replace 3 with 5', 'Strength is 3/5.'],
    ['replace A with B', 'Toilet transfer with Mod A.'],
    ['replace moderate with maximal', 'Toilet transfer with moderate assist.'],
    ['replace R with both', 'Shoulder r weak, Shoulder R strong.'],
  ])('that would change a value the command does not spell out is refused: %s', (typed, text) => {
    expect(told(typed, text)).toContain('does not spell out: write all of it');
  });

  it.each([
    ['replace 3 with 5', 'Needs 3 cues, then 3 rests.', 'Needs 5 cues, then 5 rests.'],
    ['replace 3/5 with 4/5', 'Strength is 3/5.', 'Strength is 4/5.'],
    [
      'replace moderate assist with max assist',
      'Toilet transfer with Moderate assist.',
      'Toilet transfer with max assist.',
    ],
    ['change "sit to stand" to "sit-to-stand"', 'Sit to stand with cues.', 'sit-to-stand with cues.'],
    ['change sit to stand to “sit-to-stand”', 'Practised sit to stand.', 'Practised sit-to-stand.'],
    ['change “sit to stand” to standing', 'Practised sit to stand.', 'Practised standing.'],
    ['replace sit to stand with standing', 'Practised sit to stand.', 'Practised standing.'],
    ['replace "in future" with "in the past"', 'Walked in future.', 'Walked in the past.'],
    ['change Wife to Spouse', 'Wife helps.', 'Spouse helps.'],
  ])('does what it spells out: %s', (typed, before, after) => {
    expect(told(typed, before)).toBe(after);
  });

  it.each(['replace "" with mild', 'replace “ ” with mild', 'replace mild with ""', 'change sit to stand to standing'])(
    'without words on both sides, or with more than one reading, is not understood: %s',
    (typed) => {
      expect(told(typed, 'Practised sit to stand with mild pain.')).toContain('not understood');
    },
  );
});

describe('a moved sentence', () => {
  const by = { by: 'th0', at: '2026-03-02T15:00:00Z' } as const;

  it('stands at the end of the other section with everything it rests on', () => {
    const move = { kind: 'move', statementId: 'o0', sectionId: 'p', before: '', ...by } as const;
    const { sections } = applyEdits(NOTE, [move], rules.wording);
    expect(sections[1]?.statements.map(({ id }) => id)).toEqual(['o1']);
    expect(sections[2]?.statements.at(-1)).toEqual(NOTE.sections[1]?.statements[0]);
    expect(applyEdits(NOTE, [move, move], rules.wording)).toEqual(applyEdits(NOTE, [move], rules.wording));
  });

  it('stays where it is when the section is not there', () => {
    const move = { kind: 'move', statementId: 'o0', sectionId: 'gone', before: '', ...by } as const;
    expect(applyEdits(NOTE, [move], rules.wording).sections).toEqual(NOTE.sections);
  });
});
