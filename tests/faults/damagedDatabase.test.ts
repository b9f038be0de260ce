/** A database whose pages, log or head were damaged: it is told, nothing is changed, and it is never silently empty. */
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/main/core/store/createStore.ts';
import { addDraft, newTestStore, type TestStore } from '../store/support.ts';
import { report, seeded, times } from '../support/faultTable.ts';
import { PASSPHRASE, PERSON, startTestCore } from '../support/testCore.ts';

const PAGE_BYTES = 4096;
const RUNS = times(20, 200);
const SESSIONS = 30;

describe('a damaged database', () => {
  let whole: TestStore;
  let folder: string;
  beforeAll(() => {
    whole = newTestStore();
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-damaged-'));
    for (let index = 0; index < SESSIONS; index++) addDraft(whole.store, `s${index}`);
    whole.store.flushDeleted();
  });
  afterAll(() => {
    whole.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** 'refused' at the opening, 'found' by the check, or 'whole' with everything in it. */
  function verdict(bytes: Buffer): 'refused' | 'found' | 'whole' | 'silent' {
    const file = join(folder, 'store.db');
    for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true });
    writeFileSync(file, bytes);
    const opened = openStore(file, whole.keys);
    if (!opened.ok) {
      expect(opened.error.code).toBe('storage');
      expect(readFileSync(file).equals(bytes)).toBe(true);
      return 'refused';
    }
    const store = opened.value;
    try {
      if (!store.isIntact()) return 'found';
      const count = store.patients.list().length;
      return count === SESSIONS ? 'whole' : 'silent';
    } finally {
      try {
        store.close();
      } catch {
        // Damaged pages may refuse the last checkpoint too.
      }
    }
  }

  it(`is refused or found by the check in ${RUNS} runs of overwritten pages, and never silently empty`, () => {
    const chance = seeded(7);
    const clean = readFileSync(whole.file);
    const pages = clean.length / PAGE_BYTES;
    const counts = { refused: 0, found: 0, whole: 0, silent: 0 };
    for (let run = 0; run < RUNS; run++) {
      const damaged = Buffer.from(clean);
      const page = Math.floor(chance() * pages);
      const isFlip = run % 2 === 0;
      const length = isFlip ? 1 : PAGE_BYTES;
      const start = page * PAGE_BYTES + (isFlip ? Math.floor(chance() * PAGE_BYTES) : 0);
      for (let at = start; at < start + length; at++)
        damaged[at] = (damaged[at] ?? 0) ^ (1 + Math.floor(chance() * 255));
      counts[verdict(damaged)]++;
    }
    expect(counts.silent).toBe(0);
    // The pages are sealed one by one: no flipped byte of a page can pass.
    expect(counts.whole).toBe(0);
    report(
      'overwritten or flipped database pages',
      RUNS,
      `${counts.refused} refused at the opening, ${counts.found} named by the check, 0 unnoticed`,
    );
  }, 600_000);

  it('is refused or found by the check whichever of its pages is damaged', () => {
    const clean = readFileSync(whole.file);
    for (let page = 0; page < clean.length / PAGE_BYTES; page++) {
      const damaged = Buffer.from(clean);
      const at = page * PAGE_BYTES + PAGE_BYTES / 2;
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect({ page, verdict: verdict(damaged) }).toEqual({ page, verdict: expect.stringMatching(/refused|found/) });
    }
  });

  it.each([
    ['cut in the middle of a page', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1000)],
    ['cut to half', (bytes: Buffer) => bytes.subarray(0, (bytes.length / PAGE_BYTES / 2) * PAGE_BYTES)],
    ['with a zeroed head', (bytes: Buffer) => Buffer.concat([Buffer.alloc(PAGE_BYTES), bytes.subarray(PAGE_BYTES)])],
    ['of random bytes', (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => byte ^ (index * 31)))],
  ])('%s is refused or found', (_what, damage) => {
    expect(verdict(damage(readFileSync(whole.file)))).toMatch(/refused|found/);
  });

  it('whose file is empty is refused, not taken for a new one', async () => {
    const app = startTestCore();
    await app.must('security.setUp', PERSON);
    await app.must('security.lock', {});
    truncateSync(join(app.folder, 'store.db'), 0);
    expect(await app.refused('security.unlock', { passphrase: PASSPHRASE })).toBe('storage');
    expect(readFileSync(join(app.folder, 'store.db'))).toHaveLength(0);
    await app.remove();
  });

  it('whose log was cut gives an earlier state, whole and unbroken', () => {
    const test = newTestStore();
    for (let index = 0; index < 5; index++) addDraft(test.store, `s${index}`);
    const copy = join(folder, 'copied');
    cpSync(join(test.file, '..'), copy, { recursive: true });
    const wal = join(copy, 'store.db-wal');
    truncateSync(wal, Math.floor(readFileSync(wal).length * 0.7));
    const opened = openStore(join(copy, 'store.db'), test.keys);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.isIntact()).toBe(true);
    expect(opened.value.audit.verify().ok).toBe(true);
    expect(opened.value.patients.list().length).toBeLessThanOrEqual(5);
    opened.value.close();
    test.remove();
  });
});
