import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSha256 } from '../../src/main/core/export/noteHash.ts';
import { canonicalRecord } from '../../src/main/core/session/canonicalRecord.ts';
import { type Db, openDatabase } from '../../src/main/core/store/openDatabase.ts';
import { auditTrailIn } from '../../src/main/core/store/repositories/auditTrail.ts';
import type { SessionRecord } from '../../src/shared/domain/record.ts';
import { processedSession } from '../support/fakeParts.ts';
import { report, times } from '../support/faultTable.ts';
import { AT, addDraft, newTestStore, samplePatient, sampleSession, type TestStore, USER } from './support.ts';

const ALTERATIONS = times(100, 1000);

let test: TestStore;
let db: Db;
beforeEach(() => {
  test = newTestStore();
  const opened = openDatabase(test.file, test.keys.database);
  if (!opened.ok) throw new Error(opened.error.message);
  db = opened.value;
});
afterEach(() => {
  db.close();
  test.remove();
});

function sign(sessionId: string, isSample = false): void {
  const found = processedSession();
  const record: SessionRecord = {
    ...{ format: 'ot-scribe-record', version: 1, therapist: null, tracks: [], signature: null },
    ...{ patient: samplePatient(), session: sampleSession(sessionId) },
    ...found,
  };
  const signature = {
    ...{ by: 'Dana Example', credentials: 'OTR/L', licence: null, attestation: 'True.', signedAt: AT, timeZone: 'UTC' },
    noteSha256: noteSha256(record),
  };
  test.store.signatures.add({ sessionId, signature, canonical: canonicalRecord({ record, issues: [] }) }, [], isSample);
}

describe('a signed note', () => {
  const CHANGES = [
    "UPDATE note SET questions = '[]'",
    "UPDATE statement SET text = 'other'",
    "DELETE FROM statement WHERE id = 's0'",
    'DELETE FROM statement_evidence',
    "UPDATE note_section SET heading = 'x'",
    "INSERT INTO note_section VALUES ('s1', 'new', 9, 'x')",
    "UPDATE fact SET assist_level = 'I'",
    'DELETE FROM fact_evidence',
    "UPDATE utterance SET text = 'other'",
    'UPDATE ledger_entry SET minutes = 53',
    'UPDATE ledger SET timed_minutes = 53',
    'DELETE FROM ledger_entry',
    `INSERT INTO edit VALUES ('s1', 0, 'note', '{}', '${USER}', '${AT}', 'done')`,
    "INSERT INTO charge_line VALUES ('s1', 0, '97530', 12, 4, '[]', 1)",
    "UPDATE session SET date_of_service = '2026-03-03'",
    "UPDATE session SET state = 'review'",
    "UPDATE signature SET signed_by = 'Somebody'",
    'DELETE FROM signature',
    "DELETE FROM session WHERE id = 's1'",
  ];

  it.each(CHANGES)('refuses: %s', (sql) => {
    addDraft(test.store);
    sign('s1');
    expect(() => db.exec(sql)).toThrow(/read-only/);
    expect(test.store.signatures.firstBroken()).toBeNull();
  });

  it('could be changed before: the refusal comes from the signature', () => {
    addDraft(test.store);
    for (const sql of ["UPDATE statement SET text = 'other'", 'UPDATE ledger_entry SET minutes = 53']) {
      expect(db.prepare(sql).run().changes).toBe(1);
    }
  });

  it('does not lock the notes of other sessions', () => {
    addDraft(test.store, 's1');
    addDraft(test.store, 's2');
    sign('s1');
    expect(db.prepare("UPDATE statement SET text = 'x' WHERE session_id = 's2'").run().changes).toBe(1);
  });

  it('of the sample can be taken away, without breaking the chain of the others', () => {
    addDraft(test.store, 's1');
    addDraft(test.store, 'demo', true);
    addDraft(test.store, 's2');
    sign('s1');
    sign('demo', true);
    sign('s2');
    test.store.signatures.removeSample('demo');
    test.store.sessions.remove('demo');
    expect(test.store.sessions.get('demo')).toBeNull();
    expect(test.store.signatures.firstBroken()).toBeNull();
  });

  it('is named when somebody altered it past the triggers', () => {
    for (const id of ['s1', 's2', 's3']) {
      addDraft(test.store, id);
      sign(id);
    }
    db.exec('DROP TRIGGER signature_is_final; DROP TRIGGER signature_stays');
    const { canonical } = db.prepare("SELECT canonical FROM signature WHERE session_id = 's2'").get() as {
      canonical: string;
    };
    const put = db.prepare('UPDATE signature SET canonical = ? WHERE session_id = ?');
    put.run(canonical.replace('moderate', 'minimal'), 's2');
    expect(test.store.signatures.firstBroken()).toBe('s2');
    put.run(canonical, 's2');
    expect(test.store.signatures.firstBroken()).toBeNull();
    db.exec("DELETE FROM signature WHERE session_id = 's2'");
    expect(test.store.signatures.firstBroken()).toBe('s3');
  });
});

describe('the audit trail', () => {
  const ROWS = 30;
  beforeEach(() => {
    for (let i = 0; i < ROWS; i++) {
      test.store.audit.append({ at: AT, user: USER, event: `event-${i}`, subject: i % 2 ? null : `s${i}` });
    }
  });

  it('is whole as it was written, newest first when read', () => {
    expect(test.store.audit.verify()).toEqual({ ok: true, rows: ROWS });
    expect(test.store.audit.newest(2).map(({ sequence }) => sequence)).toEqual([ROWS, ROWS - 1]);
  });

  it.each(["UPDATE audit SET event = 'x'", 'DELETE FROM audit', 'DELETE FROM audit_head'])('refuses: %s', (sql) => {
    expect(() => db.exec(sql)).toThrow(/append-only/);
  });

  it('names the first bad row after any edit, deletion, swap or cut', () => {
    db.exec('DROP TRIGGER audit_is_final; DROP TRIGGER audit_stays');
    const row = fc.integer({ min: 1, max: ROWS });
    const field = fc.constantFrom('at', 'user_id', 'event', 'subject', 'previous', 'hash');
    const tampering = fc.oneof(
      fc.record({ kind: fc.constant('edit' as const), row, field }),
      fc.record({ kind: fc.constant('delete' as const), row }),
      fc.record({ kind: fc.constant('cut' as const), row }),
      fc.record({ kind: fc.constant('swap' as const), row, other: row }).filter(({ row, other }) => row !== other),
    );
    fc.assert(
      fc.property(tampering, (step) => {
        db.exec('BEGIN');
        try {
          const first = tamper(step);
          expect(auditVerdict()).toEqual({ ok: false, firstBadSequence: first });
        } finally {
          db.exec('ROLLBACK');
        }
        expect(test.store.audit.verify().ok).toBe(true);
      }),
      { numRuns: ALTERATIONS },
    );
    report('audit trail edited, cut, swapped, shortened', ALTERATIONS, 'the first bad line is named each time');

    type Step = typeof tampering extends fc.Arbitrary<infer T> ? T : never;
    /** Returns the sequence number that should be named. */
    function tamper(step: Step): number {
      switch (step.kind) {
        case 'edit':
          db.prepare(`UPDATE audit SET ${step.field} = 'tampered' WHERE sequence = ?`).run(step.row);
          return step.row;
        case 'delete':
          db.prepare('DELETE FROM audit WHERE sequence = ?').run(step.row);
          return step.row;
        case 'cut':
          db.prepare('DELETE FROM audit WHERE sequence >= ?').run(step.row);
          return step.row;
        case 'swap': {
          const renumber = db.prepare('UPDATE audit SET sequence = ? WHERE sequence = ?');
          renumber.run(0, step.row);
          renumber.run(step.row, step.other);
          renumber.run(step.other, 0);
          return Math.min(step.row, step.other);
        }
      }
    }
  });

  it('shows a cut end even when the kept head is cut along with it', () => {
    db.exec('DROP TRIGGER audit_is_final; DROP TRIGGER audit_stays');
    db.exec(`DELETE FROM audit WHERE sequence > ${ROWS - 3}; UPDATE audit_head SET sequence = ${ROWS - 3}`);
    expect(test.store.audit.verify()).toEqual({ ok: false, firstBadSequence: ROWS - 2 });
  });

  /** Through the connection that holds the open transaction. */
  function auditVerdict() {
    return auditTrailIn(db, test.keys.audit).verify();
  }
});

describe('an addendum', () => {
  const added = { by: 'Dana Example', credentials: 'OTR/L', licence: null, signedAt: AT, timeZone: 'UTC' };
  function signedWithTwo(): void {
    addDraft(test.store, 's1');
    sign('s1');
    test.store.addenda.add('s1', { ...added, text: 'First.' });
    test.store.addenda.add('s1', { ...added, text: 'Second.' });
  }

  it('is as final as the note, and each follows from the one before', () => {
    signedWithTwo();
    expect(test.store.addenda.of('s1').map(({ text }) => text)).toEqual(['First.', 'Second.']);
    expect(test.store.addenda.firstBroken()).toBe(null);
    expect(() => db.exec("UPDATE addendum SET text = 'other'")).toThrow('read-only');
    expect(() => db.exec('DELETE FROM addendum')).toThrow('read-only');
  });

  it.each([
    ['changed', "UPDATE addendum SET text = 'other' WHERE position = 0"],
    ['taken out', 'DELETE FROM addendum WHERE position = 0'],
    ['put under another name', "UPDATE addendum SET signed_by = 'Somebody' WHERE position = 1"],
  ])('that was %s behind the app is found', (_what, change) => {
    signedWithTwo();
    db.exec('DROP TRIGGER addendum_is_final; DROP TRIGGER addendum_stays');
    db.exec(change);
    expect(test.store.addenda.firstBroken()).toBe('s1');
  });

  it('cannot be added to a note nobody signed', () => {
    addDraft(test.store, 's1');
    expect(() => test.store.addenda.add('s1', { ...added, text: 'First.' })).toThrow('not signed');
  });
});
