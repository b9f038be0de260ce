import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from '../../src/main/core/store/migrate.ts';
import { search } from '../../src/main/core/store/migrations/0150-search.ts';
import { changeDatabase } from '../support/rawDatabase.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

describe('the search over what was said, found and written', () => {
  let app: TestCore;
  let sessionId: string;
  beforeEach(async () => {
    app = startTestCore();
    await app.must('security.setUp', PERSON);
    ({ sessionId } = await app.must('sample.open', {}));
    await app.until('processed');
  });
  afterEach(() => app.remove());

  const find = (query: string, patientId: string | null = null) => app.must('desk.search', { query, patientId });

  it('finds spoken words by their first letters, with the place where they sound', async () => {
    const { said } = await find('zebra toil');
    expect(said).toMatchObject([{ sessionId, ref: 'u0', span: { startMs: 0, endMs: 900 }, fact: null }]);
  });

  it('finds a fact by task and level in words, with its value and the sound behind it', async () => {
    const { facts } = await find('transfer moderate');
    expect(facts).toMatchObject([{ ref: 'f0', fact: { assistLevel: 'ModA' }, span: { startMs: 0, endMs: 900 } }]);
    expect((await find('transfer maximal')).facts).toEqual([]);
  });

  it('finds a sentence as it stands after an edit, and not as it stood before', async () => {
    const { revision } = await app.must('review.get', { sessionId });
    const edit = { kind: 'replace', statementId: 's0', text: 'Patient did the kettle task.' } as const;
    await app.must('review.edit', { sessionId, revision, edit });
    expect((await find('kettle')).notes).toMatchObject([{ ref: 's0', text: 'Patient did the kettle task.' }]);
    expect((await find('performed')).notes).toEqual([]);
    await app.must('review.undo', { sessionId });
    expect((await find('kettle')).notes).toEqual([]);
    expect((await find('performed')).notes).toHaveLength(1);
  });

  it('needs every word, and looks at one patient alone when told to', async () => {
    expect((await find('zebrafinch kettle')).said).toEqual([]);
    const [walter] = await app.must('patients.list', {});
    expect((await find('zebrafinch', walter?.patient.id)).said).toHaveLength(1);
    expect((await find('zebrafinch', 'somebody-else')).said).toEqual([]);
  });

  it.each(['"zebra" OR', 'text:zebra', 'zebra*', "ze'bra --", '(zebra'])(
    'takes %j as words, not as a query language',
    async (query) => {
      await expect(find(query)).resolves.toBeDefined();
    },
  );

  it('refuses a query without letters in a sentence', async () => {
    expect(await app.refused('desk.search', { query: '**', patientId: null })).toBe('invalid_input');
  });

  it('forgets everything of a removed session', async () => {
    await app.must('sample.remove', {});
    expect(await find('zebrafinch')).toEqual({ facts: [], notes: [], said: [] });
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      expect(db.prepare("SELECT count(*) AS n FROM search WHERE search MATCH 'zebrafinch'").get()).toEqual({ n: 0 });
    });
  });

  it('fills itself from what a database held before there was a search', async () => {
    await app.close();
    await changeDatabase(app.folder, PASSPHRASE, (db) => {
      const newest = schemaVersion(db);
      db.exec('DROP TRIGGER found_text_leaves; DROP TABLE search; DROP TABLE found_text; DROP VIEW searchable;');
      db.exec('DROP TABLE level_word');
      db.pragma(`user_version = ${search.version - 1}`);
      expect(migrate(db, [search])).toEqual({ ok: true, value: search.version });
      db.pragma(`user_version = ${newest}`);
    });
    app = startTestCore({}, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect((await find('zebrafinch')).said).toHaveLength(1);
    expect((await find('transfer moderate')).facts).toHaveLength(1);
    expect((await find('performed')).notes).toHaveLength(1);
  });
});
