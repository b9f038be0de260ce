import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
let sessionId: string;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
  ({ sessionId } = await app.must('sample.open', {}));
  await app.until('processed');
});
afterEach(() => app.remove());

const texts = () => app.must('typing.get', { sessionId });

it('keeps what is being typed over a lock and a restart, the newest at each place', async () => {
  await app.must('typing.keep', { sessionId, place: 'new:plan', text: 'Bring' });
  await app.must('typing.keep', { sessionId, place: 'new:plan', text: 'Bring the splint' });
  await app.must('typing.keep', { sessionId, place: 'addendum', text: 'Left' });
  await app.close();
  app = startTestCore({}, app.folder);
  expect(await app.refused('typing.get', { sessionId })).toBe('locked');
  await app.must('security.unlock', { passphrase: PASSPHRASE });
  expect(await texts()).toEqual([
    { place: 'new:plan', text: 'Bring the splint' },
    { place: 'addendum', text: 'Left' },
  ]);
});

it('forgets a text that became part of the note, and that text alone', async () => {
  const { revision, note } = await app.must('review.get', { sessionId });
  const section = note.sections[0]?.id ?? '';
  const statement = note.sections.flatMap(({ statements }) => statements)[0]?.id ?? '';
  await app.must('typing.keep', { sessionId, place: `new:${section}`, text: 'Slept well.' });
  await app.must('typing.keep', { sessionId, place: `sentence:${statement}`, text: 'Other' });
  await app.must('review.edit', {
    ...{ sessionId, revision },
    edit: { kind: 'add', sectionId: section, text: 'Slept well.' },
  });
  expect(await texts()).toEqual([{ place: `sentence:${statement}`, text: 'Other' }]);
});

it('keeps the text when the edit was refused', async () => {
  const { revision, note } = await app.must('review.get', { sessionId });
  const section = note.sections[0]?.id ?? '';
  await app.must('typing.keep', { sessionId, place: `new:${section}`, text: 'Slept well.' });
  const edit = { kind: 'add', sectionId: section, text: 'Slept well.' } as const;
  expect(await app.refused('review.edit', { sessionId, revision: revision + 7, edit })).toBe('conflict');
  expect(await texts()).toHaveLength(1);
});

it('forgets an empty text, and refuses a place that no page has', async () => {
  await app.must('typing.keep', { sessionId, place: 'addendum', text: 'Left' });
  await app.must('typing.keep', { sessionId, place: 'addendum', text: '' });
  expect(await texts()).toEqual([]);
  expect(await app.refused('typing.keep', { sessionId, place: 'passphrase', text: 'x' })).toBe('invalid_input');
  expect(await app.refused('typing.get', { sessionId: 'nobody' })).toBe('not_found');
});
