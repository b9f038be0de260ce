/**
 * Power cuts, simulated, of what the journal's own test does not cover: the database, and the small files that are
 * replaced whole. What was synced is kept; of what was not, any subset of 512-byte sectors may be there.
 */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AtomicFs, writeFileAtomically } from '../../src/main/core/security/atomicWrite.ts';
import { openStore, type Store } from '../../src/main/core/store/createStore.ts';
import { AT, addSession, samplePatient, sampleSession, USER } from '../store/support.ts';
import { report, times } from '../support/faultTable.ts';

const SECTOR_BYTES = 512;
const SCHEDULES = times(60, 2500);

/** Before with any subset of the changed sectors of after, and any length between the two. */
function torn(before: Buffer, after: Buffer, keeps: () => boolean): Buffer {
  const length = keeps() ? after.length : before.length;
  const out = Buffer.alloc(length);
  before.copy(out);
  for (let at = 0; at < length; at += SECTOR_BYTES) {
    const sector = after.subarray(at, Math.min(at + SECTOR_BYTES, length));
    if (!sector.equals(out.subarray(at, at + sector.length)) && keeps()) sector.copy(out, at);
  }
  return out;
}

describe('a database whose power is cut', () => {
  let folder: string;
  const keys = { database: randomBytes(32), audit: randomBytes(32) };
  const at = (name: string) => join(folder, name);
  const content = (name: string) => (existsSync(at(name)) ? readFileSync(at(name)) : Buffer.alloc(0));
  const picture = () => ({ db: content('store.db'), wal: content('store.db-wal') });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-power-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function open(file: string): Store {
    const opened = openStore(file, keys);
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  }

  /** A session and its audit line: both or neither. */
  function commit(store: Store, id: string): void {
    store.atomically(() => {
      addSession(store, sampleSession(id));
      store.audit.append({ at: AT, user: USER, event: 'session-created', subject: id });
    });
  }

  /** What the app finds after the cut: how many of the commits are there, whole and in order. */
  function found(db: Buffer, wal: Buffer): number {
    const after = join(folder, `after-${randomBytes(6).toString('hex')}.db`);
    writeFileSync(after, db);
    writeFileSync(`${after}-wal`, wal);
    const store = open(after);
    try {
      expect(store.isIntact()).toBe(true);
      const audit = store.audit.verify();
      expect(audit.ok).toBe(true);
      const sessions = store.sessions.ofPatient('p1').map(({ id }) => id);
      const audited = store.audit.newest(1000).map(({ subject }) => subject);
      expect(new Set(audited)).toEqual(new Set(sessions));
      expect(sessions.toSorted()).toEqual(Array.from({ length: sessions.length }, (_, i) => `s${100 + i}`));
      return sessions.length;
    } finally {
      store.close();
      for (const ending of ['', '-wal', '-shm']) rmSync(after + ending, { force: true });
    }
  }

  it(`keeps every acknowledged commit and no half one, in ${SCHEDULES} cuts during commits and checkpoints`, () => {
    const store = open(at('store.db'));
    store.users.add({ id: USER, name: 'Dana Example', credentials: 'OTR/L', licence: null }, AT);
    store.patients.save(samplePatient(), AT);
    store.flushDeleted();
    /** Before and after each commit; what lies before is synced, as it was acknowledged. */
    const steps: {
      kind: 'commit' | 'checkpoint';
      before: ReturnType<typeof picture>;
      done: number;
      after: ReturnType<typeof picture>;
    }[] = [];
    for (let index = 0; index < 24; index++) {
      const before = picture();
      commit(store, `s${100 + index}`);
      steps.push({ kind: 'commit', before, done: index, after: picture() });
      if (index % 6 !== 5) continue;
      const full = picture();
      store.flushDeleted();
      steps.push({ kind: 'checkpoint', before: full, done: index + 1, after: picture() });
    }
    store.close();
    fc.assert(
      fc.property(fc.nat(steps.length - 1), fc.infiniteStream(fc.boolean()), (index, keeps) => {
        const step = steps[index];
        if (step === undefined) throw new Error('no step');
        const keep = () => keeps.next().value as boolean;
        // A checkpoint syncs the log, writes pages into the database, syncs it, and only then cuts the log.
        const during = step.kind === 'commit';
        const db = during ? step.before.db : torn(step.before.db, step.after.db, keep);
        const wal = during ? torn(step.before.wal, step.after.wal, keep) : step.before.wal;
        const count = found(db, wal);
        expect(count).toBeGreaterThanOrEqual(step.done);
        expect(count).toBeLessThanOrEqual(step.done + (during ? 1 : 0));
      }),
      { numRuns: SCHEDULES },
    );
    report(
      'power cut of the database (commits, checkpoints)',
      SCHEDULES,
      'each before or after, never between; 0 acknowledged commits lost',
    );
  }, 1_200_000);

  it('would show a database that does not sync: with lost sectors of a synced log, commits are missing', () => {
    const store = open(at('store.db'));
    store.users.add({ id: USER, name: 'Dana Example', credentials: 'OTR/L', licence: null }, AT);
    store.patients.save(samplePatient(), AT);
    store.flushDeleted();
    for (let index = 0; index < 6; index++) commit(store, `s${100 + index}`);
    const { db, wal } = picture();
    copyFileSync(at('store.db'), at('kept.db'));
    store.close();
    expect(found(db, wal)).toBe(6);
    expect(found(db, wal.subarray(0, Math.floor(wal.length / 2)))).toBeLessThan(6);
  });
});

describe('a small file that is replaced whole', () => {
  const OLD = Buffer.from(`{"old":"${'o'.repeat(3000)}"}`);
  const NEW = Buffer.from(`{"new":"${'n'.repeat(4000)}"}`);

  interface SimulatedFile {
    bytes: Buffer;
    synced: Buffer;
  }

  /** A folder whose names are safe only once it was synced; each call is one moment the power may go. */
  class PowerlessDisk {
    names = new Map<string, SimulatedFile>([['f', { bytes: OLD, synced: OLD }]]);
    syncedNames = new Map(this.names);
    readonly moments: (() => Buffer | null)[] = [];
    readonly handles = new Map<number, string>();

    readonly keeps: () => boolean;

    constructor(keeps: () => boolean) {
      this.keeps = keeps;
    }

    readonly fs: AtomicFs = {
      open: (file) =>
        this.#step(() => {
          if (!this.names.has(file)) this.names.set(file, { bytes: Buffer.alloc(0), synced: Buffer.alloc(0) });
          this.handles.set(3, file);
          return 3;
        }),
      write: (_handle, bytes, from) =>
        this.#step(() => {
          const file = this.#file();
          const taken = Math.min(700, bytes.length - from);
          file.bytes = Buffer.concat([file.bytes, bytes.subarray(from, from + taken)]);
          return taken;
        }),
      sync: () =>
        this.#step(() => {
          const file = this.#file();
          file.synced = file.bytes;
        }),
      close: () => undefined,
      rename: (from, to) =>
        this.#step(() => {
          this.names.set(to, this.names.get(from) as SimulatedFile);
          this.names.delete(from);
        }),
      syncFolder: () =>
        this.#step(() => {
          this.syncedNames = new Map(this.names);
        }),
      remove: (file) => void this.names.delete(file),
    };

    #file(): SimulatedFile {
      return this.names.get(this.handles.get(3) ?? '') as SimulatedFile;
    }

    #step<T>(work: () => T): T {
      const done = work();
      // Either name may point at its file: the folder is safe as it was synced, or as it is now.
      const names = this.keeps() ? this.names : this.syncedNames;
      const file = names.get('f');
      this.moments.push(() => (file === undefined ? null : torn(file.synced, file.bytes, this.keeps)));
      const now = this.moments.at(-1)?.();
      this.moments[this.moments.length - 1] = () => now ?? null;
      return done;
    }
  }

  it(`is the old one or the new one after any of ${SCHEDULES} cuts, and the new one once it was acknowledged`, () => {
    let cuts = 0;
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (stream) => {
        const disk = new PowerlessDisk(() => stream.next().value as boolean);
        writeFileAtomically('f', NEW, disk.fs);
        for (const moment of disk.moments) {
          const there = moment();
          expect(there !== null && (there.equals(OLD) || there.equals(NEW))).toBe(true);
          cuts++;
        }
        expect(disk.moments.at(-1)?.()?.equals(NEW)).toBe(true);
      }),
      { numRuns: Math.ceil(SCHEDULES / 10) },
    );
    report(
      'power cut while a small file (keys, attempts) is replaced',
      cuts,
      'the old file or the new one, never a mixture',
    );
  });
});
