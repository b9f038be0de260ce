import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const OWN = 'seven quiet herons';
const SAM = { name: 'Sam', credentials: 'COTA/L', licence: null, passphrase: OWN } as const;

let app: TestCore;
beforeEach(async () => {
  app = startTestCore();
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

const names = async () => (await app.must('people.list', {})).map(({ name }) => name);

describe('a colleague who signs here', () => {
  it('is changed with their own passphrase, and with none but theirs', async () => {
    const { id: personId } = await app.must('people.add', SAM);
    const change = { personId, name: 'Sam Reyes', credentials: 'OTR/L', licence: 'OT-9', newPassphrase: null };
    expect(await app.refused('people.change', { ...change, passphrase: PERSON.passphrase })).toBe('wrong_passphrase');
    expect(await names()).toContain('Sam');
    app.advance(60_000);
    const changed = await app.must('people.change', { ...change, passphrase: OWN });
    expect(changed).toMatchObject({ name: 'Sam Reyes', licence: 'OT-9', isAssistant: false });
    expect(await names()).toEqual([PERSON.name, 'Sam Reyes']);
  });

  it('takes a new passphrase, after which the old one signs nothing', async () => {
    const { id: personId } = await app.must('people.add', SAM);
    const same = { personId, name: 'Sam', credentials: 'COTA/L', licence: null };
    await app.must('people.change', { ...same, passphrase: OWN, newPassphrase: 'nine loud magpies' });
    expect(await app.refused('people.change', { ...same, passphrase: OWN, newPassphrase: null })).toBe(
      'wrong_passphrase',
    );
    app.advance(60_000);
    await app.must('people.change', { ...same, passphrase: 'nine loud magpies', newPassphrase: null });
  });

  it('is not offered after leaving, and proves nothing any more', async () => {
    const { id: personId } = await app.must('people.add', SAM);
    await app.must('people.leave', { personId });
    expect(await names()).toEqual([PERSON.name]);
    const change = { personId, name: 'Sam', credentials: 'COTA/L', licence: null, newPassphrase: null };
    expect(await app.refused('people.change', { ...change, passphrase: OWN })).toBe('not_found');
    expect(await app.refused('people.leave', { personId })).toBe('not_found');
  });

  it('is never the person who opens the app', async () => {
    const [user] = await app.must('people.list', {});
    expect(await app.refused('people.leave', { personId: user!.id })).toBe('invalid_input');
  });
});
