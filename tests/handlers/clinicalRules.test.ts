import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import type { ClinicalPort, ReviewInput, ReviewOutput } from '../../src/main/core/ports.ts';
import { dailyTemplate } from '../../src/main/core/rules/dailyTemplate.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { draftDailyNote } from '../../src/nlp/draft/draftDailyNote.ts';
import { buildLedger } from '../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../src/nlp/reckon/proposeCharges.ts';
import type { MinutesFact } from '../../src/shared/domain/facts.ts';
import { type EpisodeContext, NO_EPISODE } from '../../src/shared/domain/reckoning.ts';
import type { RuleSet } from '../../src/shared/domain/rules.ts';
import { accrual, FEES } from '../nlp/reckon/threshold/fees.ts';
import { samplePatient, sampleSession } from '../store/support.ts';

const BY = { by: 'u1', at: '2026-03-02T15:00:00Z' } as const;
const TEXT = 'We did seven minutes of transfers and seven minutes of grooming';

let rules: RuleSet;
let clinical: ClinicalPort;
let base: ReviewInput;

function spoken(id: string, cpt: string, minutes: number, from: number, task: string): MinutesFact {
  return {
    ...{
      id,
      kind: 'minutes',
      cpt,
      cptAlternatives: [],
      minutes,
      approximate: false,
      derived: false,
      timed: true,
      task,
    },
    ...{ certainty: 'stated', polarity: 'affirmed', source: 'therapist', rule: 'minutes/said' },
    evidence: [{ kind: 'spoken', utteranceId: 'u0', from, to: from + 4 }],
  } as MinutesFact;
}

beforeAll(async () => {
  const loaded = await loadRules(resolve(import.meta.dirname, '../../resources'));
  if (!loaded.ok) throw new Error(loaded.error.message);
  rules = loaded.value;
  clinical = createClinicalRules(rules);
  const facts = [spoken('f0', '97530', 7, 2, 'transfers'), spoken('f1', '97535', 7, 7, 'grooming')];
  const words = TEXT.split(' ').map((text, i) => ({ text, startMs: i * 300, endMs: i * 300 + 250, p: 0.9 }));
  const said = {
    id: 'u0',
    startMs: 0,
    endMs: 4000,
    speaker: 'therapist',
    speakerP: 1,
    setBy: 'model',
    text: TEXT,
    words,
  } as const;
  const transcript = { utterances: [said], gaps: [] };
  const payer = rules.payers.find(({ id }) => id === 'medicare-part-b');
  if (payer === undefined) throw new Error('no payer');
  const [patient, session] = [samplePatient(), { ...sampleSession(), durationMs: 900_000 }];
  const ledger = buildLedger(facts, [], [], rules.catalogue);
  const charges = proposeCharges(ledger, payer, rules);
  const template = dailyTemplate(rules);
  const stamp = { app: '0', models: '0' };
  const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session, template, rules, stamp });
  base = {
    ...{ session, patient, facts, transcript, timers: [], draft: { ledger, charges, note } },
    ...{ minutesChanges: [], tieChoices: [], edits: [], played: [] },
    therapist: { id: 'u1', name: 'Dana', credentials: 'OTR/L', licence: null },
    decisions: [],
    isCorrected: false,
    episode: NO_EPISODE,
    wording: [],
    earlier: null,
  };
});

function review(more: Partial<ReviewInput>): ReviewOutput {
  const reviewed = clinical.review({ ...base, ...more });
  if (!reviewed.ok) throw new Error(reviewed.error.message);
  return reviewed.value;
}
const textOf = ({ note }: ReviewOutput, id: string) =>
  note.sections.flatMap(({ statements }) => statements).find((statement) => statement.id === id)?.text;
const blockers = ({ issues }: ReviewOutput) =>
  issues.filter(({ severity }) => severity === 'blocker').map(({ code }) => code);

describe('a note under review', () => {
  it('is written in the therapist’s own wording, with every number and its evidence as before', () => {
    const before = base.draft.note.sections.flatMap(({ statements }) => statements);
    const free = before.flatMap((statement) =>
      [...statement.text.matchAll(/[a-z]{4,}/gi)]
        .filter(({ index, 0: { length } }) =>
          statement.anchors.every(({ from, to }) => to <= index || from >= index + length),
        )
        .map(([word]) => ({ target: statement, word }))
        .filter(() => statement.anchors.length > 0),
    );
    const found = free.find(({ word }) => clinical.isFreeWording({ before: word, after: 'Under my eyes' }));
    if (found === undefined) throw new Error('no sentence to reword');
    const { target, word } = found;
    const reworded = review({ wording: [{ before: word, after: 'Under my eyes' }] });
    const after = reworded.note.sections.flatMap(({ statements }) => statements).find(({ id }) => id === target.id);
    expect(after?.text).toBe(target.text.replaceAll(word, 'Under my eyes'));
    const shown = (statement: typeof target) => statement.anchors.map(({ from, to }) => statement.text.slice(from, to));
    expect(shown(after!)).toEqual(shown(target));
    expect(after?.evidence).toEqual(target.evidence);
    expect(reworded.issues).toEqual(review({}).issues);
  });

  it('takes no wording rule that holds a number, a level or a side', () => {
    const rules = [
      { before: 'Mod A', after: 'Min A' },
      { before: 'right', after: 'left' },
      { before: 'Patient', after: 'Patient, 3 times,' },
    ];
    expect(review({ wording: rules }).note).toEqual(review({}).note);
    expect(rules.map((rule) => clinical.isFreeWording(rule))).toEqual([false, false, false]);
  });

  it('is as it was drafted while nobody touches it', () => {
    const untouched = review({});
    expect(untouched.note.sections).toEqual(base.draft.note.sections);
    expect(untouched.charges).toEqual(base.draft.charges);
  });

  it('shows changed minutes in ledger, units and sentences, under the same names', () => {
    const change = { kind: 'change', entryId: 'm0', cpt: '97530', minutes: 23, ...BY } as const;
    const changed = review({ minutesChanges: [change] });
    expect(changed.ledger.timedMinutes).toBe(30);
    expect(changed.charges.result.units).toBe(2);
    expect(textOf(changed, 'minutes-97530')).toContain('23 min');
    expect(textOf(changed, 'minutes-total')).toContain('30');
    expect(textOf(changed, 'minutes-97535')).toBe(textOf(review({}), 'minutes-97535'));
    expect(changed.ledger.entries[0]?.evidence).toEqual([{ kind: 'entered', field: 'ledger', ...BY }]);
    expect(blockers(changed)).not.toContain('altered-statement');
  });

  it('keeps a typed sentence over changed minutes', () => {
    const edit = { kind: 'add', statementId: 'typed-1', sectionId: 'plan', text: 'See again soon.', ...BY } as const;
    const change = { kind: 'change', entryId: 'm0', cpt: '97530', minutes: 23, ...BY } as const;
    expect(textOf(review({ edits: [edit], minutesChanges: [change] }), 'typed-1')).toBe('See again soon.');
  });

  it('asks which code gets the unit where the rule ties, and takes the newest answer', () => {
    const tied = review({});
    expect(tied.charges.result.ties.map(({ codes }) => codes.toSorted())).toEqual([['97530', '97535']]);
    const choose = (...codes: readonly string[]) => review({ tieChoices: codes.map((code) => ({ code, ...BY })) });
    const units = ({ charges }: ReviewOutput) =>
      Object.fromEntries(charges.result.lines.filter((line) => line.units > 0).map((line) => [line.code, line.units]));
    expect(units(choose('97530'))).toEqual({ 97530: 1 });
    expect(units(choose('97530', '97535'))).toEqual({ 97535: 1 });
    expect(choose('97530').charges.result.ties).toEqual([]);
    expect(units(choose('97110'))).toEqual(units(tied));
  });

  it('tells while treating where the timed minutes stand in the unit table and in the year', () => {
    const timers = [{ cpt: '97530', task: 'transfers', startMs: 0, endMs: 720_000 }];
    const { patient, session } = base;
    const live = (episode: Partial<EpisodeContext>) =>
      clinical.live({ timers, patient, session, episode: { ...NO_EPISODE, ...episode } });
    expect(live({})).toEqual(['12 timed minutes: 1 unit needs 8 to 22 minutes.']);
    const year = Number(session.dateOfService.slice(0, 4));
    const accruals = [accrual('a', { kind: 'elsewhere', date: `${year}-01-05`, amountCents: 247000 })];
    expect(live({ accruals, fees: { ...FEES, year } })[1]).toContain('Today crosses the threshold');
  });

  it('tells when timers and words add up to more than the session was long', () => {
    const timers = [{ cpt: '97112', task: 'balance', startMs: 0, endMs: 600_000 }];
    const touched = { minutesChanges: [{ kind: 'confirm', entryId: 'm0', ...BY }] } as const;
    const codes = (durationMs: number) =>
      review({ ...touched, timers, session: { ...base.session, durationMs } }).issues.map(({ code }) => code);
    // 7 + 7 said, 10 timed.
    expect(codes(1_380_000)).toContain('minutes-over-session');
    expect(codes(1_440_000)).not.toContain('minutes-over-session');
    expect(review(touched).issues.map(({ code }) => code)).not.toContain('minutes-over-session');
  });

  it('tells the pages of payers and codes what they need and nothing else', () => {
    expect(Object.keys(clinical.payers([])[0] ?? {}).toSorted()).toEqual([
      'effectiveFrom',
      'effectiveTo',
      'id',
      'modifiers',
      'name',
      'source',
      'unitRule',
    ]);
    expect(clinical.codes().find(({ code }) => code === '97530')).toMatchObject({ timed: true });
  });
});
