/** How a note reads: quotations that make sense, needs that name the task, levels grouped, no figure that was not said. */
import { describe, expect, it } from 'vitest';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import type { Fact } from '../../../src/shared/domain/facts.ts';
import { rules } from '../rules.ts';
import { type FactSketch, factsFrom, type Spoken, transcriptOf } from './facts.ts';
import { noteOf, recordOf, template, textOf, walter } from './noteOf.ts';
import type { TestSession } from './sessions.ts';

function told(lines: readonly Spoken[], sketches: readonly FactSketch[]): TestSession {
  const transcript = transcriptOf(lines);
  return { name: 'told', transcript, facts: factsFrom(transcript, sketches) };
}

const said = (who: 'patient' | 'caregiver', ...words: [string, ...string[]]): FactSketch => ({
  ...{ kind: 'subjective', who, source: who, gist: words.join(' '), words },
});
const done = (
  task: string,
  fimItem: Extract<Fact, { kind: 'observation' }>['fimItem'],
  assistLevel: Extract<Fact, { kind: 'observation' }>['assistLevel'],
  words: string,
  manner?: string,
): FactSketch => ({
  ...{ kind: 'observation', task, fimItem, assistLevel, words, ...(manner === undefined ? {} : { manner }) },
});

describe('a quotation', () => {
  it('is one where the sentences followed one another, two where they did not', () => {
    const session = told(
      [['patient', 'It drops everything. I cried. You know. It is the cold.']],
      [said('patient', 'It drops everything.', 'I cried.', 'It is the cold.')],
    );
    expect(textOf(noteOf(session), 'subjective')).toBe(
      'Patient states, "It drops everything. I cried." "It is the cold."',
    );
  });

  it('that answers in half a sentence stands with the question', () => {
    const session = told(
      [
        ['therapist', 'Okay. Any bruises, Mrs. Sample?'],
        ['patient', 'Just my dignity, and I sleep badly.'],
      ],
      [said('patient', 'Just my dignity, and I sleep badly.')],
    );
    expect(textOf(noteOf(session), 'subjective')).toBe(
      'Asked "Any bruises, Mrs. Sample?", patient states, "Just my dignity, and I sleep badly."',
    );
    const record = recordOf(session);
    const checked = { note: record.note, record, edits: [], played: [], rules, template };
    const locks = checkNote(checked).filter(({ code }) => code === 'number-lock' || code === 'altered-statement');
    expect(locks).toEqual([]);
  });

  it('that only points at what the therapist said is left out and listed', () => {
    const session = told(
      [
        ['therapist', 'There is a red patch.'],
        ['patient', "That's been there since the ICU."],
      ],
      [said('patient', "That's been there since the ICU.")],
    );
    const note = noteOf(session);
    expect(textOf(note, 'subjective')).toBe('');
    expect(note.leftOut).toEqual(['f0']);
  });

  it('of a recogniser without capitals begins with one, and nothing else of it changes', () => {
    const session = told([['patient', 'my wife says i eat half']], [said('patient', 'my wife says i eat half')]);
    expect(textOf(noteOf(session), 'subjective')).toBe('Patient states, "My wife says I eat half."');
  });
});

describe('what a therapist was needed for', () => {
  it('names hands and cues of one task together, and cues told under its usual name with it', () => {
    const session = told(
      [['therapist', 'Pants were min, I pulled them up. Three cues on lower dressing, and I tapped twice.']],
      [
        done('pants', 'dressingLower', 'MinA', 'Pants were min,', 'I pulled them up'),
        {
          ...{ kind: 'cue', type: 'verbal', count: 3, intensity: null, task: 'lower body dressing' },
          words: 'Three cues on lower dressing,',
        },
        {
          ...{ kind: 'cue', type: 'tactile', count: 2, intensity: null, task: 'lower body dressing' },
          words: 'I tapped twice.',
        },
      ],
    );
    const note = noteOf(session);
    expect(textOf(note, 'objective')).toContain('Patient needed 3 verbal cues and 2 tactile cues.');
    expect(textOf(note, 'assessment')).toContain(
      'for hands-on facilitation and verbal and tactile cueing during lower body dressing (pants).',
    );
  });

  it('leaves cues of a usual name by themselves where two different tasks bear it', () => {
    const session = told(
      [['therapist', 'Bra was min. Later the blouse was mod. At the end I say three cues on dressing.']],
      [
        done('bra', 'dressingUpper', 'MinA', 'Bra was min.'),
        done('blouse', 'dressingUpper', 'ModA', 'Later the blouse was mod.'),
        {
          ...{ kind: 'cue', type: 'verbal', count: 3, intensity: null, task: 'upper body dressing' },
          words: 'three cues on dressing.',
        },
      ],
    );
    expect(textOf(noteOf(session), 'objective')).toContain('Patient needed 3 verbal cues during upper body dressing.');
  });

  it('is told of cues without a task where their purpose was said', () => {
    const session = told(
      [['therapist', 'Two cues to keep the wrist straight.']],
      [
        {
          ...{ kind: 'cue', type: 'verbal', count: 2, intensity: null, task: null },
          ...{ purpose: 'to keep the wrist straight', words: 'Two cues to keep the wrist straight.' },
        },
      ],
    );
    expect(textOf(noteOf(session), 'assessment')).toMatch(/ for verbal cueing to keep the wrist straight\.$/);
  });
});

describe('the help that remains', () => {
  it('is told by what it means, most help first, with tasks of one name under it', () => {
    const session = told(
      [['therapist', 'Bra min. Blouse min. Toilet max. Walking standby.']],
      [
        done('bra', 'dressingUpper', 'MinA', 'Bra min.'),
        done('blouse', 'dressingUpper', 'MinA', 'Blouse min.'),
        done('toilet transfer', 'transferToilet', 'MaxA', 'Toilet max.'),
        done('walking', 'locomotion', 'SBA', 'Walking standby.'),
      ],
    );
    expect(textOf(noteOf(session), 'assessment')).toContain(
      'patient does less than half of the work in toilet transfer; does at least half of the work, with hands-on help, in upper body dressing (bra and blouse); and needs someone present for walking.',
    );
  });
});

describe('a goal that two tasks of today belong to', () => {
  it('is told with the level of each, not with the better one', () => {
    const goals = [{ id: 'g1', term: 'long', text: 'Lower body dressing with Mod I' }] as const;
    const patient = { ...walter, planOfCare: { ...walter.planOfCare, goals } };
    const session = told(
      [['therapist', 'Pants alone with the loop. Socks were mod.']],
      [
        done('pants', 'dressingLower', 'ModI', 'Pants alone with the loop.'),
        done('socks', 'dressingLower', 'ModA', 'Socks were mod.'),
      ],
    );
    expect(textOf(noteOf(session, { patient }), 'assessment')).toContain('Mod I (pants) and Mod A (socks).');
    expect(textOf(noteOf(session, { patient }), 'assessment')).not.toContain('than the goal allows');
  });
});

describe('readings of one thing', () => {
  const measure = (name: string, value: number | string, words: string): FactSketch => ({
    ...{ kind: 'measure', measure: name, motion: null, bodyPart: null, side: null, value, unit: null, words },
  });
  it('follow one another, vital signs apart from what was tested', () => {
    const session = told(
      [['therapist', 'Pulse eighty-two. Grip twenty. After, pulse one hundred.']],
      [
        measure('heartRate', 82, 'Pulse eighty-two.'),
        measure('grip', 20, 'Grip twenty.'),
        measure('heartRate', 100, 'After, pulse one hundred.'),
      ],
    );
    expect(textOf(noteOf(session), 'objective')).toBe(
      'Vital signs: heart rate 82 bpm, then 100 bpm.\nMeasurements: grip strength 20 lb.',
    );
  });
});

describe('a name', () => {
  it('keeps its capital inside a sentence', () => {
    const session = told(
      [['therapist', 'He went over left, twice, Kim caught him the second time.']],
      [
        {
          ...{ kind: 'safety', event: 'nearFall', observed: 'observed', task: null },
          ...{ gist: 'Kim caught him the second time', words: 'Kim caught him the second time.' },
        },
      ],
    );
    expect(textOf(noteOf(session), 'objective')).toContain('(Kim caught patient the second time)');
  });
});

describe('a goal that names its level', () => {
  const standing = (text: string, level: 'ModI' | 'MinA' | 'CGA' | 'MaxA', more: { helpers?: number } = {}) => {
    const goals = [{ id: 'g1', term: 'long', text }] as const;
    const patient = { ...walter, planOfCare: { ...walter.planOfCare, goals } };
    const pants = { ...done('pants', 'dressingLower', level, 'Pants so far.'), ...more };
    const session = told([['therapist', 'Pants so far.']], [pants]);
    return textOf(noteOf(session, { patient }), 'assessment');
  };

  it('says whether the help of today is what it allows, and never that it is met', () => {
    expect(standing('Lower body dressing with CGA in 2 weeks.', 'MinA')).toContain(
      'Min A, more help than the goal allows.',
    );
    expect(standing('Lower body dressing with CGA in 2 weeks.', 'CGA')).toContain(
      'CGA, no more help than the goal allows.',
    );
    expect(standing('Lower body dressing, modified independent.', 'ModI')).toContain(
      'Mod I, no more help than the goal',
    );
  });

  it('is not called reached by the help of two people', () => {
    expect(standing('Lower body dressing with Max A.', 'MaxA', { helpers: 2 })).not.toContain('than the goal allows');
    expect(standing('Lower body dressing with Max A.', 'MaxA', { helpers: 1 })).toContain('no more help than the goal');
    expect(standing('Lower body dressing with CGA.', 'MaxA', { helpers: 2 })).toContain('more help than the goal');
  });

  it('says nothing where the goal names no level, or two', () => {
    expect(standing('Lower body dressing in 10 minutes.', 'MinA')).not.toContain('than the goal allows');
    expect(standing('Lower body dressing with CGA, then SBA.', 'MinA')).not.toContain('than the goal allows');
  });
});
