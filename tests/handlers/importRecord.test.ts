/** A record that moves: export, a fresh installation, import; facts, note, signature and proof as they were. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toExchange } from '../../src/main/core/export/exchange.ts';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { releaseRecord } from '../../src/main/core/export/release.ts';
import { canonicalJson } from '../../src/shared/canonicalJson.ts';
import type { Addendum } from '../../src/shared/domain/note.ts';
import type { Consent, SessionRecord } from '../../src/shared/domain/record.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { rules } from '../nlp/rules.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const made = recordOf(toiletTransferAndGrooming, { patient: { ...walter, isSample: false } });
const consent: Consent = {
  ...({ kind: 'given', by: 'patient', method: 'verbal' } as const),
  ...{ at: '2026-03-02T14:58:00Z', scriptVersion: '1' },
};
const draft: SessionRecord = { ...made, session: { ...made.session, consent } };
const signature: NonNullable<SessionRecord['signature']> = {
  ...{ by: 'Jordan Example', credentials: 'OTR/L', licence: 'OT-1234', attestation: 'I gave this care.' },
  ...{ signedAt: '2026-03-02T16:00:00Z', timeZone: 'America/Chicago', noteSha256: noteSha256(draft) },
};
const addendum: Addendum = {
  ...{ kind: 'correction' as const, text: 'The left hand was meant.', by: 'Jordan Example', credentials: 'OTR/L' },
  ...{ licence: null, signedAt: '2026-03-03T09:00:00Z', timeZone: 'America/Chicago' },
};
const signed: SessionRecord = {
  ...draft,
  session: { ...draft.session, state: 'signed' },
  signature,
  addenda: [addendum],
};

function exported(record: SessionRecord): string {
  const released = releaseRecord(record, rules.unitRules);
  if (!released.ok) throw new Error(released.error.message);
  return JSON.stringify(toExchange(released.value));
}

/** A file whose content was changed and whose hash was made to fit again. */
function forged(record: object): string {
  const sha256 = createHash('sha256').update(canonicalJson(record)).digest('hex');
  return JSON.stringify({ format: 'ot-scribe-export', version: 1, status: 'signed', record, sha256 });
}

describe('an exported record in a fresh installation', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore();
    await app.must('security.setUp', PERSON);
  });
  afterEach(() => app.remove());

  it('has the same facts, note, minutes, signature and addenda, and verifies', async () => {
    const told = await app.must('records.import', { json: exported(signed) });
    expect(told).toMatchObject({ sessionId: 's1', patientId: 'p1', facts: draft.facts.length, signature: 'holds' });
    const { record, note } = await app.must('review.get', { sessionId: 's1' });
    expect(record.facts).toEqual(draft.facts);
    expect(record.transcript).toEqual(draft.transcript);
    expect(record.ledger).toEqual(draft.ledger);
    expect(note).toEqual(draft.note);
    expect(record.signature).toEqual(signature);
    expect(record.addenda).toEqual([addendum]);
    expect(noteSha256(record)).toBe(signature.noteSha256);
    const report = await app.must('security.verify', {});
    expect(report.checked.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('goes out again under the hash it came in with', async () => {
    await app.must('records.import', { json: exported(signed) });
    const { record } = await app.must('review.get', { sessionId: 's1' });
    const hashOf = (json: string) => (JSON.parse(json) as { sha256: string }).sha256;
    expect(hashOf(exported(record))).toBe(hashOf(exported(signed)));
  });

  it('stands in the caseload under its patient, and is taken in once', async () => {
    await app.must('records.import', { json: exported(signed) });
    const [entry] = await app.must('patients.list', {});
    expect(entry).toMatchObject({ patient: { name: 'Walter Example' }, sessions: [{ id: 's1', state: 'signed' }] });
    expect(await app.refused('records.import', { json: exported(signed) })).toBe('conflict');
  });

  it('joins the sessions of one patient by the id, and leaves the patient as known here', async () => {
    await app.must('records.import', { json: exported(signed) });
    const other = {
      ...draft,
      session: { ...draft.session, id: 's2' },
      patient: { ...draft.patient!, name: 'Another' },
    };
    await app.must('records.import', { json: exported(other) });
    const list = await app.must('patients.list', {});
    expect(list).toHaveLength(1);
    expect(list[0]?.patient.name).toBe('Walter Example');
    expect(list[0]?.sessions.map(({ id }) => id).sort()).toEqual(['s1', 's2']);
  });

  it('is refused, whole, when a byte, the note or a column was changed', async () => {
    const refused = async (json: string) => expect(await app.refused('records.import', { json })).toBe('invalid_input');
    await refused('no JSON');
    await refused('{}');
    await refused(exported(signed).replace('Mod A', 'Min A'));
    const [section] = signed.note.sections;
    const lessHelp = { ...signed.note, sections: [{ ...section!, heading: 'Changed' }] };
    await refused(forged({ ...signed, note: lessHelp }));
    await refused(forged({ ...signed, session: { ...signed.session, durationMs: 'long' } }));
    await refused(forged({ ...signed, patient: null }));
    await refused(forged({ ...signed, session: { ...signed.session, consent: { kind: 'pending' } } }));
    await refused(forged({ ...signed, patient: { ...signed.patient!, id: 'p9' } }));
    expect(await app.must('patients.list', {})).toEqual([]);
  });

  it('is refused as a draft that somebody edited: its edits are not in the file', async () => {
    const [first, ...rest] = draft.note.sections;
    const typed = first!.statements.map((each) => ({ ...each, kind: 'typed' as const }));
    const note = { ...draft.note, sections: [{ ...first!, statements: typed }, ...rest] };
    expect(await app.refused('records.import', { json: exported({ ...draft, note }) })).toBe('invalid_input');
  });
});
