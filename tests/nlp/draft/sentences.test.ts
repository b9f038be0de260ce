/** Sentences as a payer's reviewer would read them: no fact twice, no item run into the next, no word too many. */
import { describe, expect, it } from 'vitest';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import { rules } from '../rules.ts';
import { type FactSketch, factsFrom, type Spoken, transcriptOf } from './facts.ts';
import { noteOf, recordOf, template, textOf } from './noteOf.ts';
import type { TestSession } from './sessions.ts';

function told(lines: readonly Spoken[], sketches: readonly FactSketch[]): TestSession {
  const transcript = transcriptOf(lines);
  return { name: 'told', transcript, facts: factsFrom(transcript, sketches) };
}

const task = (name: string, assistLevel: 'CGA' | 'MinA' | 'ModA', words: string, manner?: string): FactSketch => ({
  ...{ kind: 'observation', task: name, fimItem: null, assistLevel, words },
  ...(manner === undefined ? {} : { manner }),
});
const cue = (about: string, purpose: string | undefined, words: string): FactSketch =>
  ({
    ...{ kind: 'cue', type: 'verbal', count: null, intensity: null, task: about, words },
    ...(purpose === undefined ? {} : { purpose }),
  }) as FactSketch;
const safety = (event: 'hazard' | 'dizziness' | 'unsteady', about: string, gist: string): FactSketch =>
  ({ kind: 'safety', event, task: about, gist, words: gist }) as FactSketch;
const assessmentOf = (session: TestSession) => textOf(noteOf(session), 'assessment');
const locksOf = (session: TestSession) => {
  const record = recordOf(session);
  const issues = checkNote({ note: record.note, record, edits: [], played: [], rules, template, wording: [] });
  return issues.filter(({ code }) => code === 'number-lock' || code === 'altered-statement');
};

describe('skilled need', () => {
  it('names one kind of cue once, with all that it was for', () => {
    const session = told(
      [['therapist', 'Toilet transfer contact guard. Cued the brakes. Cued the weak foot.']],
      [
        task('toilet transfer', 'CGA', 'Toilet transfer contact guard.'),
        cue('toilet transfer', 'the brakes', 'Cued the brakes.'),
        cue('toilet transfer', 'the weak foot', 'Cued the weak foot.'),
      ],
    );
    expect(assessmentOf(session)).toContain(
      'for verbal cueing for the brakes and for the weak foot during toilet transfer.',
    );
    expect(locksOf(session)).toEqual([]);
  });

  it('does not name a task again that the purpose of the cue has named', () => {
    const session = told(
      [['therapist', 'Reaching min assist. Cued for reaching into the cupboard.']],
      [
        task('reaching', 'MinA', 'Reaching min assist.'),
        cue('reaching', 'reaching into the cupboard', 'Cued for reaching into the cupboard.'),
      ],
    );
    expect(assessmentOf(session)).toContain('for verbal cueing for reaching into the cupboard.');
    const other = told(
      [['therapist', 'Shaving min assist. Cued to drop the shoulder.']],
      [
        task('shaving', 'MinA', 'Shaving min assist.'),
        cue('shaving', 'to drop the shoulder', 'Cued to drop the shoulder.'),
      ],
    );
    expect(assessmentOf(other)).toContain('for verbal cueing to drop the shoulder during shaving.');
  });

  it('of two tasks reads on with a comma, of three with semicolons', () => {
    const lines = 'Shaving min, I held the mirror. Bathing mod, cued. Toileting min, I steadied him, cued.';
    const two = [
      task('shaving', 'MinA', 'Shaving min,', 'I held the mirror'),
      task('bathing', 'ModA', 'Bathing mod,'),
      cue('bathing', undefined, 'cued.'),
    ];
    const session = told([['therapist', lines]], two);
    expect(assessmentOf(session)).toContain(
      'for hands-on facilitation during shaving, and for verbal cueing during bathing.',
    );
    const three = [
      ...two,
      task('toileting', 'MinA', 'Toileting min,', 'I steadied him'),
      cue('toileting', undefined, 'I steadied him, cued.'),
    ];
    expect(assessmentOf(told([['therapist', lines]], three))).toContain(
      'for hands-on facilitation during shaving; for verbal cueing during bathing; and for hands-on facilitation and verbal cueing during toileting.',
    );
  });
});

describe('safety concerns', () => {
  const shaving = task('shaving', 'MinA', 'Shaving min assist.');
  const lines: readonly Spoken[] = [
    ['therapist', 'Shaving min assist. left the razor open Bathing min assist. left the water running'],
  ];

  it('are one concern, or several side by side', () => {
    const one = told(lines, [shaving, safety('hazard', 'shaving', 'left the razor open')]);
    expect(assessmentOf(one)).toContain('Safety concern: hazard during shaving, so the task is not yet safe.');
    const both = told(lines, [
      ...[shaving, safety('hazard', 'shaving', 'left the razor open')],
      ...[task('bathing', 'MinA', 'Bathing min assist.'), safety('hazard', 'bathing', 'left the water running')],
    ]);
    expect(assessmentOf(both)).toContain(
      'Safety concerns: hazard during shaving, so the task is not yet safe; hazard during bathing, so the task is not yet safe.',
    );
    expect(locksOf(both)).toEqual([]);
  });
});

describe('what the hands did', () => {
  it('is not told twice where the safety event tells it already', () => {
    const event = 'veered and I took hold of the handle';
    const lines: readonly Spoken[] = [['therapist', `Carpet run mod assist. ${event}`]];
    const run = (more: readonly FactSketch[]) =>
      told(lines, [task('carpet run', 'ModA', 'Carpet run mod assist.', 'I took hold of the handle'), ...more]);
    const objective = (session: TestSession) => textOf(noteOf(session), 'objective');
    expect(objective(run([]))).toContain('therapist took hold of the handle');
    const twice = objective(run([safety('unsteady', 'carpet run', event)]));
    expect(twice.match(/took hold of the handle/g)).toHaveLength(1);
    expect(twice).toContain('Patient was unsteady (veered and therapist took hold of the handle).');
  });
});

describe('a plan', () => {
  const planned = (gist: string) =>
    textOf(
      noteOf(
        told(
          [['therapist', gist]],
          [{ kind: 'plan', gist, when: null, polarity: 'planned', words: gist } as FactSketch],
        ),
      ),
      'plan',
    );

  it('that is quoted ends inside its quotation marks, once', () => {
    expect(planned("I'd sooner a stool, I'll send for one")).toBe('Plan: "I\'d sooner a stool, I\'ll send for one."');
  });

  it('of two words tells nobody anything, whatever was said round them', () => {
    expect(planned("tilt-in-space chair is coming on the fifth, we'll see")).toBe(
      'Plan: tilt-in-space chair is coming on the fifth.',
    );
    expect(planned('we will write six')).toBe('');
    expect(planned('we will try the shower bench')).toBe('Plan: try the shower bench.');
  });
});

describe('what only talk needs', () => {
  const objective = (session: TestSession) => textOf(noteOf(session), 'objective');
  const counted = (count: number | null, words: string): FactSketch =>
    ({ kind: 'cue', type: 'demonstration', count, intensity: null, task: 'drum', words }) as FactSketch;

  it('is no second kind of cue: an uncounted one beside a counted one of its kind', () => {
    const lines: readonly Spoken[] = [['therapist', 'Drum min assist. One go I showed. Showed him.']];
    const drum = task('drum', 'MinA', 'Drum min assist.');
    const both = told(lines, [drum, counted(1, 'One go I showed.'), counted(null, 'Showed him.')]);
    expect(objective(both)).toContain('Patient needed 1 demonstration cue.');
    expect(locksOf(both)).toEqual([]);
    expect(objective(told(lines, [drum, counted(null, 'Showed him.')]))).toContain('needed demonstration cues.');
  });

  it('ends no description of what the hands did', () => {
    const lines: readonly Spoken[] = [['therapist', 'Writing min. my hand around hers for the first N and just that']];
    const words = 'my hand around hers for the first N and just that';
    const told2 = told(lines, [task('writing', 'MinA', 'Writing min.', words)]);
    expect(objective(told2)).toMatch(/, with therapist's hand around patient's for the first N\.$/m);
  });

  it('names a side as one, and what goes off or on as a deed', () => {
    const lines: readonly Spoken[] = [['therapist', 'Socks mod, I did the right. Armrest off min assist.']];
    const session = told(lines, [
      task('socks', 'ModA', 'Socks mod,', 'I did the right'),
      task('armrest off', 'MinA', 'Armrest off min assist.'),
    ]);
    expect(objective(session)).toContain('therapist did the right side.');
    expect(objective(session)).toContain('taking off the armrest');
    expect(locksOf(session)).toEqual([]);
  });
});

describe('a level of independence with cues', () => {
  const lines: readonly Spoken[] = [['therapist', 'Laces by himself. Two cues on the laces. Shirt by himself.']];
  const alone = (name: string, words: string): FactSketch => ({
    ...{ kind: 'observation', task: name, fimItem: null, assistLevel: 'I', words },
  });
  const hints = (session: TestSession) => {
    const record = recordOf(session);
    const issues = checkNote({ note: record.note, record, edits: [], played: [], rules, template, wording: [] });
    return issues.filter(({ code }) => code === 'cued-but-independent').map(({ at }) => at);
  };

  it('is pointed out at its sentence; without cues, or with cues of another task, nothing is', () => {
    const cued = told(lines, [alone('laces', 'Laces by himself.'), cue('laces', undefined, 'Two cues on the laces.')]);
    expect(hints(cued)).toEqual(['s0']);
    const other = told(lines, [
      ...[alone('laces', 'Laces by himself.'), alone('shirt', 'Shirt by himself.')],
      cue('zipper on the bag', undefined, 'Two cues on the laces.'),
    ]);
    expect(hints(other)).toEqual([]);
    expect(hints(told(lines, [alone('shirt', 'Shirt by himself.')]))).toEqual([]);
  });
});
