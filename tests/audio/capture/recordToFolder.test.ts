/** The record command's edges, with a replayed file as its microphone. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockJournal } from '../../../src/audio/journal/journalLock.ts';
import { openJournal } from '../../../src/audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../../src/audio/journal/nodeJournalFs.ts';
import { checkRecordArguments } from '../../../src/main/core/capture/recordArguments.ts';
import { recordToFolder } from '../../../src/main/core/capture/recordToFolder.ts';
import { journalFolder, journalKeyFile, recoverFolder } from '../../../src/main/core/capture/recoverFolder.ts';
import { createChildProcessHost } from '../../../src/main/core/host/childProcessHost.ts';
import { soundBytes } from '../../support/journalFixture.ts';

const host = createChildProcessHost();
const CHANNELS = 3;
const FRAMES = 8000;
let folder: string;
let microphone: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-record-'));
  microphone = join(folder, 'microphone.wav');
  writeFileSync(microphone, Buffer.concat([wavHeader(), soundBytes(0, FRAMES, CHANNELS)]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function wavHeader(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + FRAMES * CHANNELS * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(16000, 24);
  header.writeUInt32LE(16000 * CHANNELS * 2, 28);
  header.writeUInt16LE(CHANNELS * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(FRAMES * CHANNELS * 2, 40);
  return header;
}

function record(seconds: number, out: string, said: string[] = []) {
  return recordToFolder(
    { device: microphone, channels: CHANNELS, seconds, folder: out },
    { host, say: (message) => said.push(message), adapter: { kind: 'replay', speed: 4 } },
  );
}

describe('recording into a folder', () => {
  it('leaves one WAV with exactly the sound, and neither journal nor key', async () => {
    const out = join(folder, 'out');
    const recorded = await record(0.4, out);
    if (!recorded.ok) throw new Error(recorded.error.message);
    expect(readdirSync(out)).toEqual(['session.wav']);
    const wav = readFileSync(recorded.value.file);
    const sound = wav.subarray(wav.length - recorded.value.frames * CHANNELS * 2);
    expect(sound.equals(soundBytes(0, recorded.value.frames, CHANNELS))).toBe(true);
    expect(statSync(recorded.value.file).mode & 0o077).toBe(0);
    expect(recorded.value).toMatchObject({ channels: CHANNELS, endedEarly: null, recovered: null });
  });

  it('keeps what came when the sound ends before its time, and says so', async () => {
    const recorded = await record(30, join(folder, 'out'));
    expect(recorded).toMatchObject({ ok: true, value: { frames: FRAMES, endedEarly: { code: 'device_lost' } } });
  });

  it('says that a microphone is missing and leaves nothing behind', async () => {
    const out = join(folder, 'out');
    const recorded = await recordToFolder(
      { device: 'no-such-microphone', channels: 2, seconds: 1, folder: out },
      { host, say: () => undefined, adapter: { kind: 'arecord' } },
    );
    expect(recorded).toMatchObject({ ok: false, error: { code: 'device_unavailable' } });
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a file in place of a folder', async () => {
    const recorded = await record(1, microphone);
    expect(recorded).toMatchObject({ ok: false, error: { code: 'storage' } });
  });

  it.skipIf(process.platform !== 'linux')('refuses a place where no folder can be made, at once', async () => {
    const recorded = await record(1, '/proc/no-such-place/below');
    expect(recorded).toMatchObject({ ok: false, error: { code: 'storage' } });
  });

  it('never writes over an earlier recording', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'session.wav'), 'earlier');
    const recorded = await record(0.2, out);
    expect(recorded.ok && recorded.value.file).toBe(join(out, 'session-2.wav'));
    expect(readFileSync(join(out, 'session.wav'), 'utf8')).toBe('earlier');
  });

  it('does not touch a recording that another program is just making there', async () => {
    const out = join(folder, 'out');
    const journal = await openJournal({
      folder: journalFolder(out),
      sessionKey: Buffer.alloc(32, 9),
      trackId: 'recording',
      channelCount: CHANNELS,
      sampleRateHz: 16000,
      fs: nodeJournalFs,
      nowMs: Date.now,
    });
    writeFileSync(journalKeyFile(out), Buffer.alloc(32, 9));
    const lock = await lockJournal(journalFolder(out));
    expect(journal.ok && lock.ok).toBe(true);
    expect(await record(0.2, out)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(existsSync(journalKeyFile(out))).toBe(true);
  });

  it('takes over the lock of a program that was killed', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    const dead = spawnSync('true').pid;
    writeFileSync(join(out, 'writer.lock'), `${dead} 1`);
    expect(await lockJournal(out, 0)).toMatchObject({ ok: true });
  });

  it('says that the key of a left recording is damaged and keeps its journal', async () => {
    const out = join(folder, 'out');
    mkdirSync(journalFolder(out), { recursive: true });
    writeFileSync(journalKeyFile(out), 'short');
    expect(await recoverFolder(out)).toMatchObject({ ok: false, error: { code: 'unreadable_audio' } });
    expect(existsSync(journalFolder(out))).toBe(true);
  });

  it('finds nothing to recover in a folder without a journal', async () => {
    expect(await recoverFolder(folder)).toEqual({ ok: true, value: null });
    expect(await recoverFolder(join(folder, 'nowhere'))).toEqual({ ok: true, value: null });
  });
});

describe('what record is asked for', () => {
  const good = { device: 'default', channels: '4', seconds: '10', out: 'dir' };

  it('is taken when it makes sense', () => {
    expect(checkRecordArguments(good)).toEqual({
      ok: true,
      value: { device: 'default', channels: 4, seconds: 10, folder: 'dir' },
    });
    expect(checkRecordArguments({ ...good, seconds: '0.5' }).ok).toBe(true);
  });

  it.each([
    { ...good, device: undefined },
    { ...good, device: '-D evil' },
    { ...good, out: undefined },
    { ...good, channels: '0' },
    { ...good, channels: '17' },
    { ...good, channels: '2.5' },
    { ...good, channels: 'four' },
    { ...good, channels: undefined },
    { ...good, seconds: '0' },
    { ...good, seconds: '-3' },
    { ...good, seconds: '1e9' },
    { ...good, seconds: '99999' },
    { ...good, seconds: 'NaN' },
  ])('is refused with a reason otherwise: %j', (given) => {
    const checked = checkRecordArguments(given);
    expect(checked).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(checked.ok || checked.error.message).toMatch(/\.$/);
  });
});
