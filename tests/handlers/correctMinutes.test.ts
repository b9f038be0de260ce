/** Minutes put right after the signature: reckoned anew, both versions kept, the note as it was signed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { claimPreview } from '../../src/main/core/export/claimPreview.ts';
import { chargesToCsv } from '../../src/main/core/export/recordToCsv.ts';
import type { ReleasedRecord } from '../../src/main/core/export/release.ts';
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
    pipeline: pipelineOf([facts(treated, transfer)]),
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
