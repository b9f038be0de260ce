/** The scenario the product was asked for, from the words of a session to the claim lines and the exported note. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../../src/main/core/adapters/clinicalRules.ts';
import { noteToText } from '../../../src/main/core/export/noteToText.ts';
import { printableSession } from '../../../src/main/core/export/printable.ts';
import { releaseRecord } from '../../../src/main/core/export/release.ts';
import type { ReviewInput } from '../../../src/main/core/ports.ts';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { draftDailyNote } from '../../../src/nlp/draft/draftDailyNote.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { Decision } from '../../../src/shared/domain/decisions.ts';
import { type EpisodeContext, NO_EPISODE } from '../../../src/shared/domain/reckoning.ts';
import { transcriptOf } from '../draft/facts.ts';
import { recordOf, template, walter } from '../draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../draft/sessions.ts';
import { medicare, rules } from '../rules.ts';
import { accrual, FEES } from './threshold/fees.ts';

const lexicon = loadLexicon(resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!lexicon.ok) throw new Error(lexicon.error.message);

const transcript = transcriptOf([
  ['therapist', 'Grooming, she needed minimal assist to manage the brush and toothpaste, used a built-up handle.'],
  ['patient', 'That one is easier to hold.'],
  [
    'therapist',
    'Toilet transfer, moderate assist. I had to guide her hips, she was unsteady, and she needed two verbal cues for hand placement.',
  ],
  ['therapist', 'That was about twelve minutes of toilet transfers and about eleven minutes of grooming.'],
]);
const facts = extractFacts(transcript, lexicon.value);
const clinical = createClinicalRules(rules);
const patient = { ...walter, diagnosis: 'Cerebral infarction, left hemiparesis', affectedSide: 'left' } as const;
const BY = { by: 't1', at: '2026-03-02T16:00:00Z' } as const;
const REASON = 'She still turns before the brakes are on; grading the transfer needs a therapist.';

function review(
  episode: Partial<EpisodeContext> = {},
  decisions: readonly Decision[] = [],
  more: Partial<ReviewInput> = {},
) {
  const ledger = buildLedger(facts, [], [], rules.catalogue);
  const charges = proposeCharges(ledger, medicare, rules, { dateOfService: '2026-03-02' });
  const { session, therapist } = recordOf(toiletTransferAndGrooming);
  const stamp = { app: '0', models: '0' };
  const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session, template, rules, stamp });
  const reviewed = clinical.review({
    ...{ session, therapist: therapist!, patient, transcript, facts, timers: [], draft: { ledger, charges, note } },
    ...{
      isCorrected: false,
      minutesChanges: [],
      tieChoices: [],
      edits: [],
      played: [],
      decisions,
      wording: [],
      earlier: null,
      episode: { ...NO_EPISODE, ...episode },
    },
    ...more,
  });
  if (!reviewed.ok) throw new Error(reviewed.error.message);
  return reviewed.value;
}
const linesOf = ({ charges }: ReturnType<typeof review>) =>
  charges.lines.map(({ code, minutes, units, modifiers }) => [code, minutes, units, modifiers]);
const scoreOf = ({ reckoning }: ReturnType<typeof review>, item: string) =>
  reckoning!.scores.burden.find((score) => score.item === item)!;

describe('the stroke scenario', () => {
  it('hears both levels, the cues, the hips, the unsteadiness and the handle', () => {
    const observations = facts.filter((fact) => fact.kind === 'observation' && fact.polarity === 'affirmed');
    expect(observations.map((fact) => fact.kind === 'observation' && [fact.fimItem, fact.assistLevel])).toEqual([
      ['grooming', 'MinA'],
      ['transferToilet', 'ModA'],
    ]);
    const cue = facts.find(({ kind }) => kind === 'cue');
    expect(cue).toMatchObject({ type: 'verbal', count: 2, purpose: expect.stringContaining('hand placement') });
    expect(facts.find(({ kind }) => kind === 'safety')).toMatchObject({ event: 'unsteady' });
    const manner = observations.map((fact) => (fact.kind === 'observation' ? (fact.manner ?? '') : '')).join(' ');
    expect(manner).toContain('hips');
    expect(facts.some((fact) => fact.kind === 'device' && /built-up/i.test(fact.name))).toBe(true);
  });

  it('counts 12 and 11 minutes, both approximate, to 23: two units, one each, GO on both lines', () => {
    const result = review();
    expect(result.ledger.entries.map(({ cpt, minutes, approximate }) => [cpt, minutes, approximate])).toEqual([
      ['97530', 12, true],
      ['97535', 11, true],
    ]);
    expect(result.ledger.timedMinutes).toBe(23);
    expect(linesOf(result)).toEqual([
      ['97530', 12, 1, ['GO']],
      ['97535', 11, 1, ['GO']],
    ]);
    expect(result.charges.margin).toMatchObject({
      units: 2,
      leastMinutes: 23,
      mostMinutes: 37,
      approximate: ['m0', 'm1'],
    });
    const codes = result.issues.map(({ code }) => code);
    expect(codes).toContain('unit-edge');
    expect(codes.filter((code) => code === 'minutes-unconfirmed')).toHaveLength(2);
  });

  it('loses a unit when one of the estimates was a minute less', () => {
    const change = { kind: 'change', entryId: 'm0', cpt: '97530', minutes: 11, ...BY } as const;
    const result = review({}, [], { minutesChanges: [change] });
    expect(result.charges.result).toMatchObject({ timedMinutes: 22, units: 1, ties: [{ codes: ['97530', '97535'] }] });
  });

  it('refuses a third unit on screen, and lets no export carry one', () => {
    const { ledger, charges } = review();
    const raised = { ...charges, lines: charges.lines.map((line) => ({ ...line, units: line.units + 1 })) };
    const base = { ...recordOf(toiletTransferAndGrooming), transcript, facts, ledger };
    expect(releaseRecord({ ...base, charges: raised }, rules.unitRules)).toMatchObject({
      ok: false,
      error: { code: 'blocked' },
    });
    const draft = { ledger, charges: raised, note: base.note };
    const shown = review({}, [], { draft });
    expect(shown.charges.lines).toEqual([]);
    expect(shown.issues).toContainEqual(expect.objectContaining({ severity: 'blocker', code: 'units-over-minutes' }));
    const released = releaseRecord({ ...base, charges }, rules.unitRules);
    if (!released.ok) throw new Error(released.error.message);
    expect(noteToText(printableSession(released.value))).not.toContain('3 units');
  });

  it('scores the transfer 3, asks about grooming, leaves toileting not observed', () => {
    const result = review();
    expect(scoreOf(result, 'transferToilet')).toMatchObject({ status: 'scored', value: 3 });
    expect(scoreOf(result, 'grooming')).toMatchObject({ status: 'asked', candidates: [4, 5] });
    expect(scoreOf(result, 'toileting').status).toBe('notObserved');
    const questionId = result.reckoning!.scores.questions[0]!.id;
    const answered = review({}, [{ kind: 'scoreAnswer', questionId, optionId: 'hands-on', ...BY }]);
    expect(scoreOf(answered, 'grooming')).toMatchObject({ value: 4 });
    expect(answered.reckoning!.band).toMatchObject({ percentLimited: 58.3, band: 'CK', shown: false });
  });

  it('puts KX on the lines only when the year crosses and the therapist has attested it', () => {
    const fees = { ...FEES };
    const below = [accrual('a', { kind: 'elsewhere', date: '2026-02-01', amountCents: 200000 })];
    const near = [accrual('a', { kind: 'elsewhere', date: '2026-02-01', amountCents: 246000 })];
    expect(review({ fees, accruals: below }).reckoning!.threshold).toMatchObject({
      todayCents: 3500,
      needsModifier: false,
    });
    const crossing = review({ fees, accruals: near });
    expect(crossing.reckoning!.threshold).toMatchObject({ status: 'crossing', beforeCents: 246000, todayCents: 3500 });
    expect(linesOf(crossing).map(([, , , modifiers]) => modifiers)).toEqual([['GO'], ['GO']]);
    expect(crossing.issues).toContainEqual(
      expect.objectContaining({ severity: 'blocker', code: 'threshold-undecided' }),
    );
    const attested = review({ fees, accruals: near }, [{ kind: 'threshold', accepted: true, reason: REASON, ...BY }]);
    expect(linesOf(attested).map(([, , , modifiers]) => modifiers)).toEqual([
      ['GO', 'KX'],
      ['GO', 'KX'],
    ]);
    expect(attested.issues.map(({ code }) => code)).not.toContain('threshold-undecided');
    expect(JSON.stringify(attested.note.sections)).toContain('97530-GO-KX x 1');
    const early = review({ fees, accruals: below }, [{ kind: 'threshold', accepted: true, reason: REASON, ...BY }]);
    expect(linesOf(early).map(([, , , modifiers]) => modifiers)).toEqual([['GO'], ['GO']]);
  });

  it('says that the year is missing in the threshold table, and lets the note be signed all the same', () => {
    const session = { ...recordOf(toiletTransferAndGrooming).session, dateOfService: '2031-03-02' };
    const result = review({ fees: FEES }, [], { session });
    expect(result.reckoning!.threshold).toBeNull();
    expect(result.issues).toContainEqual(expect.objectContaining({ severity: 'warning', code: 'threshold-year' }));
  });

  it('gives a reason with inputs, rule and source for every score, unit, modifier, band and alert', () => {
    const accruals = [accrual('a', { kind: 'elsewhere', date: '2026-02-01', amountCents: 246000 })];
    const { reckoning, charges } = review({ fees: FEES, accruals }, [
      { kind: 'threshold', accepted: true, reason: REASON, ...BY },
    ]);
    const { scores, band, threshold, diagnoses, clocks, claimChecks } = reckoning!;
    const whys = [
      ...[...scores.burden, ...scores.sectionGg].map(({ why }) => why),
      ...charges.lines.flatMap((line) => line.whys!),
      ...[band!, threshold!, ...diagnoses, ...clocks, ...claimChecks].map(({ why }) => why),
    ];
    for (const why of whys) {
      expect(why.ruleId).toMatch(/^[a-z]+\/[\w-]+$/i);
      expect(why.source.length).toBeGreaterThan(10);
      expect(why.text.length).toBeGreaterThan(5);
    }
    for (const line of charges.lines) {
      expect(line.whys!.map(({ ruleId }) => ruleId)).toEqual(['units/cms', 'modifier/GO', 'modifier/KX']);
    }
  });
});

describe('the five claim errors', () => {
  const checkOf = (result: ReturnType<typeof review>, id: string) =>
    result.reckoning!.claimChecks.find((each) => each.id === id)!;
  const openParts = (result: ReturnType<typeof review>, id: string) =>
    checkOf(result, id)
      .parts.filter(({ isMet }) => !isMet)
      .map(({ label }) => label);

  it('catch unconfirmed minutes, and are met once both are confirmed', () => {
    expect(openParts(review(), 'totalTime')).toEqual(['every figure confirmed']);
    const confirm = (entryId: string) => ({ kind: 'confirm', entryId, ...BY }) as const;
    expect(checkOf(review({}, [], { minutesChanges: [confirm('m0'), confirm('m1')] }), 'totalTime').status).toBe('met');
  });

  it('catch a missing baseline and list what else the necessity lacks', () => {
    expect(openParts(review(), 'necessity')).toEqual(expect.arrayContaining(['baseline', 'change']));
    expect(openParts(review({ hasBaseline: true }), 'necessity')).not.toContain('baseline');
  });

  it('catch a progress report that is due', () => {
    const treatmentDates = Array.from({ length: 9 }, (_, i) => `2026-02-${String(i + 10).padStart(2, '0')}`);
    const due = review({ treatmentDates });
    expect(checkOf(due, 'progressReport').status).toBe('open');
    expect(due.issues.map(({ code }) => code)).toContain('clock-progressReport');
    expect(checkOf(review({ treatmentDates: treatmentDates.slice(2) }), 'progressReport').status).toBe('met');
  });

  it('catch a certification that has run out', () => {
    const plan = { ...patient.planOfCare, certificationStart: '2025-11-01', certificationEnd: '2026-01-31' };
    expect(checkOf(review({}, [], { patient: { ...patient, planOfCare: plan } }), 'certification').status).toBe('open');
    expect(checkOf(review(), 'certification').status).toBe('met');
  });

  it('catch an open functional item and a session without any', () => {
    expect(openParts(review(), 'functionalItems')).toEqual(['no question open']);
    expect(openParts(review({}, [], { facts: [] }), 'functionalItems')).toEqual(['an item observed']);
  });
});
