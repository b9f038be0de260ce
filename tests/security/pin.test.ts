/** The PIN: both the digits and this computer's key store, never one of them, never a new key. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '../../src/main/core/security/secretStore.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const PIN = '482915';

/** Stands in for Keychain, DPAPI or a Linux keyring: a key of its own that never leaves it. */
function fakeKeyStore(backend = 'keychain', key = randomBytes(32)): SecretStore & { isGone: boolean } {
  const store = {
    backend,
    isGone: false,
    async seal(secret: Uint8Array) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    async open(sealed: Uint8Array) {
      if (store.isGone) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      try {
        return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]));
      } catch {
        return null;
      }
    },
  };
  return store;
}

let app: TestCore;
let keyStore: ReturnType<typeof fakeKeyStore>;
const bootstrap = () => readFileSync(join(app.folder, 'bootstrap.json'), 'utf8');

beforeEach(async () => {
  keyStore = fakeKeyStore();
  app = startTestCore({ secretStore: keyStore });
  await app.must('security.setUp', PERSON);
});
afterEach(() => app.remove());

async function setAndLock(): Promise<void> {
  expect(await app.must('security.setPin', { passphrase: PASSPHRASE, pin: PIN })).toEqual({ state: 'on' });
  await app.must('security.lock', {});
}

async function restartWith(secretStore: SecretStore | null): Promise<void> {
  await app.close();
  app = startTestCore({ secretStore }, app.folder);
}

describe('a PIN', () => {
  it('opens the app on this computer, and the passphrase goes on to', async () => {
    await setAndLock();
    await app.must('security.unlockWithPin', { pin: PIN });
    expect((await app.must('app.status', {})).phase).toBe('unlocked');
    await app.must('security.lock', {});
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const events = (await app.must('security.audit', { limit: 10 })).map(({ event }) => event);
    expect(events).toEqual(['unlock', 'lock', 'unlock', 'lock', 'pin-set', 'set-up']);
  });

  it('is set only by somebody who knows the passphrase, with six digits or more', async () => {
    expect(await app.refused('security.setPin', { passphrase: 'not it', pin: PIN })).toBe('wrong_passphrase');
    app.advance(2000);
    for (const pin of ['12345', '12345a', '', '1234567890123']) {
      expect(await app.refused('security.setPin', { passphrase: PASSPHRASE, pin })).toBe('invalid_input');
    }
    expect(await app.must('security.pin', {})).toEqual({ state: 'off' });
  });

  it('is of no use without the key store it was made with: the files alone open with no PIN', async () => {
    await setAndLock();
    const before = bootstrap();
    for (const other of [fakeKeyStore(), fakeKeyStore('dpapi')]) {
      await restartWith(other);
      expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
      expect(bootstrap()).toBe(before);
    }
    await restartWith(null);
    expect(await app.must('security.pin', {})).toEqual({ state: 'unavailable' });
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await app.must('security.unlock', { passphrase: PASSPHRASE });
  });

  it('that the key store does not open any more makes no new key and counts as no wrong attempt', async () => {
    await setAndLock();
    const before = bootstrap();
    keyStore.isGone = true;
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    expect((await app.must('app.status', {})).unlockWaitSeconds).toBe(0);
    expect(bootstrap()).toBe(before);
    keyStore.isGone = false;
    await app.must('security.unlockWithPin', { pin: PIN });
  });

  it('wrong ten times is good no more until the passphrase was given, also after a restart', async () => {
    await setAndLock();
    for (let wrong = 0; wrong < 10; wrong++) {
      expect(await app.refused('security.unlockWithPin', { pin: '000000' })).toBe('wrong_passphrase');
      app.advance(600_000);
    }
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await restartWith(keyStore);
    app.advance(24 * 3_600_000);
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    await app.must('security.lock', {});
    await app.must('security.unlockWithPin', { pin: PIN });
  });

  it('is not tried further by a colleague who unlocks with their own passphrase in between', async () => {
    const own = 'seven quiet herons';
    const sam = { name: 'Sam', credentials: 'OTR/L', licence: null, passphrase: own };
    const { id: personId } = await app.must('people.add', sam);
    await app.must('people.letIn', { personId, passphrase: own, ownPassphrase: PASSPHRASE });
    await setAndLock();
    for (let wrong = 0; wrong < 10; wrong++) {
      expect(await app.refused('security.unlockWithPin', { pin: '000000' })).toBe('wrong_passphrase');
      app.advance(600_000);
      if (wrong % 2 === 0) continue;
      await app.must('security.unlock', { passphrase: own });
      await app.must('security.lock', {});
    }
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await app.must('security.unlock', { passphrase: own });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const refused = (await app.must('security.audit', { limit: 100 })).filter(
      ({ event }) => event === 'unlock-refused',
    );
    expect(refused.map(({ subject }) => subject)).toEqual(Array(5).fill('2-times'));
    await app.must('security.lock', {});
    await app.must('security.unlockWithPin', { pin: PIN });
  });

  it('is not used up by wrong passphrases', async () => {
    await setAndLock();
    for (let wrong = 0; wrong < 10; wrong++) {
      expect(await app.refused('security.unlock', { passphrase: 'not it' })).toBe('wrong_passphrase');
      app.advance(600_000);
    }
    await app.must('security.unlockWithPin', { pin: PIN });
  });

  it('that is right does not end the count of the wrong ones', async () => {
    await setAndLock();
    for (let wrong = 0; wrong < 10; wrong++) {
      expect(await app.refused('security.unlockWithPin', { pin: '000000' })).toBe('wrong_passphrase');
      app.advance(600_000);
      if (wrong !== 4) continue;
      await app.must('security.unlockWithPin', { pin: PIN });
      await app.must('security.lock', {});
    }
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
  });

  it('leaves neither digits nor the key store’s key in the file, and a changed byte opens nothing', async () => {
    await setAndLock();
    const whole = bootstrap();
    expect(whole).not.toContain(PIN);
    const slot = JSON.parse(whole).keyStore as Record<'sealed' | 'wrapped' | 'salt', string>;
    for (const field of ['sealed', 'wrapped', 'salt'] as const) {
      const bytes = Buffer.from(slot[field], 'base64');
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(join(app.folder, 'bootstrap.json'), whole.replace(slot[field], bytes.toString('base64')));
      expect(await app.refused('security.unlockWithPin', { pin: PIN })).toMatch(/wrong_passphrase|conflict/);
      app.advance(600_000);
    }
    writeFileSync(join(app.folder, 'bootstrap.json'), whole);
    await app.must('security.unlockWithPin', { pin: PIN });
  });

  it('can be taken away again', async () => {
    await setAndLock();
    await app.must('security.unlockWithPin', { pin: PIN });
    expect(await app.must('security.removePin', {})).toEqual({ state: 'off' });
    await app.must('security.lock', {});
    expect(await app.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
  });

  it('stays with a changed passphrase, and a restored backup needs the passphrase', async () => {
    await setAndLock();
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const { name } = await app.must('backup.make', { withSound: false });
    const { folder } = await app.must('backup.state', {});
    const other = startTestCore({ secretStore: fakeKeyStore() });
    const secret = { kind: 'passphrase', text: PASSPHRASE } as const;
    await other.must('backup.restore', { folder, name, secret, confirm: 'RESTORE' });
    expect(await other.refused('security.unlockWithPin', { pin: PIN })).toBe('conflict');
    await other.must('security.unlock', { passphrase: PASSPHRASE });
    await other.remove();
  });
});
