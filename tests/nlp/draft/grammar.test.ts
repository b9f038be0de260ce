/** What the grammar makes of several facts about one thing: one sentence, and no figure that was not said. */
import { describe, expect, it } from 'vitest';
import { checkNote } from '../../../src/nlp/check/checkNote.ts';
import { draftDailyNote } from '../../../src/nlp/draft/draftDailyNote.ts';
import type { ChargeProposal } from '../../../src/shared/domain/billing.ts';
import { rules } from '../rules.ts';
import type { FactSketch, Spoken } from './facts.ts';
import { factsFrom, transcriptOf } from './facts.ts';
import { noteOf, recordOf, template, textOf } from './noteOf.ts';
import { type TestSession, toiletTransferAndGrooming } from './sessions.ts';

function told(lines: readonly Spoken[], sketches: readonly FactSketch[]): TestSession {
  const transcript = transcriptOf(lines);
  return { name: 'told', transcript, facts: factsFrom(transcript, sketches) };
}

const trial = (task: string, assistLevel: 'ModA' | 'CGA', words: string): FactSketch => ({
  ...{ kind: 'observation', task, fimItem: 'transferBedChairWheelchair', assistLevel, words },
});

describe('several trials of one activity', () => {
  const session = told(
    [['therapist', 'First pivot was moderate. Second pivot was contact guard.']],
    [
      trial('squat pivot, first', 'ModA', 'First pivot was moderate.'),
      trial('squat pivot, second', 'CGA', 'Second pivot was contact guard.'),
    ],
  );

  it('stand in one sentence, and the last one is what help remains', () => {
    const note = noteOf(session);
    expect(textOf(note, 'objective')).toContain(
      'Transfer (squat pivot): Mod A on the first trial and CGA on the second.',
    );
    expect(textOf(note, 'assessment')).toContain('patient needs a steadying hand for transfer (squat pivot).');
  });

  it('say how the patient answered to the treatment, where the help changed from one counted trial to the next', () => {
    const told = 'Within the session, transfer (squat pivot) took less help by the last trial than at the start.';
    expect(textOf(noteOf(session), 'assessment')).toContain(told);
  });

  it('claim no change where only the last one was rated otherwise and none was counted', () => {
    const uncounted = [
      trial('squat pivot', 'ModA', 'First pivot was moderate.'),
      trial('squat pivot', 'CGA', 'Second pivot was contact guard.'),
    ];
    const note = noteOf({ ...session, facts: factsFrom(session.transcript, uncounted) });
    expect(textOf(note, 'objective')).toContain('Transfer (squat pivot): Mod A, then CGA.');
    expect(textOf(note, 'assessment')).not.toContain('Within the session');
  });
});

describe('pain of one place', () => {
  const pain = (score: number, when: string, words: string): FactSketch => ({
    ...{ kind: 'pain', source: 'patient', score, when, bodyPart: 'elbow', side: 'right', words },
  });
  const session = told(
    [['patient', 'A six at the end. Nothing at rest. Nothing at rest.']],
    [
      pain(6, 'endRange', 'A six at the end.'),
      pain(0, 'rest', 'Nothing at rest.'),
      pain(0, 'rest', 'Nothing at rest.'),
    ],
  );

  it('is rated in one sentence, each rating once', () => {
    expect(textOf(noteOf(session), 'subjective')).toBe(
      'Patient rates right elbow pain 6/10 at end range and 0/10 at rest.',
    );
  });
});

describe('pain without a time beside pain with one', () => {
  it('is rated first, so that it does not read as of the same time', () => {
    const pain = (score: number, when: string, words: string): FactSketch => ({
      ...{ kind: 'pain', source: 'patient', score, when, bodyPart: null, side: null, words },
    });
    const session = told(
      [['patient', 'A two when I grip. A six.']],
      [pain(2, 'activity', 'A two when I grip.'), pain(6, 'unspecified', 'A six.')],
    );
    expect(textOf(noteOf(session), 'subjective')).toBe('Patient rates pain 6/10 and 2/10 with activity.');
  });
});

describe('measures of both sides', () => {
  const measure = (
    name: string,
    side: 'left' | 'right',
    value: number,
    words: string,
    motion: string | null = null,
  ): FactSketch => ({
    ...{ kind: 'measure', measure: name, motion, bodyPart: 'wrist', side, value, unit: null, words },
  });

  it('show the weaker one as a deficit, and active motion short of passive', () => {
    const session = told(
      [['therapist', 'Left grip forty. Right grip ninety. Left extension sixty active, seventy passive.']],
      [
        measure('grip', 'left', 40, 'Left grip forty.'),
        measure('grip', 'right', 90, 'Right grip ninety.'),
        measure('AROM', 'left', 60, 'Left extension sixty active,', 'extension'),
        measure('PROM', 'left', 70, 'seventy passive.', 'extension'),
      ],
    );
    const assessment = textOf(noteOf(session), 'assessment');
    expect(assessment).toContain('Deficit, lower than on the right: left wrist grip strength.');
    expect(assessment).toContain('The joint allows more motion than patient produces: left wrist extension AROM.');
    expect(assessment).not.toMatch(/40 lb|90 lb|60°|70°/);
  });

  it('are not compared where one side was read twice, or where neither is the worse', () => {
    const session = told(
      [['therapist', 'Left sixteen, then twenty-two. Right sixteen. Heart ninety left, eighty right.']],
      [
        measure('circumference', 'left', 16, 'Left sixteen,'),
        measure('circumference', 'left', 22, 'then twenty-two.'),
        measure('circumference', 'right', 15, 'Right sixteen.'),
        measure('heartRate', 'left', 90, 'Heart ninety left,'),
        measure('heartRate', 'right', 80, 'eighty right.'),
      ],
    );
    expect(textOf(noteOf(session), 'assessment')).toBe('');
  });
});

describe('what the assessment says beside the findings', () => {
  const lines: readonly Spoken[] = [
    ['therapist', 'Heart rate eighty. Bathing mod assist of two. Then a hundred. Shaving alone. It was max before.'],
  ];
  const heartRate = (value: number, words: string): FactSketch => ({
    ...{ kind: 'measure', measure: 'heartRate', motion: null, bodyPart: null, side: null, value, unit: null, words },
  });

  const bathing: FactSketch = {
    ...{ kind: 'observation', task: 'bathing', fimItem: 'bathing', assistLevel: 'ModA', helpers: 2 },
    words: 'Bathing mod assist of two.',
  };
  const shaving: FactSketch = {
    ...{ kind: 'observation', task: 'shaving', fimItem: 'grooming', assistLevel: 'I', words: 'Shaving alone.' },
  };
  const readings = [heartRate(80, 'Heart rate eighty.'), heartRate(100, 'Then a hundred.')];
  const monitoring = /for monitoring of the response to activity \(heart rate\)\./;

  it('calls a vital sign that was read before and after an activity monitoring', () => {
    expect(textOf(noteOf(told(lines, [readings[0]!, bathing, readings[1]!])), 'assessment')).toMatch(monitoring);
  });

  it('calls two readings with nothing done between them no monitoring, and one reading neither', () => {
    expect(textOf(noteOf(told(lines, readings)), 'assessment')).toBe('');
    expect(textOf(noteOf(told(lines, [...readings, shaving])), 'assessment')).not.toMatch(monitoring);
    const once = told(lines, [heartRate(80, 'Heart rate eighty.')]);
    expect(textOf(noteOf(once), 'assessment')).toBe('');
  });

  it('names help of several people as such, and what needs nobody any more', () => {
    const session = told(lines, [
      bathing,
      shaving,
      {
        ...{ kind: 'prior', task: 'shaving', fimItem: 'grooming', assistLevel: 'MaxA', when: 'before' },
        words: 'It was max before.',
      },
    ]);
    const assessment = textOf(noteOf(session), 'assessment');
    expect(assessment).toContain('patient needs more than one person for bathing.');
    expect(assessment).toContain('Shaving took less help today than before');
    expect(assessment).toContain(' and now needs no other person.');
  });
});

describe('talk that means nothing on paper', () => {
  const session = told(
    [['therapist', 'Okay, so that is why. We will write six. I blocked it.']],
    [
      { kind: 'reasoning', gist: 'okay, so that is why', words: 'Okay, so that is why.' },
      { kind: 'plan', gist: 'write six', when: null, polarity: 'planned', words: 'We will write six.' },
      { kind: 'skilledAction', gist: 'blocked it', task: null, words: 'I blocked it.' },
    ],
  );

  it('is in no sentence and on the omission list', () => {
    const note = noteOf(session);
    expect(note.sections.flatMap(({ statements }) => statements.flatMap(({ factIds }) => factIds))).toEqual([]);
    expect(note.leftOut).toEqual(['f0', 'f1', 'f2']);
  });
});

describe('the attestation above the annual threshold', () => {
  const reason = 'dense neglect of the left side still keeps her from crossing the kitchen safely';
  const record = recordOf(toiletTransferAndGrooming);
  const attested = (input: string): ChargeProposal => ({
    ...record.charges,
    lines: record.charges.lines.map((line) => ({
      ...line,
      modifiers: [...line.modifiers, 'KX'],
      whys: [
        {
          ...{ ruleId: 'modifier/KX', source: 'table', text: 'KX' },
          inputs: [{ name: input, value: `${reason}.`, at: 't1' }],
        },
      ],
    })),
  });
  const drafted = (charges: ChargeProposal) =>
    draftDailyNote({ ...record, charges, template, rules, stamp: { app: '0.1.0', models: 'test' } });

  it('stands in the note with the therapist’s reason and the levels of today, each under the number lock', () => {
    const charges = attested('reason of the therapist');
    const note = drafted(charges);
    expect(textOf(note, 'assessment')).toContain(
      `KX: services above the annual threshold are medically necessary for this patient: ${reason}. Documented today: Mod A for toilet transfer and Min A for grooming at the sink.`,
    );
    const check = (text: string) => {
      const sections = note.sections.map((section) => ({
        ...section,
        statements: section.statements.map((each) => (each.id === 'attestation' ? { ...each, text } : each)),
      }));
      const checked = { ...record, charges };
      return checkNote({ note: { ...note, sections }, record: checked, edits: [], played: [], rules, template });
    };
    const told = note.sections.flatMap(({ statements }) => statements).find(({ id }) => id === 'attestation')!.text;
    const locks = (text: string) => check(text).filter(({ code }) => code === 'number-lock').length;
    expect(locks(told)).toBe(0);
    expect(locks(told.replace('dense', 'slight'))).toBeGreaterThan(0);
    expect(locks(told.replace('Mod A', 'Max A'))).toBeGreaterThan(0);
    expect(told).not.toMatch(/\bcap\b/i);
  });

  it('is absent without the therapist’s own reason, and without a finding that carries it', () => {
    expect(textOf(drafted(attested('payer')), 'assessment')).not.toContain('KX');
    const silent = draftDailyNote({
      ...{ ...record, facts: [], charges: attested('reason of the therapist'), template, rules },
      stamp: { app: '0.1.0', models: 'test' },
    });
    expect(textOf(silent, 'assessment')).not.toContain('KX');
  });
});
