/** kill -9 at the n-th write of a migration: the database is at one version or the next, with everything in it. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate, schemaVersion } from '../../src/main/core/store/migrate.ts';
import { type Db, openDatabase } from '../../src/main/core/store/openDatabase.ts';
import { CAPABILITIES } from '../support/capabilities.ts';
import { report, times } from '../support/faultTable.ts';

const KILLS = times(5, 50);
const USERS = 200;
const CHILD = join(import.meta.dirname, '../support/migratingChild.ts');

describe.skipIf(!CAPABILITIES.tracer.isPresent)('a migration that is killed', () => {
  let folder: string;
  const key = randomBytes(32);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-migration-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function open(file: string): Db {
    const opened = openDatabase(file, key);
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  }

  /** As the first version of the app left it. */
  function oldDatabase(name: string): string {
    const file = join(folder, name);
    const db = open(file);
    migrate(db, MIGRATIONS.slice(0, 1));
    const insert = db.prepare("INSERT INTO user VALUES (?, 'Dana Example', 'OTR/L', NULL, '2026-03-02T14:00:00Z')");
    for (let index = 0; index < USERS; index++) insert.run(`u${index}`);
    db.close();
    return file;
  }

  function migrateUnder(words: readonly string[], file: string): { readonly signal: string | null } {
    const run = spawnSync('strace', ['-f', ...words, process.execPath, CHILD, file, key.toString('hex')], {
      stdio: 'ignore',
    });
    return { signal: run.signal ?? (run.status === 0 ? null : 'SIGKILL') };
  }

  it(
    `leaves version N or N+1, never between, in ${KILLS} kills, and goes on from there`,
    () => {
      const log = join(folder, 'trace.log');
      expect(migrateUnder(['-o', log, '-e', 'trace=pwrite64'], oldDatabase('calm.db')).signal).toBeNull();
      const writes = readFileSync(log, 'utf8').split('pwrite64(').length - 1;
      const versions = [0, ...MIGRATIONS.map(({ version }) => version)];
      const reached = new Set<number>();
      for (let kill = 0; kill < KILLS; kill++) {
        const nth = 1 + Math.floor((kill * writes) / KILLS);
        const file = oldDatabase(`killed-${kill}.db`);
        const inject = `inject=pwrite64:signal=SIGKILL:when=${nth}`;
        expect(migrateUnder(['-o', '/dev/null', '-e', 'trace=pwrite64', '-e', inject], file).signal).not.toBeNull();
        const db = open(file);
        const version = schemaVersion(db);
        expect(versions).toContain(version);
        reached.add(version);
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
        // The tables of the version that it says, and none of the next.
        const tables = () => db.prepare('SELECT count(*) AS n FROM sqlite_master').get();
        const expected = open(join(folder, `expected-${version}-${kill}.db`));
        migrate(
          expected,
          MIGRATIONS.filter((step) => step.version <= version),
        );
        expect(tables()).toEqual(expected.prepare('SELECT count(*) AS n FROM sqlite_master').get());
        expected.close();
        expect(migrate(db)).toEqual({ ok: true, value: MIGRATIONS.at(-1)?.version });
        expect(db.prepare('SELECT count(*) AS n FROM user').get()).toEqual({ n: USERS });
        db.close();
      }
      expect(reached.size).toBeGreaterThan(2);
      report(
        'kill -9 at the n-th write of a migration',
        KILLS,
        `at version N or N+1 (${reached.size} versions seen), 0 rows lost, each finished at the next start`,
      );
    },
    KILLS * 20_000,
  );
});
