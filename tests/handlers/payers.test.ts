import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import type { PayerInput } from '../../src/shared/contract.ts';
import { rules } from '../nlp/rules.ts';
import { draftedSession, facts, pipelineOf } from '../support/signedSessions.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const MINUTES = [
  { code: '97530', minutes: 12 },
  { code: '97535', minutes: 11 },
  { code: '97110', minutes: 8 },
];
const treated = {
  ...({ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 9 } as const),
  ...{ approximate: false, derived: false, timed: true, task: 'toilet transfers' },
};

let app: TestCore;
let profile: PayerInput;
beforeEach(async () => {
  app = startTestCore({ clinical: createClinicalRules(rules), pipeline: pipelineOf([facts(treated)]) });
  await app.must('security.setUp', PERSON);
  const { sections } = await app.must('payers.book', {});
  profile = {
    ...{ id: null, name: 'Mill Street plan', unitRule: 'ama', firstUnitMinutes: 8, modifiers: ['GO'] },
    ...{ assistantModifier: 'CO', modifierOrder: ['CO', 'GO'], threshold: false, pairEdits: false, clause: null },
    ...{ notPaidSeparately: [], replacedCodes: [], effectiveFrom: '2026-01-01' },
    sections: sections.map(({ id, heading }) => ({ id, heading })),
    source: { title: 'Contract with Mill Street', section: '§4' },
  };
});
afterEach(() => app.remove());

const preview = (change: Partial<PayerInput>) =>
  app.must('payers.preview', { profile: { ...profile, ...change }, minutes: MINUTES });
const kept = async (change: Partial<PayerInput> = {}) => {
  const { profiles } = await app.must('payers.keep', { profile: { ...profile, ...change } });
  return profiles.find(({ origin }) => origin === 'own')!;
};

async function sessionUnder(payerId: string): Promise<string> {
  const { id } = await app.must('patients.save', {
    ...{ id: null, name: 'Ann', birthDate: null, recordNumber: null, diagnosis: null, affectedSide: null, payerId },
    ...{ precautions: null, goals: [], frequency: null, certificationStart: null, certificationEnd: null },
  });
  return draftedSession(app, id);
}

describe('a payer profile of the clinic’s own', () => {
  it('shows what it does to a sample claim before it is kept: rule, least minutes, modifiers, other numbers', async () => {
    expect((await preview({})).trial).toMatchObject({ units: 3 });
    expect((await preview({ unitRule: 'cms' })).trial).toMatchObject({ units: 2 });
    expect((await preview({ firstUnitMinutes: 10 })).trial).toMatchObject({ units: 2 });
    expect((await preview({ modifiers: [] })).trial?.lines[0]).toMatchObject({ modifiers: [] });
    const other = await preview({ replacedCodes: [{ from: '97110', to: '97112' }], notPaidSeparately: ['97535'] });
    expect(other.trial?.lines.map(({ code }) => code)).toContain('97112');
    expect(other.trial?.lines.find(({ code }) => code === '97535')).toMatchObject({ units: 0 });
    expect((await app.must('payers.book', {})).profiles.every(({ origin }) => origin === 'shipped')).toBe(true);
  });

  it('shows the sample before a name and a source are typed, and none for what no claim can be made of', async () => {
    expect((await preview({ name: '', source: { title: '', section: '' } })).trial).toMatchObject({ units: 3 });
    expect((await preview({ firstUnitMinutes: 5 })).trial).toBeNull();
  });

  it.each([
    ['firstUnitMinutes', { firstUnitMinutes: 5 }, /from 8 to 15/],
    ['firstUnitMinutes', { firstUnitMinutes: 16 }, /from 8 to 15/],
    ['modifiers', { modifiers: ['GP'] }, /another discipline/],
    ['functionalReporting', { clause: '' }, /clause/],
    ['notPaidSeparately', { notPaidSeparately: ['99999'] }, /no code 99999/],
    ['name', { name: 'medicare part b' }, /Another profile/],
    ['source', { source: { title: '', section: '' } }, /where this stands/],
    ['sections', { sections: [{ id: 'subjective', heading: 'Report' }] }, /every note must say/],
    ['sections', { sections: [{ id: 'objective', heading: '' }] }, /heading/],
    ['effectiveFrom', { effectiveFrom: '1 March' }, /2026-01-31/],
  ] as const)('names what is wrong at %s and is not kept', async (at, change, words) => {
    const { faults } = await preview(change as Partial<PayerInput>);
    expect(faults).toContainEqual({ at, message: expect.stringMatching(words) });
    expect(await app.refused('payers.keep', { profile: { ...profile, ...change } })).toBe('invalid_input');
  });

  it('never changes a shipped one', async () => {
    expect(await app.refused('payers.keep', { profile: { ...profile, id: 'medicare-part-b' } })).toBe('invalid_input');
    expect(await app.refused('payers.drop', { payerId: 'medicare-part-b' })).toBe('not_found');
  });

  it('keeps its former version for the days before a change, and refuses one that would reach back', async () => {
    const { rules: first } = await kept();
    const later = { ...profile, id: first.id, unitRule: 'cms' as const };
    await app.must('payers.keep', { profile: { ...later, effectiveFrom: '2026-06-01' } });
    const [inForce] = (await app.must('payers.book', {})).profiles;
    expect(inForce?.rules).toMatchObject({ unitRule: 'ama', effectiveTo: '2026-05-31' });
    expect(await app.refused('payers.keep', { profile: { ...later, effectiveFrom: '2026-02-01' } })).toBe(
      'invalid_input',
    );
  });

  it('is the payer of a patient: units, headings and order follow it, and a change of it reaches the draft', async () => {
    const sections = [
      { id: 'plan', heading: 'Next' },
      { id: 'objective', heading: 'What was done' },
    ];
    const { rules: own } = await kept({ sections });
    const sessionId = await sessionUnder(own.id);
    const draft = await app.must('review.get', { sessionId });
    expect(draft.note.sections.map(({ heading }) => heading)).toEqual(['Next', 'What was done']);
    expect(draft.record.charges).toMatchObject({ rule: 'ama', result: { units: 1 } });
    expect(draft.record.ownPayer).toMatchObject({ name: 'Mill Street plan' });
    expect(draft.issues.map(({ code }) => code)).not.toContain('altered-statement');

    await app.must('payers.keep', { profile: { ...profile, id: own.id, firstUnitMinutes: 10 } });
    const after = await app.must('review.get', { sessionId });
    expect(after.record.charges.result.units).toBe(0);
    expect(after.note.sections.map(({ heading }) => heading)).toEqual(draftHeadings());
  });

  it('does not take away a section in which somebody typed', async () => {
    const { rules: own } = await kept();
    const sessionId = await sessionUnder(own.id);
    const edit = { kind: 'add', sectionId: 'assessment', text: 'Needed a therapist for safety.' } as const;
    const { revision } = await app.must('review.get', { sessionId });
    await app.must('review.edit', { sessionId, revision, edit });
    const sections = [{ id: 'objective', heading: 'What was done' }];
    await app.must('payers.keep', { profile: { ...profile, id: own.id, sections } });
    const { note } = await app.must('review.get', { sessionId });
    expect(note.sections.map(({ id }) => id)).toEqual(['objective', 'assessment']);
    expect(JSON.stringify(note.sections)).toContain('Needed a therapist for safety.');
  });

  it('is not removed while a patient has it', async () => {
    const { rules: own } = await kept();
    await sessionUnder(own.id);
    const refusal = await app.core.call('payers.drop', { payerId: own.id });
    expect(refusal).toMatchObject({ ok: false, error: { message: expect.stringContaining('Give them another one') } });
    expect((await app.must('payers.book', {})).profiles[0]).toMatchObject({ patients: 1 });
  });

  it('is removed when nobody has it', async () => {
    const { rules: own } = await kept();
    const { profiles } = await app.must('payers.drop', { payerId: own.id });
    expect(profiles.some(({ origin }) => origin === 'own')).toBe(false);
  });
});

function draftHeadings(): readonly string[] {
  return rules.templates.find(({ type }) => type === 'daily')!.sections.map(({ heading }) => heading);
}
