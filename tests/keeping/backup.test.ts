/** Backups and the restore drill, through the contract's calls. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishRestore } from '../../src/main/core/backup/restore.ts';
import { dataPaths } from '../../src/main/core/security/dataFolder.ts';
import { PASSPHRASE, PERSON, startTestCore, type TestCore } from '../support/testCore.ts';

const DAY_MS = 86_400_000;
/** What a data folder cannot do without, in the order a restore moves it aside. */
const WHOLE = ['store.db', 'bootstrap.json', 'sessions'] as const;
const CONFIRM = 'RESTORE' as const;
const secret = { kind: 'passphrase', text: PASSPHRASE } as const;

let app: TestCore;
let recoveryCode: string;
let sessionId: string;
let drive: string;
const others: TestCore[] = [];
const another = (folder?: string): TestCore => {
  const made = startTestCore({}, folder);
  others.push(made);
  return made;
};

beforeEach(async () => {
  drive = mkdtempSync(join(tmpdir(), 'ot-scribe-drive-'));
  app = startTestCore();
  recoveryCode = (await app.must('security.setUp', PERSON)).recoveryCode;
  sessionId = (await app.must('sample.open', {})).sessionId;
  await app.until('processed');
});
afterEach(async () => {
  await app.remove();
  for (const other of others.splice(0)) await other.remove();
  rmSync(drive, { recursive: true, force: true });
});

async function backUp(withSound: boolean): Promise<string> {
  await app.must('backup.setFolder', { folder: drive });
  return (await app.must('backup.make', { withSound })).name;
}

describe('a backup', () => {
  it('brings everything back on a new computer: note, sound, audit trail, with the passphrase or the recovery code', async () => {
    const name = await backUp(true);
    const note = await app.must('review.get', { sessionId });
    const clip = await app.must('review.play', { sessionId, startMs: 0, endMs: 900, heard: [] });
    for (const proof of [secret, { kind: 'recoveryCode', text: recoveryCode } as const]) {
      const fresh = another();
      expect(await fresh.must('backup.find', { folder: drive })).toMatchObject([{ name, withSound: true }]);
      const report = await fresh.must('backup.restore', { folder: drive, name, secret: proof, confirm: CONFIRM });
      expect(report).toMatchObject({ patients: 1, sessions: 1, signedNotes: 0 });
      expect(report.soundFiles).toBeGreaterThanOrEqual(2);
      expect((await fresh.must('app.status', {})).phase).toBe('locked');
      await fresh.must('security.unlock', { passphrase: PASSPHRASE });
      expect(await fresh.must('review.get', { sessionId })).toEqual(note);
      expect(await fresh.must('review.play', { sessionId, startMs: 0, endMs: 900, heard: [] })).toEqual(clip);
      expect(await fresh.must('security.verify', {})).toMatchObject({ ok: true });
      const events = (await fresh.must('security.audit', { limit: 100 })).map(({ event }) => event);
      expect(events).toContain('restored');
      expect(events).toContain('sample-opened');
    }
  });

  it('shows no name, word or sound, and no other file stays behind', async () => {
    await app.must('patients.save', {
      ...{ id: null, name: 'Xanthippe Canary', birthDate: null, recordNumber: null, diagnosis: null },
      ...{ affectedSide: null, precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
      ...{ certificationStart: null, certificationEnd: null },
    });
    const name = await backUp(true);
    const bytes = readFileSync(join(drive, name));
    for (const word of ['Xanthippe', 'zebrafinch', PERSON.name, PASSPHRASE, 'SQLite format']) {
      expect(bytes.includes(word)).toBe(false);
    }
    expect(readdirSync(drive)).toEqual([name]);
    expect(readdirSync(app.folder).filter((file) => file.includes('tmp'))).toEqual([]);
  });

  it('can be tried out without touching anything, and a changed or missing byte is refused', async () => {
    const name = await backUp(false);
    expect(await app.must('backup.check', { name })).toMatchObject({ sessions: 1, soundFiles: 0 });
    const whole = readFileSync(join(drive, name));
    const at = (share: number) => Math.floor(whole.length * share);
    const damages = [whole.subarray(0, at(0.5)), whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('x')])];
    for (const place of [20, at(0.1), at(0.5), at(0.9), whole.length - 1]) {
      const flipped = Buffer.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      damages.push(flipped);
    }
    for (const damaged of damages) {
      writeFileSync(join(drive, name), damaged);
      expect(await app.refused('backup.check', { name })).toMatch(/storage|not_found/);
      expect(existsSync(join(app.folder, 'backup-check.tmp'))).toBe(false);
    }
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
  });

  it('is refused with a wrong passphrase, with the waits of the lock, and changes nothing', async () => {
    const name = await backUp(false);
    const fresh = another();
    const wrong = { folder: drive, name, secret: { kind: 'passphrase', text: 'not it' }, confirm: CONFIRM };
    expect(await fresh.refused('backup.restore', wrong)).toBe('wrong_passphrase');
    expect(await fresh.refused('backup.restore', { ...wrong, secret })).toBe('wrong_passphrase');
    expect((await fresh.must('app.status', {})).phase).toBe('firstRun');
    fresh.advance(5000);
    await fresh.must('backup.restore', { folder: drive, name, secret, confirm: CONFIRM });
  });

  it('is named only when it is whole: nothing is left of one that met a missing drive', async () => {
    await backUp(false);
    rmSync(drive, { recursive: true });
    expect(await app.refused('backup.make', { withSound: true })).toBe('storage');
    expect((await app.must('backup.state', {})).files).toBeNull();
    expect(await app.refused('backup.setFolder', { folder: join(drive, 'gone') })).toBe('not_found');
    expect(await app.refused('backup.setFolder', { folder: 'relative' })).toBe('invalid_input');
  });
});

describe('a restore over what is here', () => {
  it('moves what was here aside, keeps it readable there, and brings back the state of the backup', async () => {
    const name = await backUp(true);
    await app.must('patients.save', {
      ...{ id: null, name: 'Later Patient', birthDate: null, recordNumber: null, diagnosis: null },
      ...{ affectedSide: null, precautions: null, payerId: 'medicare-part-b', goals: [], frequency: null },
      ...{ certificationStart: null, certificationEnd: null },
    });
    await app.must('backup.restore', { folder: drive, name, secret, confirm: CONFIRM });
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await app.must('patients.list', {})).toHaveLength(1);
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
    const aside = another(join(app.folder, 'replaced-1'));
    await aside.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await aside.must('patients.list', {})).toHaveLength(2);
    expect(await aside.must('security.verify', {})).toMatchObject({ ok: true });
  });

  it('of a backup without sound leaves the sound that is here, and says which sound is missing elsewhere', async () => {
    const name = await backUp(false);
    const note = await app.must('review.get', { sessionId });
    await app.must('backup.restore', { folder: drive, name, secret, confirm: CONFIRM });
    await app.must('security.unlock', { passphrase: PASSPHRASE });
    await app.must('review.play', { sessionId, startMs: 0, endMs: 900, heard: [] });
    expect(await app.must('security.verify', {})).toMatchObject({ ok: true });
    const fresh = another();
    await fresh.must('backup.restore', { folder: drive, name, secret, confirm: CONFIRM });
    await fresh.must('security.unlock', { passphrase: PASSPHRASE });
    expect(await fresh.must('review.get', { sessionId })).toEqual(note);
    expect(await fresh.must('deletions.list', {})).toMatchObject([{ subject: sessionId, reason: 'not-in-backup' }]);
    expect(await fresh.must('security.verify', {})).toMatchObject({ ok: true });
  });

  it('needs the passphrase of this installation while it is locked, or a key file nobody can read', async () => {
    const stranger = another();
    await stranger.must('security.setUp', { ...PERSON, passphrase: 'a stranger with a backup' });
    await stranger.must('backup.setFolder', { folder: drive });
    const { name } = await stranger.must('backup.make', { withSound: false });
    await app.must('security.lock', {});
    const own = { kind: 'passphrase', text: 'a stranger with a backup' } as const;
    const asked = { folder: drive, name, secret: own, confirm: CONFIRM };
    expect(await app.refused('backup.restore', asked)).toBe('wrong_passphrase');
    app.advance(5000);
    writeFileSync(join(app.folder, 'bootstrap.json'), 'damaged');
    await app.must('backup.restore', asked);
    expect(readFileSync(join(app.folder, 'replaced-1', 'bootstrap.json'), 'utf8')).toBe('damaged');
  });

  it('is refused while a recording runs', async () => {
    const name = await backUp(false);
    const [patient] = await app.must('patients.list', {});
    const session = await app.must('sessions.create', { patientId: patient?.patient.id ?? '' });
    await app.must('sessions.consent', { sessionId: session.id, given: true, by: 'patient', method: 'verbal' });
    await app.must('recording.start', { sessionId: session.id, deviceId: 'fake', channels: 2 });
    expect(await app.refused('backup.restore', { folder: drive, name, secret, confirm: CONFIRM })).toBe('conflict');
    await app.must('recording.stop', {});
  });

  it('that is cut off after any of its steps is finished at the next start, with nothing of either lost', async () => {
    const name = await backUp(true);
    await app.close();
    const before = readFileSync(join(app.folder, 'bootstrap.json'), 'utf8');
    // A finished restore tells which moves there are; each prefix of them is a crash.
    const model = another();
    await model.must('backup.restore', { folder: drive, name, secret, confirm: CONFIRM });
    await model.close();
    const ready = () => {
      const root = mkdtempSync(join(tmpdir(), 'ot-scribe-cut-'));
      for (const file of WHOLE)
        cpSync(join(model.folder, file), join(root, 'restore.ready', file), { recursive: true });
      for (const file of WHOLE) cpSync(join(app.folder, file), join(root, file), { recursive: true });
      writeFileSync(join(root, 'restore.ready', 'aside.txt'), 'replaced-1');
      return root;
    };
    for (let moves = 0; moves <= WHOLE.length; moves++) {
      const root = ready();
      mkdirSync(join(root, 'replaced-1'));
      for (const file of WHOLE.slice(0, moves)) renameSync(join(root, file), join(root, 'replaced-1', file));
      expectWhole(root);
    }
    for (const moved of [[], ['store.db'], ['store.db', 'sessions']]) {
      const root = ready();
      mkdirSync(join(root, 'replaced-1'));
      for (const file of WHOLE) renameSync(join(root, file), join(root, 'replaced-1', file));
      renameSync(join(root, 'restore.ready'), join(root, 'restore.moving'));
      for (const file of moved) renameSync(join(root, 'restore.moving', file), join(root, file));
      expectWhole(root);
    }

    function expectWhole(root: string): void {
      finishRestore(dataPaths(root));
      finishRestore(dataPaths(root));
      for (const file of WHOLE) {
        expect(existsSync(join(root, file)), file).toBe(true);
        expect(existsSync(join(root, 'replaced-1', file)), `aside ${file}`).toBe(true);
      }
      expect(readFileSync(join(root, 'replaced-1', 'bootstrap.json'), 'utf8')).toBe(before);
      expect(readFileSync(join(root, 'store.db'))).toEqual(readFileSync(join(model.folder, 'store.db')));
      expect(readdirSync(root).filter((file) => file.startsWith('restore.'))).toEqual([]);
      rmSync(root, { recursive: true });
    }
  });
});

describe('the backups the app makes by itself', () => {
  it('are made once a day after the unlock; three days and four weeks are kept', async () => {
    let day = 0;
    for (const step of [1, 1, 1, 1, 7, 7, 7, 7, 1, 1]) {
      day += step;
      await app.must('security.lock', {});
      app.advance(step * DAY_MS);
      await app.must('security.unlock', { passphrase: PASSPHRASE });
      await expect.poll(async () => (await automatic())[0]?.slice(0, 10)).toBe(today(day));
    }
    const days = await automatic();
    expect(days.length).toBeGreaterThanOrEqual(5);
    expect(days.length).toBeLessThanOrEqual(7);
    const { name } = (await app.must('backup.state', {})).files?.[0] ?? { name: '' };
    expect(await app.must('backup.check', { name })).toMatchObject({ sessions: 1 });
  });

  const today = (days: number) =>
    new Date(Date.parse('2026-03-02T14:00:00Z') + days * DAY_MS).toISOString().slice(0, 10);
  const automatic = async () =>
    ((await app.must('backup.state', {})).files ?? []).filter((file) => file.isAutomatic).map((file) => file.createdAt);
});
