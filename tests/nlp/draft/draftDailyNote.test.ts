import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import type { NoteDraft } from '../../../src/shared/domain/note.ts';
import { noteOf, recordOf, textOf, walter } from './noteOf.ts';
import {
  armMeasures,
  dressingWithRange,
  independentDay,
  kitchenCognition,
  SESSIONS,
  type TestSession,
  toiletTransferAndGrooming,
} from './sessions.ts';

const silent: TestSession = { name: 'silence', transcript: { utterances: [], gaps: [] }, facts: [] };
const questionsOf = (note: NoteDraft) => note.questions.map((question) => question.id);

describe('the daily note', () => {
  it('says in the objective part what was done, with level, hands, device, cues and safety together', () => {
    const objective = textOf(noteOf(toiletTransferAndGrooming), 'objective');
    expect(objective).toContain(
      "Patient required Mod A for toilet transfer; therapist guided patient's hips at the grab bars. Patient was unsteady and needed 2 verbal cues for hand placement.",
    );
    expect(objective).toContain('For grooming at the sink, patient required Min A, using built-up handle toothbrush.');
  });

  it('carries the minutes by service, both totals and the units', () => {
    const objective = textOf(noteOf(toiletTransferAndGrooming), 'objective');
    expect(objective).toContain('Therapeutic activities (97530): 12 min (transfer training).');
    expect(objective).toContain('Self-care and home management training (97535): 11 min (grooming).');
    expect(objective).toContain('Total timed code minutes: 23. Total treatment minutes: 23.');
    expect(objective).toContain('97530-GO x 1, 97535-GO x 1');
  });

  it('quotes the patient in the very words and rates pain as said', () => {
    expect(textOf(noteOf(toiletTransferAndGrooming), 'subjective')).toBe(
      [
        'Patient states, "My shoulder\'s a little sore. The right one."',
        'Patient rates right shoulder pain 2/10.',
        'Patient reports, "I just want to do my own bathroom mornings."',
      ].join('\n'),
    );
  });

  it('assesses only what the facts carry: why a therapist was needed, what help remains, fall risk', () => {
    const assessment = textOf(noteOf(toiletTransferAndGrooming), 'assessment');
    expect(assessment).toContain(
      'for hands-on facilitation and verbal cueing for hand placement during toilet transfer, where patient was unsteady.',
    );
    expect(assessment).toContain(
      'patient does at least half of the work, with hands-on help, in toilet transfer and grooming at the sink.',
    );
    expect(assessment).toContain('Patient is a fall risk on the turn.');
    expect(assessment).not.toMatch(/benefit|prognosis|motivated|tolerated/i);
  });

  it('plans what was said to come next', () => {
    expect(textOf(noteOf(toiletTransferAndGrooming), 'plan')).toBe(
      'Next visit: continue the transfers; try the reacher.',
    );
  });

  it('keeps the word "about" with an estimate, also in the totals it enters', () => {
    const objective = textOf(noteOf(dressingWithRange), 'objective');
    expect(objective).toContain('(97535): about 15 min');
    expect(objective).toContain('Total timed code minutes: about 15. Total treatment minutes: about 25.');
    expect(objective).toContain('Hot or cold pack (97010): 10 min');
  });

  it('keeps ranges of levels and cues as ranges', () => {
    const objective = textOf(noteOf(dressingWithRange), 'objective');
    expect(objective).toContain('required Min A to Mod A for lower body dressing');
    expect(objective).toContain('1 tactile cue and 3 to 4 verbal cues for pacing');
  });

  it('compares with an earlier level and says only the direction', () => {
    expect(textOf(noteOf(dressingWithRange), 'assessment')).toContain(
      'Lower body dressing took less help today than before (Max A last week).',
    );
  });

  it('states no gender nobody entered', () => {
    for (const session of SESSIONS)
      for (const statement of statementsOf(noteOf(session))) {
        const own = statement.text.replace(/"[^"]*"/g, '');
        expect(own, own).not.toMatch(/\b(he|she|his|her|him|hers|himself|herself)\b/i);
      }
  });

  it('writes measures with side, part, motion and unit', () => {
    expect(textOf(noteOf(armMeasures), 'objective')).toContain(
      'Measurements: left shoulder flexion AROM 95°; right grip strength 22 lb.',
    );
  });

  it('puts a fall at home with the reports and not with what was seen', () => {
    const note = noteOf(armMeasures);
    expect(textOf(note, 'subjective')).toContain('Patient states, "I fell in the hall on Tuesday."');
    expect(textOf(note, 'objective')).not.toContain('fall');
  });

  it('names two helpers, and independence without a crutch of words', () => {
    const objective = textOf(noteOf(independentDay), 'objective');
    expect(objective).toContain('Patient was independent with feeding.');
    expect(objective).toContain('For upper body dressing (buttoning), patient was Mod I, using button hook.');
    expect(objective).toContain('Tub transfer: patient required Max A x2, using tub bench.');
  });

  it('links a goal of the plan of care whose task was worked on, and no other', () => {
    const assessment = textOf(noteOf(toiletTransferAndGrooming, { patient: walter }), 'assessment');
    expect(assessment).toContain(
      'short-term goal: Complete toilet transfer with CGA and no more than 1 verbal cue. Performance today: Mod A, more help than the goal allows.',
    );
    expect(assessment).not.toContain('breakfast');
  });
});

describe('what nobody said', () => {
  it('stays blank and is asked, required only where a treatment note must have it', () => {
    const note = noteOf(kitchenCognition);
    expect(questionsOf(note)).toEqual(['ask-subjective', 'ask-level-f4', 'ask-plan']);
    expect(note.questions.every((question) => !question.required)).toBe(true);
    expect(textOf(note, 'objective')).toContain('Patient was helped with the pill box task; assist level not stated.');
  });

  it('leaves a denied event out of the text and lists it', () => {
    const note = noteOf(kitchenCognition);
    expect(statementsOf(note).some((statement) => /dizz/i.test(statement.text))).toBe(false);
    expect(note.leftOut).toEqual(['f5']);
  });

  it('is said once of a silent recording, and nothing else', () => {
    const note = noteOf(silent);
    expect(statementsOf(note)).toMatchObject([
      {
        kind: 'standard',
        text: 'No speech was heard in this recording; nothing was drafted from it.',
        evidence: [{ kind: 'heard', detector: 'silence', startMs: 0, endMs: 80_000 }],
      },
    ]);
    expect(questionsOf(note)).toEqual([
      'ask-subjective',
      'ask-interventions',
      'ask-minutes',
      'ask-assessment',
      'ask-plan',
    ]);
  });

  it('is told apart: speech that could not be written down, and talk without a finding', () => {
    const gaps = [{ reason: 'loop', startMs: 0, endMs: 4000 }] as const;
    expect(textOf(noteOf({ ...silent, transcript: { utterances: [], gaps } }), 'objective')).toContain(
      'could not be written down',
    );
    const { transcript } = toiletTransferAndGrooming;
    expect(textOf(noteOf({ ...silent, transcript }), 'objective')).toContain('nothing in it could be documented');
  });
});

describe('every draft', () => {
  it('has a place for each fact: in a sentence or in the omission list, never in neither', () => {
    for (const session of SESSIONS) {
      const note = noteOf(session);
      const told = new Set([...note.leftOut, ...statementsOf(note).flatMap((statement) => statement.factIds)]);
      expect(session.facts.filter((fact) => !told.has(fact.id))).toEqual([]);
    }
  });

  it('anchors each shown value inside its sentence on evidence', () => {
    for (const session of SESSIONS)
      for (const statement of statementsOf(noteOf(session))) {
        expect(statement.evidence.length).toBeGreaterThan(0);
        for (const anchor of statement.anchors) {
          expect(anchor.evidence.length).toBeGreaterThan(0);
          expect(anchor.from).toBeLessThan(anchor.to);
          expect(anchor.to).toBeLessThanOrEqual(statement.text.length);
        }
      }
  });

  it('is the same to the byte for the same input', () => {
    for (const session of SESSIONS) expect(JSON.stringify(noteOf(session))).toBe(JSON.stringify(noteOf(session)));
  });

  it('keeps the names of its sentences when minutes are corrected', () => {
    const before = noteOf(toiletTransferAndGrooming);
    const change = {
      kind: 'change',
      entryId: 'm1',
      cpt: '97112',
      minutes: 9,
      by: 't1',
      at: '2026-03-02T15:00:00Z',
    } as const;
    const after = noteOf(toiletTransferAndGrooming, { typed: [change] });
    const others = (note: NoteDraft) => statementsOf(note).filter((statement) => !statement.id.startsWith('minutes-'));
    expect(others(after)).toEqual(others(before));
    expect(textOf(after, 'objective')).toContain('Neuromuscular re-education (97112): 9 min (grooming).');
  });

  it('carries the stamp of the rules, the template and the models it was made with', () => {
    expect(recordOf(independentDay).note.stamp).toEqual({
      app: '0.1.0',
      models: 'test',
      rules: expect.stringMatching(/^[0-9a-f]{64}$/),
      template: 'daily-soap@2026.5',
    });
  });
});
