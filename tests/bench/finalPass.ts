/**
 * The whole pass from a recording to its note: time against the recording's length, processor time, and memory of all
 * processes together.
 *   node tests/bench/finalPass.ts FOLDER [--minutes N]
 * FOLDER is a rendered scene (mix.wav, enrol.wav, array.json or the microphones of reference.json). Its sound is repeated to
 * the length asked for, each time with another faint noise on it, so that no two passages are the same. Without --minutes it
 * is heard once.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openWav, type WavSource } from '../../src/audio/wav/openWav.ts';
import { wavBytes } from '../../src/audio/wav/writeWav.ts';
import { measureTree } from './processTree.ts';
import { mulberry32 } from './random.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BYTES_PER_SAMPLE = 2;
/** Amplitude of the noise in 16-bit steps: far below the room's own. */
const NOISE_STEPS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' } },
});
if (!positionals[0]) throw new Error('Name the folder of a rendered scene.');
const scene = path.resolve(positionals[0]);
const folder = mkdtempSync(path.join(tmpdir(), 'final-pass-'));
try {
  const opened = await openWav(path.join(scene, 'mix.wav'));
  if (!opened.ok) throw new Error(opened.error.message);
  const wav = opened.value;
  const seconds = values.minutes ? Number(values.minutes) * 60 : wav.frameCount / wav.sampleRateHz;
  const session = path.join(folder, 'session.wav');
  await writeRepeated(wav, Math.round(seconds * wav.sampleRateHz), session);
  await wav.close();
  const option = (name: string, file: string): string[] => {
    const place = path.join(scene, file);
    return existsSync(place) ? [`--${name}`, place] : [];
  };
  const cost = await measureTree(process.execPath, [
    path.join(ROOT, 'src/main/cli/main.ts'),
    ...['note', session, '--out', path.join(folder, 'out')],
    ...option('array', existsSync(path.join(scene, 'array.json')) ? 'array.json' : 'reference.json'),
    ...option('enrol', 'enrol.wav'),
  ]);
  const share = (part: number): string => (part / seconds).toFixed(3);
  process.stdout.write(
    `${wav.channelCount} microphones, ${(seconds / 60).toFixed(1)} minutes: ${cost.wallS.toFixed(0)} s (${share(cost.wallS)} of ` +
      `the length), processor ${cost.cpuS.toFixed(0)} s (${share(cost.cpuS)}), peak memory of all processes ${cost.peakMb} MB\n`,
  );
  for (let at = 0; at < cost.memory.length; at += Math.ceil(cost.memory.length / 24)) {
    const [atS, mb] = cost.memory[at]!;
    process.stdout.write(`after ${atS.toFixed(0)} s ${mb} MB\n`);
  }
  process.stdout.write(
    `${cost.stderr
      .split('\n')
      .filter((line) => /^\w+ +[\d.]+ s/.test(line))
      .join('\n')}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

async function writeRepeated(wav: WavSource, frameCount: number, to: string): Promise<void> {
  const random = mulberry32(11);
  const file = await open(to, 'w');
  try {
    await file.write(header(wav.channelCount, frameCount));
    for (let written = 0; written < frameCount; ) {
      written += await writeOnce(wav, frameCount - written, file, random);
    }
  } finally {
    await file.close();
  }
}

/** @returns frames written: the whole scene, or as many as are still wanted */
async function writeOnce(wav: WavSource, wanted: number, file: FileHandle, random: () => number): Promise<number> {
  const frames = Math.min(wanted, wav.frameCount);
  const channels = await wav.read(0, frames);
  const bytes = Buffer.alloc(frames * channels.length * BYTES_PER_SAMPLE);
  for (let frame = 0, offset = 0; frame < frames; frame++) {
    for (const channel of channels) {
      const value = Math.round(channel[frame]! * 32_768 + NOISE_STEPS * (2 * random() - 1));
      offset = bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), offset);
    }
  }
  await file.write(bytes);
  return frames;
}

/** As the writer of our exports makes it, with the lengths of a longer recording. */
function header(channelCount: number, frameCount: number): Buffer {
  const oneFrame = Buffer.from(wavBytes(Array.from({ length: channelCount }, () => new Float32Array(1))));
  const head = oneFrame.subarray(0, oneFrame.length - channelCount * BYTES_PER_SAMPLE);
  const dataBytes = frameCount * channelCount * BYTES_PER_SAMPLE;
  head.writeUInt32LE(head.length - 8 + dataBytes, 4);
  head.writeUInt32LE(dataBytes, head.length - 4);
  return head;
}
