/** Sound files that lie about themselves: a typed refusal or the right answer, in little memory. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { report, times } from '../support/faultTable.ts';
import { wavFile, wavHeader } from '../support/wavBytes.ts';

const CHILD = join(import.meta.dirname, '../support/hostileSoundChild.ts');
const MAX_MEGABYTES = 200;
const HOURS = times(1, 12);
const HOUR_BYTES = 3600 * 16_000 * 2;

interface Told {
  readonly code?: string;
  readonly message?: string;
  readonly frameCount?: number;
  readonly channelCount?: number;
  readonly read?: number;
  readonly areNumbers?: boolean;
  readonly peakMegabytes?: number;
}

const floats = (values: readonly number[]): Buffer => {
  const data = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) data.writeFloatLE(value, index * 4);
  return Buffer.concat([wavHeader({ channels: 1, rateHz: 16_000, bits: 32, codec: 3 }, data.length), data]);
};
const refused = {
  code: expect.stringMatching(/^(unreadable_audio|invalid_input)$/),
  message: expect.stringMatching(/\.wav/),
};
const heard = (frameCount: number, channelCount = 1) => ({
  frameCount,
  channelCount,
  read: frameCount,
  areNumbers: true,
});

const CASES: readonly [what: string, bytes: Buffer, expected: Told | object][] = [
  ['no byte at all', Buffer.alloc(0), refused],
  ['a header alone', wavHeader({ channels: 1, rateHz: 16_000, bits: 16, codec: 1 }, 0), refused],
  ['one sample', wavFile({}, 1 / 16_000), heard(1)],
  ['8 bits', wavFile({ bits: 8 }), refused],
  ['24 bits', wavFile({ bits: 24 }), heard(16_000)],
  ['96 kHz', wavFile({ rateHz: 96_000 }), heard(16_000)],
  ['8 channels', wavFile({ channels: 8 }), heard(16_000, 8)],
  ['samples that are no numbers', floats([Number.NaN, Number.POSITIVE_INFINITY, -1e30, 0.5]), heard(4)],
  ['12 hours promised, one second there', wavFile({ claimedBytes: 12 * HOUR_BYTES }), heard(16_000)],
  ['3 GB promised', wavFile({ claimedBytes: 3_000_000_000 }), heard(16_000)],
  ['a rate of 0 Hz', wavFile({ rateHz: 1 }), refused],
  [
    'no channel',
    Buffer.concat([wavHeader({ channels: 0, rateHz: 16_000, bits: 16, codec: 1 }, 32_000), Buffer.alloc(32_000)]),
    refused,
  ],
  ['another format under the same name', Buffer.from('OggS and then something else entirely, for a while'), refused],
  [
    'a chunk longer than the file',
    Buffer.concat([Buffer.from('RIFF\xff\xff\xff\x7fWAVEjunk\xff\xff\xff\x7f', 'latin1'), Buffer.alloc(100)]),
    refused,
  ],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('gives a typed refusal or the right answer to each, with less than 200 MB', () => {
  const files = CASES.map(([, bytes], index) => {
    const file = join(folder, `sound-${index}.wav`);
    writeFileSync(file, bytes);
    return file;
  });
  // Really hours long, most of it a hole in the file: read to the end in blocks.
  const long = join(folder, 'long.wav');
  const handle = openSync(long, 'w');
  writeSync(handle, wavHeader({ channels: 1, rateHz: 16_000, bits: 16, codec: 1 }, HOURS * HOUR_BYTES));
  ftruncateSync(handle, 44 + HOURS * HOUR_BYTES);
  closeSync(handle);
  const run = spawnSync(process.execPath, [CHILD, ...files, long], { encoding: 'utf8' });
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  const told = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
  expect(told).toHaveLength(CASES.length + 2);
  CASES.forEach(([what, , expected], index) => {
    expect({ what, told: told[index] }).toMatchObject({ what, told: expected });
  });
  expect(told.at(-2)).toMatchObject(heard((HOURS * HOUR_BYTES) / 2));
  const peakMegabytes = told.at(-1)?.peakMegabytes ?? Number.POSITIVE_INFINITY;
  expect(peakMegabytes).toBeLessThan(MAX_MEGABYTES);
  report(
    `hostile sound files, and one of ${HOURS} h`,
    CASES.length + 1,
    `typed refusal or right answer, peak memory ${peakMegabytes.toFixed(0)} MB`,
  );
}, 240_000);
