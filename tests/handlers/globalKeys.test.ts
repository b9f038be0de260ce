import { afterEach, describe, expect, it } from 'vitest';
import { acceleratorOf, isGlobalKey, NO_GLOBAL_KEYS } from '../../src/shared/domain/globalKeys.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

let app: TestCore;
afterEach(() => app?.remove());

const MARK = 'CommandOrControl+Alt+M';

async function openDesk(): Promise<void> {
  app = startTestCore({ shell: 'electron' });
  await app.must('security.setUp', PERSON);
}
const keys = async () => (await app.must('app.status', {})).globalKeys;

describe('the keys that work in every program', () => {
  it('are none until they are chosen', async () => {
    await openDesk();
    expect(await keys()).toEqual({ keys: NO_GLOBAL_KEYS, refused: [] });
  });

  it('are known while locked, so that a recording can still be marked, and there again at the next start', async () => {
    await openDesk();
    await app.must('keys.set', { action: 'mark', accelerator: MARK });
    await app.must('security.lock', {});
    expect((await keys())?.keys.mark).toBe(MARK);
    await app.close();
    const { folder } = app;
    app = startTestCore({ shell: 'electron' }, folder);
    expect(await keys()).toBeNull();
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await keys()).toEqual({ keys: { ...NO_GLOBAL_KEYS, mark: MARK }, refused: [] });
  });

  it('say which another program holds, until it is told otherwise', async () => {
    await openDesk();
    await app.must('keys.set', { action: 'mark', accelerator: MARK });
    app.core.keysRefused(['mark']);
    expect((await keys())?.refused).toEqual(['mark']);
    app.core.keysRefused([]);
    expect((await keys())?.refused).toEqual([]);
  });

  it('do one thing each', async () => {
    await openDesk();
    await app.must('keys.set', { action: 'mark', accelerator: MARK });
    await app.must('keys.set', { action: 'mark', accelerator: MARK });
    expect(await app.refused('keys.set', { action: 'stop', accelerator: MARK })).toBe('conflict');
    await app.must('keys.set', { action: 'mark', accelerator: null });
    await app.must('keys.set', { action: 'stop', accelerator: MARK });
    expect((await keys())?.keys).toEqual({ ...NO_GLOBAL_KEYS, stop: MARK });
  });

  it('cannot be chosen in a browser, which has none', async () => {
    app = startTestCore({ shell: 'browser' });
    await app.must('security.setUp', PERSON);
    expect(await keys()).toBeNull();
    expect(await app.refused('keys.set', { action: 'mark', accelerator: MARK })).toBe('conflict');
  });
});

describe('a combination', () => {
  it.each(['CommandOrControl+Alt+M', 'Alt+Shift+9', 'CommandOrControl+Alt+Shift+F5', 'F13', 'Shift+F24'])(
    'may be %s',
    (text) => expect(isGlobalKey(text)).toBe(true),
  );

  it.each([
    'M',
    'F5',
    'Shift+M',
    'CommandOrControl+S',
    'Alt',
    'Alt+CommandOrControl+M',
    'Alt+Alt+M',
    '',
    'F25',
    'Alt+Shift+Ä',
  ])('may not be %s, which other programs need or nobody can press', (text) => expect(isGlobalKey(text)).toBe(false));

  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  it('is read from what is pressed, also where Alt gives another sign', () => {
    expect(acceleratorOf({ ...none, key: 'm', code: 'KeyM', ctrlKey: true, altKey: true })).toBe(MARK);
    expect(acceleratorOf({ ...none, key: 'µ', code: 'KeyM', metaKey: true, altKey: true })).toBe(MARK);
    expect(acceleratorOf({ ...none, key: 'F13', code: 'F13' })).toBe('F13');
  });

  it('is none while only modifiers are held', () => {
    expect(acceleratorOf({ ...none, key: 'Control', code: 'ControlLeft', ctrlKey: true })).toBeNull();
  });
});
