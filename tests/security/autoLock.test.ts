import { afterEach, describe, expect, it } from 'vitest';
import { PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const MINUTE_MS = 60_000;

describe('the automatic lock', () => {
  let app: TestCore;
  let look: () => void = () => undefined;
  afterEach(() => app.remove());

  async function openApp(): Promise<void> {
    const every = (_milliseconds: number, then: () => void) => {
      look = then;
      return () => undefined;
    };
    app = startTestCore({ every });
    await app.must('security.setUp', PERSON);
    look();
  }
  const phase = async () => (await app.must('app.status', {})).phase;
  async function untouchedFor(minutes: number): Promise<string> {
    app.advance(minutes * MINUTE_MS);
    look();
    return phase();
  }

  it('comes after ten untouched minutes, told to the pages and in the audit trail', async () => {
    await openApp();
    expect(await untouchedFor(9.9)).toBe('unlocked');
    expect(await untouchedFor(0.2)).toBe('locked');
    expect(app.events.at(-1)).toMatchObject({ kind: 'status', status: { phase: 'locked', therapist: null } });
    await app.must('security.unlock', { passphrase: PERSON.passphrase });
    const events = (await app.must('security.audit', { limit: 3 })).map(({ event }) => event);
    expect(events).toContain('lock');
  });

  it('waits while somebody is at the page, and counts from the last touch', async () => {
    await openApp();
    for (let turn = 0; turn < 5; turn++) {
      expect(await untouchedFor(9)).toBe('unlocked');
      await app.must('security.active', {});
    }
    expect(await untouchedFor(10.1)).toBe('locked');
  });

  it('is not put off by what the page asks for by itself', async () => {
    await openApp();
    app.advance(6 * MINUTE_MS);
    await app.must('patients.list', {});
    expect(await untouchedFor(5)).toBe('locked');
  });

  it('locks at once after a sleep that was longer than the time', async () => {
    await openApp();
    expect(await untouchedFor(8 * 60)).toBe('locked');
  });

  it('starts anew with each unlock', async () => {
    await openApp();
    await untouchedFor(60);
    app.advance(60 * MINUTE_MS);
    await app.must('security.unlock', { passphrase: PERSON.passphrase });
    expect(await untouchedFor(1)).toBe('unlocked');
  });

  it('keeps the chosen time and takes no other than those offered', async () => {
    await openApp();
    await app.must('security.setAutoLock', { minutes: 2 });
    expect(await app.refused('security.setAutoLock', { minutes: 0 })).toBe('invalid_input');
    expect(await app.refused('security.setAutoLock', { minutes: 100_000 })).toBe('invalid_input');
    expect((await app.must('security.autoLock', {})).minutes).toBe(2);
    expect(await untouchedFor(2.1)).toBe('locked');
  });

  it('keeps the window out of shared screens until the therapist allows it, and whenever it is locked', async () => {
    await openApp();
    expect((await app.must('app.status', {})).isCaptureAllowed).toBe(false);
    await app.must('security.setScreenCapture', { isAllowed: true });
    expect((await app.must('app.status', {})).isCaptureAllowed).toBe(true);
    await app.must('security.lock', {});
    expect((await app.must('app.status', {})).isCaptureAllowed).toBe(false);
    await app.must('security.unlock', { passphrase: PERSON.passphrase });
    expect(await app.must('security.screenCapture', {})).toMatchObject({ isAllowed: true });
  });
});
