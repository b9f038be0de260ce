/**
 * Words that must not leak: names, a diagnosis, typed and spoken words, and the sound itself, in the real app that is
 * killed twice in the middle of its work. Data folder, temporary folder, home and log are searched in every usual form.
 * And what somebody gets who has the whole folder and no passphrase.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournalSource } from '../../src/audio/journal/openJournalSource.ts';
import { readBackupFile } from '../../src/main/core/backup/backupFile.ts';
import { dataPaths } from '../../src/main/core/security/dataFolder.ts';
import { createKeyring } from '../../src/main/core/security/keyring.ts';
import { FLOOR_COST } from '../../src/main/core/security/passphrase.ts';
import { openDatabase } from '../../src/main/core/store/openDatabase.ts';
import { report } from '../support/faultTable.ts';
import { recordIn, runRealCore, SHORT_SOUND } from '../support/realCore.ts';
import { CANARIES } from '../support/realCoreChild.ts';
import { PASSPHRASE, PERSON } from '../support/testCore.ts';

const KINDS_OF_FORM = 8;

/** A text as it may stand in a file: plain, in UTF-16, escaped, in hexadecimal, and in base64 at each of its three places. */
function formsOf(text: string): readonly Buffer[] {
  const plain = Buffer.from(text, 'utf8');
  const wide = Buffer.from(text, 'utf16le');
  const escaped = text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const inBase64 = [0, 1, 2].map((before) => {
    // Without the letters at both ends, which depend on what stands beside it.
    const letters = Buffer.concat([Buffer.alloc(before), plain])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(letters.slice(Math.ceil((before * 4) / 3) + 1, -2));
  });
  return [
    plain,
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from(escaped),
    Buffer.from(plain.toString('hex')),
    ...inBase64,
  ];
}

/** A stretch of the loud middle of the recording, as samples of 16 bits and as floating-point numbers. */
function soundForms(): readonly Buffer[] {
  const wav = readFileSync(SHORT_SOUND);
  const pcm = wav.subarray(44 + 30_000, 44 + 30_064);
  const floats = Buffer.alloc((pcm.length / 2) * 4);
  for (let index = 0; index * 2 < pcm.length; index++)
    floats.writeFloatLE(pcm.readInt16LE(index * 2) / 32768, index * 4);
  return [pcm, floats, Buffer.from(pcm.toString('base64').slice(4, -4))];
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('what the app leaves on the disk', () => {
  let root: string;
  let data: string;
  const searched = () => ['data', 'tmp', 'home'].map((name) => join(root, name));
  let words: readonly string[];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ot-scribe-canary-'));
    data = join(root, 'data');
    for (const name of ['tmp', 'home']) mkdirSync(join(root, name));
    const env = { TMPDIR: join(root, 'tmp'), HOME: join(root, 'home'), XDG_DATA_HOME: join(root, 'home') };
    const made = await runRealCore(['make', data, SHORT_SOUND], undefined, env).ended;
    const sessionId = made.flatMap((line) => ('made' in line ? [line.made] : []))[0] ?? '';
    // The first crash in the middle of the recogniser's work, the second with the note open and just edited.
    await runRealCore(
      ['note', data, sessionId],
      (line, child) => {
        if ('stage' in line && line.stage === 'transcribe') child.kill('SIGKILL');
      },
      env,
    ).ended;
    const edited = await runRealCore(
      ['edit', data, sessionId],
      (line, child) => {
        if ('edited' in line) child.kill('SIGKILL');
      },
      env,
    ).ended;
    const record = JSON.parse(recordIn(edited) ?? '{}') as { transcript: { utterances: { text: string }[] } };
    const spoken = record.transcript.utterances
      .map(({ text }) => text.replace(/[^\w ].*$/, ''))
      .filter((text) => text.length > 8);
    expect(spoken.length).toBeGreaterThan(0);
    words = [...Object.values(CANARIES), ...spoken, PERSON.name, PASSPHRASE, 'Xanthippe', 'zebrafinch', 'QUOKKA'];
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('holds no name, no word and no sound in any form, after two crashes', () => {
    const files = searched().flatMap(filesIn);
    expect(files.some((file) => file.endsWith('store.db-wal'))).toBe(true);
    const forms = [...words.flatMap((word) => formsOf(word)), ...soundForms()];
    expect(forms).toHaveLength(words.length * KINDS_OF_FORM + 3);
    const hits = files.flatMap((file) => {
      const content = readFileSync(file);
      return forms.filter((form) => content.includes(form)).map((form) => `${file}: ${form}`);
    });
    expect(hits).toEqual([]);
    report(
      'search for canary words and sound after two crashes',
      forms.length * files.length,
      `0 hits in ${files.length} files (data, temporary and home folder, log)`,
    );
  });

  it('would be found: the search sees each form of a word that is there', () => {
    for (const word of words) for (const form of formsOf(word)) expect(form.length).toBeGreaterThanOrEqual(5);
    const text = `before ${CANARIES.patient} after`;
    const places = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('hex'))];
    const bases = [0, 1, 2].map((shift) => Buffer.from(Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64')));
    for (const place of [...places, ...bases]) {
      expect(formsOf(CANARIES.patient).some((form) => place.includes(form))).toBe(true);
    }
    expect(readFileSync(SHORT_SOUND).includes(soundForms()[0] as Buffer)).toBe(true);
  });

  it('tells a thief with the whole folder and no passphrase nothing: no database, no sound, no backup opens', async () => {
    const stolen = join(root, 'stolen');
    cpSync(data, stolen, { recursive: true });
    const paths = dataPaths(stolen);
    const zeros = new Uint8Array(32);
    for (const key of [zeros, randomBytes(32), Buffer.from(PASSPHRASE.padEnd(32).slice(0, 32))]) {
      expect(openDatabase(paths.database, key)).toMatchObject({ ok: false });
    }
    const segments = filesIn(paths.sessions).filter((file) => file.endsWith('.seg'));
    expect(segments.length).toBeGreaterThan(0);
    for (const file of segments) {
      for (const key of [zeros, randomBytes(32)]) {
        expect(await openJournalSource(join(file, '..'), key)).toMatchObject({ ok: false });
      }
    }
    let clock = Date.now();
    const keyring = createKeyring({
      paths,
      now: () => new Date(clock),
      random: randomBytes,
      cost: FLOOR_COST,
      keyStore: null,
    });
    for (const guess of ['password', '123456789012', PERSON.name, `${PASSPHRASE} `]) {
      clock += 600_000;
      expect(await keyring.unlock(guess)).toMatchObject({ ok: false, error: { code: 'wrong_passphrase' } });
    }
    clock += 600_000;
    expect(await keyring.unlockWithRecoveryCode('0000-0000-0000-0000-0000-0000-0000-0000')).toMatchObject({
      ok: false,
    });
    for (const file of filesIn(paths.backups)) {
      expect(await readBackupFile(file, randomBytes(32))).toMatchObject({ ok: false });
    }
    // What is not key, not log and not lock is noise to everybody else.
    for (const file of filesIn(stolen).filter((each) => /\.(db|db-wal|seg|otsbackup)$/.test(each))) {
      expect({ file, bitsPerByte: entropy(readFileSync(file)) }).toEqual({
        file,
        bitsPerByte: expect.toSatisfy((bits: number) => bits > 7.5),
      });
    }
    report(
      'a stolen data folder without passphrase, key store or recovery code',
      segments.length + 8,
      'no database, no sound and no backup opens; every data file is noise',
    );
  }, 60_000);
});

/** Bits per byte, 8 for noise; of the part after the readable head. */
function entropy(bytes: Buffer): number {
  const body = bytes.subarray(Math.min(bytes.length >> 1, 2048));
  const counts = new Array<number>(256).fill(0);
  for (const byte of body) counts[byte] = (counts[byte] ?? 0) + 1;
  return -counts.reduce(
    (sum, count) => (count === 0 ? sum : sum + (count / body.length) * Math.log2(count / body.length)),
    0,
  );
}
