import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataFolder } from '../../src/main/core/security/dataFolder.ts';
import { createKeyring, type Keyring } from '../../src/main/core/security/keyring.ts';
import { unwrapKey, wrapKey } from '../../src/main/core/security/keyWrap.ts';
import { FLOOR_COST } from '../../src/main/core/security/passphrase.ts';
import { newRecoveryCode, readRecoveryCode } from '../../src/main/core/security/recoveryCode.ts';
import { waitMsFor } from '../../src/main/core/security/unlockAttempts.ts';

const PASSPHRASE = 'four plain words here';

describe('the keyring', () => {
  let root: string;
  let clock: number;
  let keyring: Keyring;
  const open = () =>
    createKeyring({
      paths: makeDataFolder(root),
      now: () => new Date(clock),
      random: randomBytes,
      cost: FLOOR_COST,
    });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ot-scribe-keys-'));
    clock = Date.parse('2026-03-02T08:00:00Z');
    keyring = open();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function setUp() {
    const fresh = await keyring.prepare(PASSPHRASE);
    fresh.commit();
    return fresh;
  }

  it('opens the same keys with the passphrase and with the recovery code', async () => {
    const { master, recoveryCode } = await setUp();
    const wanted = Buffer.from(master.databaseKey()).toString('hex');
    const byPassphrase = await keyring.unlock(PASSPHRASE);
    const byCode = await keyring.unlockWithRecoveryCode(` ${recoveryCode.toLowerCase().replaceAll('-', ' ')} `);
    for (const opened of [byPassphrase, byCode]) {
      if (!opened.ok) throw new Error(opened.error.message);
      expect(Buffer.from(opened.value.master.databaseKey()).toString('hex')).toBe(wanted);
    }
  });

  it('takes the same passphrase typed in another Unicode form', async () => {
    const fresh = await keyring.prepare('caf\u00e9 au lait bitte');
    fresh.commit();
    expect((await keyring.unlock('cafe\u0301 au lait bitte')).ok).toBe(true);
  });

  it('lets each wrong passphrase wait twice as long, also over a restart of the app', async () => {
    await setUp();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      const refused = await keyring.unlock('not the passphrase');
      if (refused.ok) throw new Error('opened');
      expect(refused.error.code).toBe('wrong_passphrase');
      waits.push(refused.error.waitMs ?? 0);
      keyring = open();
      clock += refused.error.waitMs ?? 0;
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
    const opened = await keyring.unlock(PASSPHRASE);
    expect(opened.ok && opened.value.failuresBefore).toBe(4);
    expect(keyring.waitMs()).toBe(0);
  });

  it('keeps the wait after wrong ones when a colleague’s own passphrase opens, and tells of them once', async () => {
    const { master } = await setUp();
    await keyring.letIn(master, 'sam', 'seven quiet herons');
    clock += 600_000;
    for (const waitMs of [1000, 2000, 4000]) {
      expect(await keyring.unlock('a guess')).toMatchObject({ ok: false, error: { waitMs } });
      clock += waitMs;
      const theirs = await keyring.unlock('seven quiet herons');
      expect(theirs).toMatchObject({ ok: true, value: { personId: 'sam', failuresBefore: 1 } });
      keyring = open();
    }
    expect(await keyring.unlock(PASSPHRASE)).toMatchObject({ ok: true, value: { failuresBefore: 0 } });
    expect(await keyring.unlock('a guess')).toMatchObject({ ok: false, error: { waitMs: 1000 } });
  });

  it('refuses even the right passphrase during the wait, without looking at it', async () => {
    await setUp();
    await keyring.unlock('not the passphrase');
    const early = await keyring.unlock(PASSPHRASE);
    expect(early).toMatchObject({ ok: false, error: { code: 'wrong_passphrase', waitMs: 1000 } });
  });

  it('never waits longer than the delay itself when the clock was set back, and never above five minutes', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(1e9), fc.nat(2e9), (failures, lastAtMs, nowMs) => {
        const wait = waitMsFor({ failures, lastAtMs }, nowMs);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(failures === 0 ? 0 : Math.min(1000 * 2 ** (failures - 1), 300_000));
      }),
    );
  });

  it('keeps nothing of passphrase, recovery code or keys in the files', async () => {
    const { master, recoveryCode } = await setUp();
    const written = readFileSync(join(root, 'bootstrap.json'), 'utf8');
    const secrets = [PASSPHRASE, recoveryCode, recoveryCode.replaceAll('-', '')];
    for (const secret of [...secrets, Buffer.from(master.databaseKey()).toString('base64')]) {
      expect(written).not.toContain(secret);
    }
    expect(statSync(join(root, 'bootstrap.json')).mode & 0o777).toBe(0o600);
    expect(statSync(root).mode & 0o777).toBe(0o700);
  });

  it('answers a damaged key file with a refusal and leaves it as it is', async () => {
    await setUp();
    const file = join(root, 'bootstrap.json');
    for (const damage of ['', '{', readFileSync(file, 'utf8').replace('65536', '8')]) {
      writeFileSync(file, damage);
      expect(await keyring.unlock(PASSPHRASE)).toMatchObject({ ok: false, error: { code: 'storage' } });
      expect(readFileSync(file, 'utf8')).toBe(damage);
    }
  });

  it('cannot be used after it was forgotten', async () => {
    const { master } = await setUp();
    master.forget();
    expect(() => master.databaseKey()).toThrow();
  });

  it('opens a session key for its own session only', async () => {
    const { master } = await setUp();
    const { key, wrapped } = master.newSessionKey('a');
    expect(master.openSessionKey('a', wrapped)).toEqual(Buffer.from(key));
    expect(master.openSessionKey('b', wrapped)).toBeNull();
  });
});

describe('a wrapped key', () => {
  it('opens with its key and purpose, and with no byte of it changed', () => {
    const wrapping = randomBytes(32);
    const key = randomBytes(32);
    const wrapped = wrapKey(wrapping, key, 'here', randomBytes);
    expect(unwrapKey(wrapping, wrapped, 'here')).toEqual(key);
    expect(unwrapKey(wrapping, wrapped, 'there')).toBeNull();
    expect(unwrapKey(randomBytes(32), wrapped, 'here')).toBeNull();
    expect(unwrapKey(wrapping, wrapped.subarray(1), 'here')).toBeNull();
    for (let at = 0; at < wrapped.length; at++) {
      const flipped = Uint8Array.from(wrapped, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(unwrapKey(wrapping, flipped, 'here')).toBeNull();
    }
  });
});

describe('the recovery code', () => {
  it('reads back what it printed, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const code = newRecoveryCode(() => bytes);
        expect(readRecoveryCode(code.printed)).toEqual(bytes);
      }),
    );
  });

  it('forgives the letters that look like digits, and refuses what is no code', () => {
    const { bytes, printed } = newRecoveryCode(() => new Uint8Array(20).fill(8));
    expect(readRecoveryCode(printed.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(bytes);
    for (const wrong of ['', 'ABCD', `${printed}A`, printed.replace(/.$/, 'U')]) {
      expect(readRecoveryCode(wrong)).toBeNull();
    }
  });
});
