import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/main/core/store/createStore.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../src/main/core/store/migrate.ts';
import { type Db, openDatabase } from '../../src/main/core/store/openDatabase.ts';
import { addendaIn } from '../../src/main/core/store/repositories/addenda.ts';
import { canonicalJson } from '../../src/shared/canonicalJson.ts';
import { processedSession } from '../support/fakeParts.ts';
import {
  AT,
  addDraft,
  addSession,
  newTestStore,
  samplePatient,
  sampleSession,
  type TestStore,
  USER,
} from './support.ts';

let test: TestStore;
beforeEach(() => {
  test = newTestStore();
});
afterEach(() => test.remove());

/** A second look at the same file, past the repositories. */
function rawDatabase(): Db {
  const opened = openDatabase(test.file, test.keys.database);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

describe('the encrypted database', () => {
  it('opens with its key only, and nothing in the file says what it is', () => {
    test.store.patients.save(samplePatient(), AT);
    test.store.close();
    expect(readFileSync(test.file).subarray(0, 15).toString()).not.toBe('SQLite format 3');
    const wrong = openStore(test.file, { ...test.keys, database: new Uint8Array(32) });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'storage' } });
    const right = openStore(test.file, test.keys);
    expect(right.ok && right.value.patients.list()).toHaveLength(1);
    if (right.ok) right.value.close();
  });

  it('runs with every setting that durability and secrecy need', () => {
    const db = rawDatabase();
    const setting = (name: string) => db.pragma(name, { simple: true });
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'temp_store', 'trusted_schema'];
    expect(names.map(setting)).toEqual(['wal', 2, 1, 1, 2, 0]);
    db.close();
  });

  it('says so when the file is damaged, and leaves it alone', () => {
    test.store.close();
    const bytes = readFileSync(test.file);
    bytes.fill(0x5a, 0, 1024);
    writeFileSync(test.file, bytes);
    expect(openStore(test.file, test.keys)).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(statSync(test.file).size).toBe(bytes.length);
  });

  it('refuses data of a newer app and changes nothing', () => {
    const db = rawDatabase();
    db.pragma('user_version = 9999');
    db.close();
    test.store.close();
    const refused = openStore(test.file, test.keys);
    expect(refused).toMatchObject({ ok: false, error: { code: 'storage' } });
    const again = rawDatabase();
    expect(schemaVersion(again)).toBe(9999);
    again.close();
  });
});

describe('the migrations', () => {
  it('are numbered upwards with gaps', () => {
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.every((version) => version % 10 === 0)).toBe(true);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it.each(MIGRATIONS.map(({ version }, index) => [version, index] as const))(
    'step %i keeps what was there before it',
    (version, index) => {
      const opened = openDatabase(`${test.file}.${version}`, test.keys.database);
      if (!opened.ok) throw new Error(opened.error.message);
      const db = opened.value;
      migrate(db, MIGRATIONS.slice(0, index));
      if (index > 0) db.exec(`INSERT INTO user VALUES ('u', 'Dana', 'OTR/L', NULL, '${AT}')`);
      if (index > 1) db.exec(`INSERT INTO patient VALUES ('p', 'Pat', NULL, NULL, NULL, NULL, NULL, 0, '${AT}')`);
      expect(migrate(db)).toEqual({ ok: true, value: MIGRATIONS.at(-1)?.version });
      expect(db.prepare('SELECT count(*) AS n FROM user').get()).toEqual({ n: index > 0 ? 1 : 0 });
      expect(db.prepare('SELECT count(*) AS n FROM patient').get()).toEqual({ n: index > 1 ? 1 : 0 });
      db.close();
    },
  );

  it('keep addenda made before they had a kind, and their chain', () => {
    const opened = openDatabase(`${test.file}.kinds`, test.keys.database);
    if (!opened.ok) throw new Error(opened.error.message);
    const db = opened.value;
    migrate(
      db,
      MIGRATIONS.filter(({ version }) => version < 180),
    );
    const addendum = { text: 'Old.', by: 'Dana', credentials: 'OTR/L', licence: null, signedAt: AT, timeZone: 'UTC' };
    const chain = createHash('sha256')
      .update(canonicalJson({ previous: 'c0', sessionId: 's', addendum }))
      .digest('hex');
    db.exec(`
      INSERT INTO user VALUES ('u', 'Dana', 'OTR/L', NULL, '${AT}');
      INSERT INTO patient VALUES ('p', 'Pat', NULL, NULL, NULL, NULL, NULL, 0, '${AT}');
      INSERT INTO session VALUES ('s', 'p', 'u', 'signed', '2026-03-02', NULL, 'UTC', 'given', '${AT}', 'patient',
        'verbal', '1', 0, 0, '${AT}');
      INSERT INTO signature VALUES ('s', 1, 'Dana', 'OTR/L', NULL, 'True.', '${AT}', 'UTC', 'h', '{}', 'p0', 'c0');
      INSERT INTO addendum VALUES ('s', 0, 'Old.', 'Dana', 'OTR/L', NULL, '${AT}', 'UTC', 'c0', '${chain}');`);
    migrate(db);
    const addenda = addendaIn(db);
    expect(addenda.of('s')).toEqual([addendum]);
    expect(addenda.firstBroken()).toBeNull();
    addenda.add('s', { ...addendum, kind: 'lateEntry', concerns: '2026-03-01' });
    expect(addenda.of('s')[1]).toMatchObject({ kind: 'lateEntry', concerns: '2026-03-01' });
    expect(addenda.firstBroken()).toBeNull();
    expect(() => addenda.add('s', { ...addendum, kind: 'correction', concerns: '2026-03-01' })).toThrow('CHECK');
    db.close();
  });

  it('leave the version before when a step fails half-way', () => {
    const db = rawDatabase();
    const broken = { version: 1000, sql: 'CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)' };
    expect(() => migrate(db, [...MIGRATIONS, broken])).toThrow();
    expect(schemaVersion(db)).toBe(MIGRATIONS.at(-1)?.version);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'").get()).toEqual({ n: 0 });
    db.close();
  });
});

describe('the repositories give back what was put in', () => {
  it('patients with payer, plan and goals in order, also after a change', () => {
    const { patients } = test.store;
    patients.save(samplePatient(), AT);
    expect(patients.get('p1')).toEqual(samplePatient());
    const changed = {
      ...samplePatient(),
      name: 'Other',
      payerId: 'x',
      planOfCare: { ...samplePatient().planOfCare, goals: [] },
    };
    patients.save(changed, AT);
    expect(patients.list()).toEqual([changed]);
    expect(patients.get('nobody')).toBeNull();
  });

  it('sessions with every kind of consent', () => {
    const { store } = test;
    store.patients.save(samplePatient(), AT);
    const consents = [
      { kind: 'pending' },
      { kind: 'declined', at: AT },
      { kind: 'given', at: AT, by: 'caregiver', method: 'written', scriptVersion: '2' },
    ] as const;
    for (const [i, consent] of consents.entries()) {
      const header = { ...sampleSession(`s${i}`), consent };
      addSession(store, header);
      expect(store.sessions.get(header.id)).toEqual(header);
    }
  });

  it('a session without consent cannot be anything but planned', () => {
    const { store } = test;
    store.patients.save(samplePatient(), AT);
    addSession(store, { ...sampleSession(), consent: { kind: 'pending' } });
    const recording = { ...sampleSession(), consent: { kind: 'pending' }, state: 'recording' } as const;
    expect(() => store.sessions.save(recording)).toThrow(/CHECK/);
  });

  it('what was heard, found and drafted', () => {
    const { store } = test;
    addDraft(store);
    const { frontEnd, transcript, facts, ledger, note, charges } = processedSession();
    expect(store.findings.load('s1')).toEqual({ frontEnd, transcript, facts, ledger: { ...ledger, issues: [] } });
    expect(store.notes.load('s1')).toEqual({ note, charges });
    store.findings.save('s1', { frontEnd, transcript, facts, ledger });
    expect(store.findings.load('s1').facts).toHaveLength(1);
  });

  it('marks in order, each once, and timers of which one ends with the next', () => {
    const { sessions } = test.store;
    addDraft(test.store);
    for (const atMs of [900, 100, 900]) sessions.addMark('s1', atMs);
    expect(sessions.marks('s1')).toEqual([100, 900]);
    sessions.startTimer('s1', { id: 'a', cpt: '97530', task: 'transfers', startMs: 0 });
    sessions.endTimers('s1', 500);
    sessions.startTimer('s1', { id: 'b', cpt: '97535', task: 'grooming', startMs: 500 });
    expect(sessions.timers('s1').map(({ id, endMs }) => [id, endMs])).toEqual([
      ['a', 500],
      ['b', null],
    ]);
  });

  it('tracks with their gaps, and checkpoints with typed arrays', () => {
    const { store } = test;
    addDraft(store);
    const gaps = [{ startMs: 5, lengthMs: null, reason: 'interrupted' }] as const;
    const track = {
      id: 't',
      source: 'microphone',
      channelCount: 4,
      sampleRateHz: 16000,
      frameCount: 0,
      geometry: null,
    } as const;
    store.tracks.add('s1', 'session', { ...track, gaps: [] }, AT);
    store.tracks.finish('t', 77, gaps);
    expect(store.tracks.ofSession('s1', 'session')).toEqual([{ ...track, frameCount: 77, gaps }]);
    expect(store.tracks.ofSession('s1', 'enrolment')).toEqual([]);
    store.jobs.saveCheckpoint('s1', 'hear', 'k', { samples: new Float32Array([1, 2]) });
    expect(store.jobs.loadCheckpoint('s1', 'hear', 'k')).toEqual({ samples: new Float32Array([1, 2]) });
    expect(store.jobs.loadCheckpoint('s1', 'hear', 'other')).toBeUndefined();
  });

  it('answers "all toilet transfers of this patient with their level" by a query', () => {
    addDraft(test.store, 's1');
    const db = rawDatabase();
    const rows = db
      .prepare(
        `SELECT session.date_of_service, fact.assist_level FROM fact JOIN session ON session.id = fact.session_id
         WHERE fact.kind = 'observation' AND fact.fim_item = 'transferToilet' AND session.patient_id = ?`,
      )
      .all('p-s1');
    expect(rows).toEqual([{ date_of_service: '2026-03-02', assist_level: 'ModA' }]);
    db.close();
  });
});

describe('undo and redo', () => {
  it('go back and forth, and a new change ends what could be redone without deleting it', () => {
    const { edits } = test.store;
    addDraft(test.store);
    const add = (body: string) => edits.add('s1', { kind: 'note', body, userId: USER, at: AT });
    const bodies = () => edits.done('s1').map(({ body }) => body);
    add('a');
    add('b');
    expect(edits.undo('s1')).toBe(true);
    expect(bodies()).toEqual(['a']);
    expect(edits.redo('s1')).toBe(true);
    expect(edits.undo('s1') && edits.undo('s1')).toBe(true);
    expect(edits.undo('s1')).toBe(false);
    add('c');
    expect(bodies()).toEqual(['c']);
    expect(edits.canRedo('s1')).toBe(false);
    expect(edits.revision('s1')).toBe(7);
    const db = rawDatabase();
    expect(db.prepare('SELECT count(*) AS n FROM edit').get()).toEqual({ n: 3 });
    db.close();
  });
});

describe('a copy of the database file', () => {
  it('is of no use without the key', () => {
    addDraft(test.store);
    test.store.close();
    const copy = `${test.file}.copy`;
    copyFileSync(test.file, copy);
    expect(openDatabase(copy, new Uint8Array(32).fill(7)).ok).toBe(false);
  });
});
