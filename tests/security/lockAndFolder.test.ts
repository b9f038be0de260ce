import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/main/core/security/atomicWrite.ts';
import { defaultDataFolder, makeDataFolder } from '../../src/main/core/security/dataFolder.ts';
import { takeInstanceLock } from '../../src/main/core/security/instanceLock.ts';
import { SPOKEN } from '../support/fakeParts.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

describe('the locked app', () => {
  let app: TestCore;
  beforeEach(async () => {
    app = startTestCore();
    await app.must('security.setUp', PERSON);
  });
  afterEach(() => app.remove());

  it('shows no name and answers no question about patients until the passphrase is given', async () => {
    await app.must('security.lock', {});
    expect(await app.must('app.status', {})).toMatchObject({ phase: 'locked', therapist: null });
    expect(await app.refused('patients.list', {})).toBe('locked');
    expect(await app.refused('security.unlock', { passphrase: 'not this one' })).toBe('wrong_passphrase');
    expect((await app.must('app.status', {})).unlockWaitSeconds).toBe(1);
    app.advance(2000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect((await app.must('app.status', {})).therapist?.name).toBe(PERSON.name);
    const events = (await app.must('security.audit', { limit: 10 })).map(({ event }) => event);
    expect(events.slice(0, 4)).toEqual(['unlock', 'unlock-refused', 'lock', 'set-up']);
  });

  it('opens with the recovery code and takes a new passphrase, which alone is good from then on', async () => {
    await app.remove();
    app = startTestCore();
    const { recoveryCode } = await app.must('security.setUp', PERSON);
    await app.must('sample.open', {});
    await app.until('processed');
    expect(await app.refused('security.recover', { recoveryCode, passphrase: 'another long one' })).toBe('conflict');
    await app.must('security.lock', {});
    const renewed = 'a quite different passphrase';
    expect(await app.refused('security.recover', { recoveryCode, passphrase: 'short' })).toBe('invalid_input');
    const wrong = { recoveryCode: recoveryCode.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')), passphrase: renewed };
    expect(await app.refused('security.recover', wrong)).toBe('wrong_passphrase');
    app.advance(2000);
    await app.must('security.recover', { recoveryCode, passphrase: renewed });
    expect(await app.must('patients.list', {})).toHaveLength(1);
    await app.must('security.lock', {});
    expect(await app.refused('security.unlock', { passphrase: PASSPHRASE })).toBe('wrong_passphrase');
    app.advance(2000);
    await app.must('security.unlock', { passphrase: renewed });
  });

  it('does not take a wrong passphrase for good because it is open already', async () => {
    expect(await app.refused('security.unlock', { passphrase: 'not this one' })).toBe('wrong_passphrase');
    expect((await app.must('app.status', {})).phase).toBe('unlocked');
    app.advance(2000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
  });

  it('tells what was done in a period, by whom and how often, without a word', async () => {
    await app.must('security.lock', {});
    app.advance(40 * 86_400_000);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    const user = (await app.must('app.status', {})).therapist?.name;
    const march = await app.must('security.auditReport', { from: '2026-03-01', to: '2026-03-31' });
    expect(march.counts).toEqual([
      { event: 'lock', user, count: 1 },
      { event: 'set-up', user, count: 1 },
    ]);
    expect((await app.must('security.auditReport', { from: '2026-04-11', to: '2026-04-11' })).lines).toBe(2);
    expect(await app.refused('security.auditReport', { from: '2026-04-11', to: '2026-04-10' })).toBe('invalid_input');
  });

  it('finds everything again after a restart', async () => {
    await app.must('sample.open', {});
    await app.until('processed');
    const before = await app.must('patients.list', {});
    await app.close();
    app = startTestCore({}, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('patients.list', {})).toEqual(before);
  });

  it('leaves no spoken word, name or passphrase in any file, open or closed', async () => {
    const { sessionId } = await app.must('sample.open', {});
    await app.until('processed');
    const { revision } = await app.must('review.get', { sessionId });
    const edit = { kind: 'add', sectionId: 'objective', text: 'kakapoedit typed words' } as const;
    await app.must('review.edit', { sessionId, revision, edit });
    await app.must('patients.save', {
      ...{ id: null, name: 'Xanthippe Canary', birthDate: null, recordNumber: 'MRN-CANARY-1', diagnosis: null },
      ...{ affectedSide: null, precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
      ...{ certificationStart: null, certificationEnd: null },
    });
    const words = [SPOKEN, 'zebrafinch', 'kakapoedit', 'Xanthippe', 'MRN-CANARY', 'Walter', PERSON.name, PASSPHRASE];
    const canaries = words.flatMap((word) => [
      Buffer.from(word, 'utf8'),
      Buffer.from(word, 'utf16le'),
      Buffer.from(Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1)),
    ]);
    const hits = () =>
      filesIn(app.folder).flatMap((file) => {
        const content = readFileSync(file);
        return canaries.filter((canary) => content.includes(canary)).map((canary) => `${file}: ${canary}`);
      });
    expect(filesIn(app.folder).length).toBeGreaterThan(5);
    expect(hits()).toEqual([]);
    await app.must('security.lock', {});
    expect(hits()).toEqual([]);
  });

  it('does not make a new database when the old one or its key file is gone', async () => {
    await app.must('security.lock', {});
    const move = (name: string, back = false) => {
      const [from, to] = [join(app.folder, name), join(app.folder, `${name}.away`)];
      renameSync(back ? to : from, back ? from : to);
    };
    move('store.db');
    expect(await app.refused('security.unlock', { passphrase: PASSPHRASE })).toBe('storage');
    expect(existsSync(join(app.folder, 'store.db'))).toBe(false);
    move('store.db', true);
    move('bootstrap.json');
    expect(await app.refused('security.setUp', PERSON)).toBe('storage');
    move('bootstrap.json', true);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
  });

  it('finishes a set-up that broke off after the key file was written', async () => {
    await app.close();
    renameSync(join(app.folder, 'store.db'), join(app.folder, 'store.new.db'));
    app = startTestCore({}, app.folder);
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect((await app.must('app.status', {})).therapist?.name).toBe(PERSON.name);
  });
});

describe('one folder, one owner', () => {
  it('refuses a second app on the same folder and names the first', async () => {
    const first = startTestCore();
    expect(() => startTestCore({}, first.folder)).toThrow(`process ${process.pid}`);
    await first.close();
    const second = startTestCore({}, first.folder);
    await second.remove();
  });

  it('gives the folder free when the owner is gone', () => {
    const root = mkdtempSync(join(tmpdir(), 'ot-scribe-lock-'));
    const paths = makeDataFolder(root);
    const held = takeInstanceLock(paths, new Date());
    expect(takeInstanceLock(paths, new Date())).toMatchObject({ ok: false, error: { code: 'conflict' } });
    if (held.ok) held.value.release();
    const again = takeInstanceLock(paths, new Date());
    expect(again.ok).toBe(true);
    if (again.ok) again.value.release();
    rmSync(root, { recursive: true });
  });
});

describe('the data folder', () => {
  it.each([
    [{ OT_SCRIBE_DATA: '/x/y' }, 'linux', '/x/y'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/ot-scribe'],
    [{ XDG_DATA_HOME: 'relative' }, 'linux', '/home/me/.local/share/ot-scribe'],
    [{}, 'darwin', '/home/me/Library/Application Support/OT Scribe'],
  ] as const)('for %o on %s is %s', (environment, platform, wanted) => {
    expect(defaultDataFolder(environment, platform, '/home/me')).toBe(wanted);
  });
});

describe('the folder itself', () => {
  it('is closed to others when it is ours, and left as it is when it was somebody else’s', () => {
    const parent = mkdtempSync(join(tmpdir(), 'ot-scribe-folder-'));
    const modeOf = (folder: string) => statSync(folder).mode & 0o777;
    const ours = makeDataFolder(join(parent, 'ours'));
    expect(modeOf(ours.root)).toBe(0o700);
    const shared = join(parent, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    expect(modeOf(makeDataFolder(shared).root)).toBe(0o755);
    expect(modeOf(makeDataFolder(shared).sessions)).toBe(0o700);
    chmodSync(ours.root, 0o755);
    writeFileSync(ours.bootstrap, '{}');
    expect(modeOf(makeDataFolder(ours.root).root)).toBe(0o700);
    rmSync(parent, { recursive: true });
  });
});

describe('an atomic write', () => {
  it('keeps the old file and leaves nothing beside it when it cannot be finished', () => {
    const root = mkdtempSync(join(tmpdir(), 'ot-scribe-atomic-'));
    const file = join(root, 'a.json');
    writeFileSync(file, 'old');
    const broken = { length: 3 } as Uint8Array;
    expect(() => writeFileAtomically(file, broken)).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.json']);
    writeFileAtomically(file, Buffer.from('new'));
    expect(readFileSync(file, 'utf8')).toBe('new');
    rmSync(root, { recursive: true });
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
