import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import type { ClinicalPort } from '../../src/main/core/ports.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import type { PatientInput } from '../../src/shared/contract.ts';
import type { ThresholdState } from '../../src/shared/domain/threshold.ts';
import { fakeClinical } from '../support/fakeParts.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const loaded = await loadRules(resolve(import.meta.dirname, '../../resources'));
if (!loaded.ok) throw new Error(loaded.error.message);
const clinical = createClinicalRules(loaded.value);

const PATIENT: PatientInput = {
  ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: 'left' },
  ...{ precautions: null, payerId: 'medicare-part-b', frequency: '2x/week' },
  goals: [{ id: null, term: 'long', text: 'Dress alone' }],
  ...{ certificationStart: '2026-02-16', certificationEnd: null },
};

describe('a patient’s year and plan', () => {
  let app: TestCore;
  let patientId: string;
  beforeEach(async () => {
    app = startTestCore({ clinical });
    await app.must('security.setUp', PERSON);
    patientId = (await app.must('patients.save', PATIENT)).id;
  });
  afterEach(() => app.remove());
  const amount = (cents: number, kind: 'elsewhere' | 'reversal' | 'yearToDate' = 'elsewhere') =>
    app.must('episode.addAmount', {
      patientId,
      kind,
      discipline: 'OT',
      date: '2026-02-20',
      amountCents: cents,
      source: 'portal',
    });
  const event = (kind: 'planSent' | 'orderReceived' | 'changeMinor') =>
    app.must('episode.addEvent', { patientId, kind, date: '2026-02-20', note: 'fax', byAssistant: false });

  it('adds typed amounts and shows where the year stands', async () => {
    expect((await app.must('episode.get', { patientId })).threshold).toMatchObject({ status: 'below', beforeCents: 0 });
    await amount(210000);
    const view = await amount(10000, 'reversal');
    expect(view.threshold).toMatchObject({ status: 'near', beforeCents: 200000, thresholdCents: 248000 });
    expect(view.amounts).toHaveLength(2);
  });

  it('shows the clocks, and settles the plan’s signature by order and sent plan', async () => {
    const before = await app.must('episode.get', { patientId });
    expect(before.clocks.map(({ id }) => id)).toEqual(['progressReport', 'certification', 'planSignature']);
    expect(before.clocks[1]).toMatchObject({ due: '2026-05-17' });
    const after = await event('planSent');
    expect(after.events).toMatchObject([{ kind: 'planSent', note: 'fax' }]);
  });

  it('asks about a change of the goals once the plan went out, and not before', async () => {
    const saved = (goal: string) =>
      app.must('patients.save', { ...PATIENT, id: patientId, goals: [{ id: null, term: 'long', text: goal }] });
    await saved('Dress with one cue');
    expect((await app.must('episode.get', { patientId })).events).toEqual([]);
    await event('planSent');
    await saved('Drive again');
    const view = await app.must('episode.get', { patientId });
    expect(view.clocks.find(({ id }) => id === 'planChange')).toMatchObject({ status: 'warning' });
    const answered = await event('changeMinor');
    expect(answered.clocks.some(({ id }) => id === 'planChange')).toBe(false);
  });

  it('imports fees and code pairs, and refuses what is neither', async () => {
    const fees = {
      kind: 'fees',
      ...{ year: 2026, source: 'clinic', conversionFactor: null },
      ...{ text: 'code,work,pe,mp\n97530,0.4,0.6,0.02', geographic: { work: 1, practiceExpense: 1, malpractice: 1 } },
    } as const;
    expect(await app.must('billingTables.import', fees)).toMatchObject({ rows: 1 });
    const pairs = { kind: 'pairs', name: '2026-Q4', text: '97760\t97110\t\t20200101\t*\t1\tx' } as const;
    expect(await app.must('billingTables.import', pairs)).toMatchObject({ rows: 1 });
    expect(await app.refused('billingTables.import', { ...pairs, text: 'nothing' })).toBe('invalid_input');
  });

  it('refuses a stranger, a day that does not exist and an amount without a source', async () => {
    expect(await app.refused('episode.get', { patientId: 'nobody' })).toBe('not_found');
    const good = {
      patientId,
      kind: 'elsewhere',
      discipline: 'OT',
      date: '2026-02-20',
      amountCents: 1,
      source: 'portal',
    };
    expect(await app.refused('episode.addAmount', { ...good, date: '2026-02-31' })).toBe('invalid_input');
    expect(await app.refused('episode.addAmount', { ...good, source: ' ' })).toBe('invalid_input');
    expect(await app.refused('episode.settleAmount', { patientId, entryId: 'a', status: 'paid' })).toBe('not_found');
  });
});

describe('a signed visit', () => {
  const threshold: Omit<ThresholdState, 'todayCents'> = {
    ...{ year: 2026, discipline: 'OT', status: 'below', thresholdCents: 248000, reviewCents: 300000, forecast: null },
    ...{ beforeCents: 0, remainingCents: 244500, isReviewPossible: false, needsModifier: false, decision: null },
    ...{ remarks: [], why: { ruleId: 'threshold/below', source: 's', inputs: [], text: 't' } },
  };
  const empty = {
    scores: { burden: [], sectionGg: [], questions: [] },
    band: null,
    diagnoses: [],
    clocks: [],
    claimChecks: [],
  };

  async function signedWith(todayCents: number | null) {
    const priced: ClinicalPort = {
      ...fakeClinical,
      review: (input) => {
        const reviewed = fakeClinical.review(input);
        if (!reviewed.ok) return reviewed;
        const open = {
          ...reviewed.value,
          issues: [],
          reckoning: { ...empty, threshold: { ...threshold, todayCents } },
        };
        return { ok: true, value: open };
      },
    };
    const app = startTestCore({ clinical: priced });
    await app.must('security.setUp', PERSON);
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    const { revision, record } = await app.must('review.get', { sessionId });
    await app.must('note.sign', { sessionId, revision, passphrase: PASSPHRASE, attested: true });
    const { amounts } = await app.must('episode.get', { patientId: record.session.patientId });
    await app.must('sample.remove', {});
    await app.remove();
    return amounts.map(({ kind, amountCents, date }) => [kind, amountCents, date]);
  }

  it('counts in the year as far as it could be priced', async () => {
    expect(await signedWith(3500)).toEqual([['visit', 3500, '2026-03-02']]);
    expect(await signedWith(null)).toEqual([]);
  });
});
