import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPlainRefusal, runCli } from '../support/runCli.ts';
import { wavFile, wavHeader } from '../support/wavBytes.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-bad-'));
  const file = (name: string, bytes: Buffer | string): void => writeFileSync(join(folder, name), bytes);
  file('empty.wav', '');
  file('text.wav', 'This is a letter, not a recording.\n'.repeat(40));
  file('header-cut.wav', wavFile({}).subarray(0, 30));
  file('no-sound.wav', wavHeader({ channels: 1, rateHz: 16000, bits: 16, codec: 1 }, 0));
  file('channels-0.wav', wavFile({ channels: 0 }));
  file('channels-17.wav', wavFile({ channels: 17 }, 0.1));
  file('bits-8.wav', wavFile({ bits: 8 }));
  file('bits-12.wav', wavFile({ bits: 12 }));
  file('mu-law.wav', wavFile({ codec: 7, bits: 8 }));
  file('adpcm.wav', wavFile({ codec: 2, bits: 4 }));
  file('rate-4000.wav', wavFile({ rateHz: 4000 }));
  file('good.wav', wavFile({ channels: 2 }));
  file('array-bad.json', '{"microphones":"four"}');
  file('patient-bad.json', '{"name":"A","birthDate":"02.03.1950"}');
  file('a-file', '');
  mkdirSync(join(folder, 'folder.wav'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ot-scribe note refuses with one plain sentence and writes nothing', () => {
  const out = (): string => join(folder, 'out');

  it.each([
    ['a file that is not there', ['missing.wav']],
    ['an empty file', ['empty.wav']],
    ['a text file with the name of a recording', ['text.wav']],
    ['a WAV cut inside its header', ['header-cut.wav']],
    ['a WAV without sound', ['no-sound.wav']],
    ['a WAV with no channels', ['channels-0.wav']],
    ['a WAV with 17 channels', ['channels-17.wav']],
    ['8-bit samples', ['bits-8.wav']],
    ['12-bit samples', ['bits-12.wav']],
    ['mu-law', ['mu-law.wav']],
    ['ADPCM', ['adpcm.wav']],
    ['a rate below 8 kHz', ['rate-4000.wav']],
    ['a folder', ['folder.wav']],
    ['an enrolment that is no recording', ['good.wav', '--enrol', 'text.wav']],
    ['an array file of another form', ['good.wav', '--array', 'array-bad.json']],
    ['a patient file of another form', ['good.wav', '--patient', 'patient-bad.json']],
    ['a payer nobody knows', ['good.wav', '--payer', 'nobody']],
    ['a date that does not exist', ['good.wav', '--date', '2026-02-30']],
    ['an option it does not have', ['good.wav', '--quick']],
  ])('%s', async (_what, [sound, ...more]) => {
    const words = more.map((word) => (/\.(wav|json)$/.test(word) ? join(folder, word) : word));
    const run = await runCli(['note', join(folder, sound!), '--out', out(), ...words]);
    expect(run).toSatisfy(isPlainRefusal);
    expect(existsSync(out())).toBe(false);
  });

  it('an output folder that is a file', async () => {
    const run = await runCli(['note', join(folder, 'good.wav'), '--out', join(folder, 'a-file')]);
    expect(run).toSatisfy(isPlainRefusal);
    expect(run.code).toBe(4);
  });

  it('models that are missing or altered, by name and with the remedy', async () => {
    const models = join(folder, 'models');
    mkdirSync(models);
    const missing = await runCli(['note', join(folder, 'good.wav'), '--out', out()], {
      env: { OT_SCRIBE_MODELS: models },
    });
    expect(missing).toSatisfy(isPlainRefusal);
    expect(missing.code).toBe(5);
    expect(missing.stderr).toContain('manifest.json');
    expect(existsSync(out())).toBe(false);
  });
});

describe('ot-scribe transcribe', () => {
  it('refuses a channel the recording does not have', async () => {
    const run = await runCli(['transcribe', join(folder, 'good.wav'), '--channel', '2']);
    expect(run).toSatisfy(isPlainRefusal);
    expect(run.stderr).toContain('0 to 1');
  });

  it('finds no words in silence', async () => {
    const run = await runCli(['transcribe', join(folder, 'good.wav')]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({ utterances: [] });
  });
});

describe('sound that is short or says nothing', () => {
  it('gives a note that says nothing was heard, without invented words', async () => {
    const out = join(folder, 'silence');
    const run = await runCli(['note', join(folder, 'good.wav'), '--out', out]);
    expect(run.code).toBe(0);
    const note = JSON.parse(readFileSync(join(out, 'note.json'), 'utf8')) as {
      sections: { statements: { text: string; kind: string; factIds: string[] }[] }[];
    };
    const statements = note.sections.flatMap((section) => section.statements);
    expect(statements).toHaveLength(1);
    expect(statements[0]!.text).toMatch(/no(thing| speech)/i);
    expect(statements[0]!.factIds).toEqual([]);
  });

  it('uses the one second that is there when the header promises two hours', async () => {
    const data = wavFile({ claimedBytes: 2 * 3600 * 16000 * 2 });
    writeFileSync(join(folder, 'promises.wav'), data);
    const out = join(folder, 'promises');
    const run = await runCli(['note', join(folder, 'promises.wav'), '--out', out]);
    expect(run.code).toBe(0);
    const record = JSON.parse(readFileSync(join(out, 'record.json'), 'utf8')) as { session: { durationMs: number } };
    expect(record.session.durationMs).toBe(1000);
  });
});
