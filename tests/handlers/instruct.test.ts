import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createDocuments } from '../../src/main/core/adapters/documents.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
let sessionId: string;
beforeEach(async () => {
  app = startTestCore({
    clinical: createClinicalRules(rules),
    documents: createDocuments(RESOURCES, rules.unitRules),
  });
  await app.must('security.setUp', PERSON);
  await app.must('sample.fill', {});
  const drafts = (await app.must('patients.list', {})).flatMap(({ sessions }) => sessions);
  sessionId = drafts.find(({ state }) => state === 'review')!.id;
});
afterEach(() => app.remove());

const sentences = async () => {
  const { note, revision, issues } = await app.must('review.get', { sessionId });
  const statements = note.sections.flatMap((section) =>
    section.statements.map((statement) => ({ section: section.id, ...statement })),
  );
  return { statements, revision, issues };
};

describe('a command that is followed', () => {
  it('is shown first and changes nothing by that; followed and undone, the note reads as before', async () => {
    const before = await sentences();
    const { id: statementId, text } = before.statements.find(({ kind }) => kind === 'heard')!;
    const asked = { sessionId, text: 'remove this', statementId };
    expect(await app.must('review.instruct', asked)).toMatchObject([{ kind: 'remove', before: text, after: null }]);
    expect(await sentences()).toEqual(before);
    await app.must('review.follow', { ...asked, revision: before.revision });
    expect((await sentences()).statements.some(({ id }) => id === statementId)).toBe(false);
    await app.must('review.undo', { sessionId });
    expect((await sentences()).statements).toEqual(before.statements);
  });

  it('moves a sentence with its evidence, and no lock stops it', async () => {
    const before = await sentences();
    const { id: statementId, evidence } = before.statements.find(({ section }) => section === 'objective')!;
    const asked = { sessionId, text: 'move this to assessment', statementId, revision: before.revision };
    await app.must('review.follow', asked);
    const after = await sentences();
    expect(after.statements.find(({ id }) => id === statementId)).toMatchObject({ section: 'assessment', evidence });
    const locks = (list: typeof after.issues) => list.filter(({ code }) => /number-lock|altered/.test(code));
    expect(locks(after.issues)).toEqual(locks(before.issues));
    const { changes } = await app.must('note.history', { sessionId });
    expect(changes.map(({ what }) => what)).toEqual(['sentence-moved']);
  });

  it('is refused on an older state, and when it is not understood', async () => {
    const { statements, revision } = await sentences();
    const asked = { sessionId, text: 'remove this', statementId: statements[0]!.id };
    const late = await app.core.call('review.follow', { ...asked, revision: revision - 1 });
    expect(late.ok ? '' : late.error.code).toBe('conflict');
    const odd = await app.core.call('review.instruct', { ...asked, text: 'make it sound better' });
    expect(odd.ok ? '' : odd.error.message).toContain('not understood');
  });
});
