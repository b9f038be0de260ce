/** Minutes put right after the signature: reckoned anew, both versions kept, the note as it was signed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { auditPage } from '../../src/main/core/export/audit/auditPage.ts';
import { citationsOf } from '../../src/main/core/export/audit/citations.ts';
import { claimPreview } from '../../src/main/core/export/claimPreview.ts';
import { bundleFaults } from '../../src/main/core/export/fhir/checkBundle.ts';
import { recordToFhir } from '../../src/main/core/export/fhir/recordToFhir.ts';
import { chargesToCsv } from '../../src/main/core/export/recordToCsv.ts';
import { type ReleasedRecord, releaseRecord } from '../../src/main/core/export/release.ts';
import { loadRules } from '../../src/main/core/rules/loadRules.ts';
import { RESOURCES } from '../nlp/rules.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { draftedSession, facts, pipelineOf, sign } from '../support/signedSessions.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const loaded = await loadRules(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const rules = loaded.value;

let app: TestCore;
let sessionId: string;
beforeEach(async () => {
  const treated = {
    ...({ kind: 'minutes', cpt: '97530', cptAlternatives: [], minutes: 38 } as const),
    ...{ approximate: false, derived: false, timed: true, task: 'toilet transfers' },
  };
  const transfer = {
    ...({ kind: 'observation', task: 'toilet transfer', fimItem: 'transferToilet', assistLevel: 'ModA' } as const),
  };
  app = startTestCore({
    pipeline: pipelineOf([facts(treated, transfer), facts(treated, transfer)]),
    clinical: createClinicalRules(rules),
    documents: createDocuments(RESOURCES, rules.unitRules),
  });
  await app.must('security.setUp', PERSON);
  const { id: patientId } = await app.must('patients.save', {
    ...{ id: null, name: 'Pat Example', birthDate: null, recordNumber: null, diagnosis: 'Stroke', affectedSide: null },
    ...{ precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
    ...{ certificationStart: null, certificationEnd: null },
  });
  sessionId = await draftedSession(app, patientId);
});
afterEach(() => app.remove());

const FEES = {
  kind: 'fees',
  ...{ year: 2026, source: 'clinic', conversionFactor: null },
  ...{ text: 'code,work,pe,mp\n97530,0.4,0.6,0.02', geographic: { work: 1, practiceExpense: 1, malpractice: 1 } },
} as const;
const now = () => app.must('review.get', { sessionId });
const to = (minutes: number) => ({
  changes: [{ kind: 'change' as const, entryId: 'm0', cpt: '97530', minutes }],
  choices: [],
});
const correct = (minutes: number) => ({
  ...{ sessionId, kind: 'correction' as const, concerns: null, passphrase: PASSPHRASE },
  ...{ text: 'The timer ran on while the patient rested.', minutes: to(minutes) },
});
const units = (lines: readonly { readonly units: number }[]) => lines.map((line) => line.units);

describe('minutes of a signed note', () => {
  it('are put right by an addendum that reckons units and lines anew, and leaves the note as it was signed', async () => {
    await sign(app, sessionId);
    const signed = await now();
    expect(units(signed.record.charges.lines)).toEqual([3]);
    const preview = await app.must('note.previewMinutes', { sessionId, minutes: to(20) });
    expect([units(preview.before.lines), units(preview.after.lines)]).toEqual([[3], [1]]);
    expect((await now()).record.addenda ?? []).toEqual([]);

    await app.must('note.addend', correct(20));
    app.advance(60_000);
    await app.must('note.addend', correct(24));
    const { record, note } = await now();
    expect(note).toEqual(signed.note);
    expect(record.charges).toEqual(signed.record.charges);
    expect(record.signature).toEqual(signed.signature);
    const [first, second] = record.addenda!;
    expect(first?.minutes?.before.timedMinutes).toBe(38);
    expect([second?.minutes?.before.timedMinutes, second?.minutes?.after.timedMinutes]).toEqual([20, 24]);
    expect(units(second!.minutes!.after.lines)).toEqual([2]);
    expect((await app.must('security.verify', {})).ok).toBe(true);
  });

  it('stand in both versions in the text and the table; the claim lines are the corrected ones and say so', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    const { text } = await app.must('export.text', { sessionId, sectionId: null });
    expect(text).toMatch(/before: 97530 toilet transfers 38 min .*97530-GO x 3/);
    expect(text).toMatch(/Corrected .*97530 toilet transfers 20 min .*97530-GO x 1/);
    const record = (await now()).record as ReleasedRecord;
    const rows = chargesToCsv(record).split('\r\n').slice(1, 3);
    expect(rows.map((row) => row.split(',').slice(0, 6))).toMatchObject([
      ['replaced', expect.anything(), '97530', 'GO', '38', '3'],
      ['signed', expect.anything(), '97530', 'GO', '20', '1'],
    ]);
    expect(claimPreview(record)).toMatch(/K3\*REPLACES THE LINES[^~]*~\n[\s\S]*SV1\*HC:97530:GO\*\*UN\*1~/);
  });

  it('are what the FHIR claim and its procedures carry; the claim as signed stays beside it, cancelled', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    const bundle = recordToFhir((await now()).record as ReleasedRecord, rules);
    type Claimed = { status: string; related?: { claim: object }[]; item: { quantity: { value: number } }[] };
    const of = <T>(type: string) =>
      bundle.entry.flatMap(({ resource }) => (resource.resourceType === type ? [resource as unknown as T] : []));
    const claims = of<Claimed>('Claim').map(({ status, related, item }) => {
      return [status, item[0]?.quantity.value, related?.length ?? 0];
    });
    expect(claims).toEqual([
      ['draft', 1, 1],
      ['cancelled', 3, 0],
    ]);
    expect(of<object>('Procedure')).toMatchObject([
      {
        extension: [{ valueQuantity: { value: 20 } }],
        note: [{ text: expect.stringContaining('38 min were signed') }],
      },
    ]);
    expect(bundleFaults(bundle)).toEqual([]);
  });

  it('are what the audit pack opens with; the lines as signed stand below as replaced, and every link leads somewhere', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    const record = (await now()).record as ReleasedRecord;
    const page = auditPage({ record, link: null, citations: citationsOf(record), clips: new Map() });
    expect(page).toMatch(/id="line-97530"><td>97530-GO<\/td><td>1<\/td><td>20<\/td>/);
    expect(page).toMatch(
      /Replaced: the lines as they were signed[\s\S]*id="signed-line-97530"><td>97530-GO<\/td><td>3</,
    );
    expect(page).toContain('20 (signed: 38)');
    expect(page).toContain('The timer ran on while the patient rested.');
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect([...page.matchAll(/href="#([^"]+)"/g)].filter(([, id]) => !ids.has(id))).toEqual([]);
  });

  it('count in the year with the corrected lines and keep the signed amount in sight', async () => {
    await app.must('billingTables.import', FEES);
    await sign(app, sessionId);
    const { patientId } = (await now()).record.session;
    const year = () => app.must('episode.get', { patientId });
    const signed = (await year()).amounts[0]!.amountCents;
    await app.must('note.addend', correct(20));
    const { amounts, threshold } = await year();
    const [visit] = amounts;
    expect(visit).toMatchObject({ corrected: { signedCents: signed, isPriced: true } });
    expect(visit!.amountCents).toBeLessThan(signed);
    expect(threshold!.beforeCents).toBe(visit!.amountCents);
    expect(threshold!.why.inputs[0]?.name).toContain('corrected minutes (signed as $');
    app.advance(60_000);
    await app.must('note.addend', correct(38 + 1));
    expect((await year()).amounts.map(({ amountCents }) => amountCents)).toEqual([signed]);
  });

  it('enter the year where the signed lines could not be priced', async () => {
    await sign(app, sessionId);
    const { patientId } = (await now()).record.session;
    expect((await app.must('episode.get', { patientId })).amounts).toEqual([]);
    await app.must('billingTables.import', FEES);
    await app.must('note.addend', correct(20));
    const { amounts } = await app.must('episode.get', { patientId });
    expect(amounts).toMatchObject([{ kind: 'visit', status: 'pending', source: 'corrected minutes' }]);
  });

  it('count in the day of the next session of the patient', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    const other = await draftedSession(app, (await now()).record.session.patientId);
    const { record } = await app.must('review.get', { sessionId: other });
    expect(record.charges.sameDay).toMatchObject([{ sessionId, lines: [{ code: '97530', minutes: 20, units: 1 }] }]);
  });

  it('leave no file whose corrected lines claim more than the corrected minutes allow', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    const { record } = await now();
    expect(releaseRecord(record, rules.unitRules).ok).toBe(true);
    const [addendum] = record.addenda!;
    const { minutes } = addendum!;
    const lines = minutes!.after.lines.map((line) => ({ ...line, units: 2 }));
    const forged = { ...addendum!, minutes: { ...minutes!, after: { ...minutes!.after, lines } } };
    expect(releaseRecord({ ...record, addenda: [forged] }, rules.unitRules).ok).toBe(false);
  });

  describe('that call for a modifier the signed ones did not', () => {
    const paired = (answers?: readonly object[]) => ({
      changes: [
        { kind: 'add' as const, cpt: '97760', task: 'orthosis fitting', minutes: 20 },
        { kind: 'add' as const, cpt: '97110', task: 'exercise', minutes: 20 },
      ],
      choices: [],
      ...(answers === undefined ? {} : { answers: answers as never }),
    });
    const question = { kind: 'distinct', questionId: '97760+97110' } as const;
    const modifiersOf = (lines: readonly { readonly code: string; readonly modifiers: readonly string[] }[]) =>
      Object.fromEntries(lines.map(({ code, modifiers }) => [code, modifiers]));

    it('ask whether a pair of services was distinct, with the rule’s reason, before the addendum is signed', async () => {
      await sign(app, sessionId);
      const { asked, added } = await app.must('note.previewMinutes', { sessionId, minutes: paired() });
      expect(asked).toMatchObject([{ kind: 'distinct', id: '97760+97110', why: { ruleId: 'pairs/indicator-1' } }]);
      expect(added.map(({ modifier, why }) => [modifier, why.length > 0])).toContainEqual(['GO', true]);
      expect(await app.refused('note.addend', { ...correct(20), minutes: paired() })).toBe('blocked');

      const yes = [{ ...question, modifier: '59' }];
      const preview = await app.must('note.previewMinutes', { sessionId, minutes: paired(yes) });
      expect(preview.asked).toEqual([]);
      expect(preview.added).toContainEqual({ code: '97110', modifier: '59', why: expect.stringContaining('distinct') });
      await app.must('note.addend', { ...correct(20), minutes: paired(yes) });
      const record = (await now()).record as ReleasedRecord;
      const { minutes } = record.addenda![0]!;
      expect(modifiersOf(minutes!.after.lines)['97110']).toContain('59');
      expect(minutes!.answers).toMatchObject([{ ...question, modifier: '59', by: expect.any(String) }]);
      expect(claimPreview(record)).toMatch(/SV1\*HC:97110:59:GO/);
      const bundle = JSON.stringify(recordToFhir(record, rules));
      expect(bundle).toContain('"code":"59"');
      const { text } = await app.must('export.text', { sessionId, sectionId: null });
      expect(text).toContain('97760 and 97110 were distinct and did not overlap: 59 on 97110.');
      const page = auditPage({ record, link: null, citations: citationsOf(record), clips: new Map() });
      expect(page).toContain('97760 and 97110 were distinct and did not overlap');
      expect(page).toMatch(/97110-59-GO/);
      expect((await app.must('security.verify', {})).ok).toBe(true);
    });

    it('take "not distinct" as an answer too, which puts no modifier on and is not asked again', async () => {
      await sign(app, sessionId);
      const no = [{ ...question, modifier: null }];
      await app.must('note.addend', { ...correct(20), minutes: paired(no) });
      expect(modifiersOf((await now()).record.addenda![0]!.minutes!.after.lines)['97110']).toEqual(['GO']);
      app.advance(60_000);
      const later = await app.must('note.previewMinutes', { sessionId, minutes: to(30) });
      expect(later.asked).toEqual([]);
    });

    it('refuse a modifier that the pair does not offer, and forget an answer to what is not asked', async () => {
      await sign(app, sessionId);
      const wrong = { sessionId, minutes: paired([{ ...question, modifier: 'ZZ' }]) };
      expect(await app.refused('note.previewMinutes', wrong)).toBe('invalid_input');
      const unasked = { ...to(20), answers: [{ ...question, modifier: '59' }] };
      await app.must('note.addend', { ...correct(20), minutes: unasked });
      expect((await now()).record.addenda![0]!.minutes).not.toHaveProperty('answers');
    });

    it('ask for the reason where they cross the threshold, and carry KX with it', async () => {
      await app.must('billingTables.import', FEES);
      const { patientId } = (await now()).record.session;
      const { thresholdCents } = (await app.must('episode.get', { patientId })).threshold!;
      await app.must('episode.addAmount', {
        ...{ patientId, kind: 'yearToDate', discipline: 'OT', date: '2026-01-02', source: 'portal' },
        // The signed units come to $82.17, one more to above $83.
        amountCents: thresholdCents - 8_300,
      });
      await sign(app, sessionId);
      const preview = await app.must('note.previewMinutes', { sessionId, minutes: to(53) });
      expect(preview.asked).toMatchObject([{ kind: 'threshold', why: { text: expect.any(String) } }]);
      expect(await app.refused('note.addend', correct(53))).toBe('blocked');
      const answered = (reason: string) => ({
        ...correct(53),
        minutes: { ...to(53), answers: [{ kind: 'threshold' as const, accepted: true, reason }] },
      });
      expect(await app.refused('note.addend', answered('needed'))).toBe('invalid_input');
      const reason = 'left neglect still makes her miss the brake of the wheelchair in each transfer';
      await app.must('note.addend', answered(reason));
      const record = (await now()).record as ReleasedRecord;
      expect(modifiersOf(record.addenda![0]!.minutes!.after.lines)['97530']).toEqual(['GO', 'KX']);
      expect(claimPreview(record)).toMatch(/SV1\*HC:97530:GO:KX/);
      expect((await app.must('export.text', { sessionId, sectionId: null })).text).toContain(reason);
    });
  });

  it('are not put right before the signature, by an addition, with a code nobody knows, or by what stands already', async () => {
    expect(await app.refused('note.addend', correct(20))).toBe('conflict');
    await sign(app, sessionId);
    expect(await app.refused('note.addend', { ...correct(20), kind: 'addition' })).toBe('invalid_input');
    expect(await app.refused('note.addend', correct(38))).toBe('conflict');
    const unknown = { changes: [{ kind: 'change' as const, entryId: 'm9', cpt: '97530', minutes: 5 }], choices: [] };
    expect(await app.refused('note.previewMinutes', { sessionId, minutes: unknown })).toBe('not_found');
    const [change] = to(20).changes;
    const noCode = { changes: [{ ...change!, cpt: '99999' }], choices: [] };
    expect(await app.refused('note.previewMinutes', { sessionId, minutes: noCode })).toBe('invalid_input');
    expect(await app.refused('note.addend', { ...correct(20), passphrase: 'not the passphrase' })).toBe(
      'wrong_passphrase',
    );
    expect((await now()).record.addenda ?? []).toEqual([]);
  });

  it('are put right by no assistant or student alone, who may say in words what was wrong', async () => {
    await sign(app, sessionId);
    const theirs = 'seven quiet herons';
    const sam = { name: 'Sam', credentials: 'COTA/L', licence: null, passphrase: theirs };
    const { id: personId } = await app.must('people.add', sam);
    await app.must('people.letIn', { personId, passphrase: theirs, ownPassphrase: PASSPHRASE });
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: theirs });
    expect(await app.refused('note.previewMinutes', { sessionId, minutes: to(20) })).toBe('blocked');
    const mine = { ...correct(20), passphrase: theirs };
    expect(await app.refused('note.addend', mine)).toBe('blocked');
    await app.must('note.addend', { ...mine, minutes: null });
    expect((await now()).record.addenda).toMatchObject([{ by: 'Sam', credentials: 'COTA/L' }]);
    expect((await now()).record.addenda?.[0]?.minutes).toBeUndefined();
  });

  it('are sealed with the addendum: a figure changed behind the app is found', async () => {
    await sign(app, sessionId);
    await app.must('note.addend', correct(20));
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      expect(() => db.exec('UPDATE addendum SET minutes = NULL')).toThrow('read-only');
      db.exec('DROP TRIGGER addendum_is_final');
      db.exec(`UPDATE addendum SET minutes = replace(minutes, '"minutes":20', '"minutes":29')`);
    });
    expect((await app.must('security.verify', {})).ok).toBe(false);
  });
});
