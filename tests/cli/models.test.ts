import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyWhisper, writeCTranslate2Folder } from '../audio/modelImport/tinyWhisper.ts';
import { isPlainRefusal, runCli } from '../support/runCli.ts';
import { wavFile } from '../support/wavBytes.ts';

const DIMS = { d: 64, layers: 1, mels: 80 };
let folder: string;
const run = (...words: string[]) => runCli(words, { env: { OT_SCRIBE_DATA: join(folder, 'data') } });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-cli-'));
  writeCTranslate2Folder(join(folder, 'My Whisper'), tinyWhisper(DIMS), DIMS);
  writeFileSync(
    join(folder, 'sound.wav'),
    wavFile({}, 2, (at) => 3000 * Math.sin(at * 0.05)),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('ot-scribe models', () => {
  it('imports a folder, lists it, transcribes with it and removes it', async () => {
    const imported = await run('models', 'import', join(folder, 'My Whisper'));
    expect(imported.stderr).toBe('');
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ name: 'my-whisper', container: 'CTranslate2' });

    const listed = await run('models');
    expect(listed.code).toBe(0);
    const { models, recognisers } = JSON.parse(listed.stdout);
    expect(models.map(({ id }: { id: string }) => id)).toContain('whisper-base.decoder');
    expect(recognisers).toMatchObject([{ name: 'whisper-base' }, { name: 'my-whisper', state: 'good', time: null }]);

    const heard = await run('transcribe', join(folder, 'sound.wav'), '--channel', '0', '--model', 'my-whisper');
    expect(heard.code).toBe(0);
    expect(JSON.parse(heard.stdout)).toHaveProperty('utterances');

    expect(await run('models', 'remove', 'my-whisper')).toMatchObject({ code: 0, stdout: '' });
    expect(existsSync(join(folder, 'data/models/my-whisper'))).toBe(false);
  });

  it.each([
    [['models', 'import'], 2, /What is to be imported/],
    [['models', 'import', '/nowhere/at/all'], 2, /There is nothing at/],
    [['models', 'import', '/tmp', '--name', '../x'], 2, /no name for a model/],
    [['models', 'import', '/tmp', '--precision', 'int4'], 2, /int8 or float32/],
    [['models', 'import', '/tmp', '--calibration', '/nowhere.json'], 2, /no list of calibration maxima/],
    [['models', 'remove', 'absent'], 2, /There is no model "absent". There is: whisper-base/],
    [['models', 'time', 'absent'], 2, /There is no model "absent"/],
    [['models', 'burn'], 2, /"burn" is nothing to do with models/],
    [['transcribe', 'SOUND', '--model', 'absent'], 2, /There is no model "absent"/],
  ] as const)('%j is refused in one plain line', async (words, code, message) => {
    const done = await run(...words.map((word) => (word === 'SOUND' ? join(folder, 'sound.wav') : word)));
    expect(done.stderr).toMatch(message);
    expect(isPlainRefusal(done)).toBe(true);
    expect(done.code).toBe(code);
  });
});
