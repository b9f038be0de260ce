import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import {
  byWeek,
  changedPhrase,
  median,
  repeatedPhrases,
  wordsChanged,
} from '../../src/main/core/session/deskFigures.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const rules = await loadRules('resources');
if (!rules.ok) throw new Error(rules.error.message);

describe('a therapist’s own figures', () => {
  it('count the words that differ, wherever they stand', () => {
    expect(wordsChanged('Patient tolerated the session', 'Patient tolerated the session')).toBe(0);
    expect(wordsChanged('Patient tolerated the session', 'Patient tolerated session well')).toBe(1);
    expect(wordsChanged('', 'two words')).toBe(2);
  });

  it('name the phrase that was written otherwise, and none where only something was added or dropped', () => {
    expect(changedPhrase({ before: 'Patient tolerated it.', after: 'Client tolerated it.' })).toEqual({
      ...{ before: 'Patient', after: 'Client' },
    });
    expect(changedPhrase({ before: 'Patient tolerated it.', after: 'Patient tolerated it. Well done.' })).toBeNull();
    expect(changedPhrase({ before: '', after: 'New.' })).toBeNull();
  });

  it('offer a phrase only after it was changed the same way in several sessions', () => {
    const change = (sessionId: string) => ({ sessionId, before: 'Patient stood.', after: 'Client stood.' });
    expect(repeatedPhrases([change('a'), change('a'), change('b')], 3)).toEqual([]);
    expect(repeatedPhrases([change('a'), change('b'), change('c')], 3)).toEqual([
      { before: 'Patient', after: 'Client', sessions: 3 },
    ]);
  });

  it('put notes into the week of their signature', () => {
    const work = (signedAt: string, minutesToSign: number | null) => ({ sessionId: signedAt, signedAt, minutesToSign });
    const weeks = byWeek([
      work('2026-03-02T10:00:00Z', 4),
      work('2026-03-08T10:00:00Z', 8),
      work('2026-03-09T10:00:00Z', null),
    ]);
    expect(weeks).toEqual([
      { monday: '2026-03-09', notes: 1, medianMinutes: null },
      { monday: '2026-03-02', notes: 2, medianMinutes: 6 },
    ]);
    expect(median([])).toBeNull();
  });
});

describe('wording rules and payers', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore({ clinical: createClinicalRules(rules.value) });
    await app.must('security.setUp', PERSON);
  });
  afterEach(() => app.remove());

  it('are kept, replaced by a newer one for the same words, and dropped', async () => {
    await app.must('wording.keep', { before: 'Patient', after: 'Client' });
    await app.must('wording.keep', { before: 'Patient', after: 'Resident' });
    expect((await app.must('desk.figures', {})).rules).toEqual([{ before: 'Patient', after: 'Resident' }]);
    expect((await app.must('wording.drop', { before: 'Patient', after: 'Resident' })).rules).toEqual([]);
  });

  it('are refused where they would change a number, a level or a side', async () => {
    expect(await app.refused('wording.keep', { before: 'Mod A', after: 'Min A' })).toBe('invalid_input');
    expect(await app.refused('wording.keep', { before: 'shoulder', after: 'right shoulder' })).toBe('invalid_input');
  });

  it('do not count the sample as anybody’s work', async () => {
    await app.must('sample.open', {});
    await app.until('processed');
    expect(await app.must('desk.figures', {})).toMatchObject({ notes: 0, medianMinutesToSign: null });
  });

  it('show what the same minutes come to under each payer: two rules, two answers', async () => {
    const minutes = [
      { code: '97530', minutes: 8 },
      { code: '97535', minutes: 8 },
      { code: '97110', minutes: 8 },
    ];
    const trials = await app.must('payers.trial', { minutes });
    const unitsOf = (id: string) => trials.find(({ payerId }) => payerId === id);
    expect(unitsOf('medicare-part-b')?.units).toBe(2);
    expect(unitsOf('medicare-part-b')?.ties).toHaveLength(1);
    expect(Math.max(...trials.map(({ units }) => units))).toBe(3);
    expect(await app.refused('payers.trial', { minutes: [{ code: '00000', minutes: 8 }] })).toBe('invalid_input');
  });
});
