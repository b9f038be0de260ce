import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyStore } from '../../src/main/core/store/copyStore.ts';
import { openDatabase } from '../../src/main/core/store/openDatabase.ts';

const KEY = new Uint8Array(32).fill(9);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(name: string) {
  const db = openDatabase(join(folder, name), KEY);
  if (!db.ok) throw new Error(db.error.message);
  return db.value;
}

describe('a copy of the open database', () => {
  it('holds what was committed, opens with the same key, and leaves the caller free while it is made', async () => {
    const db = open('store.db');
    db.exec("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('kept')");
    const key = Uint8Array.from(KEY);
    const copying = copyStore({ file: join(folder, 'store.db'), key, to: join(folder, 'copy.db') });
    db.exec("INSERT INTO t VALUES ('while it was made')");
    await copying;
    const copy = open('copy.db');
    expect(copy.prepare('SELECT x FROM t').pluck().all()).toContain('kept');
    expect(key.every((byte) => byte === 0)).toBe(true);
    copy.close();
    db.close();
  });

  it('fails with the code of the database, not silently, with a wrong key or where it cannot write', async () => {
    open('store.db').close();
    const file = join(folder, 'store.db');
    const wrong = copyStore({ file, key: new Uint8Array(32), to: join(folder, 'copy.db') });
    await expect(wrong).rejects.toThrow('does not open');
    const nowhere = copyStore({ file, key: Uint8Array.from(KEY), to: join(folder, 'missing', 'copy.db') });
    await expect(nowhere).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_/) });
    expect(existsSync(join(folder, 'copy.db'))).toBe(false);
  });
});
