/** Capture by spawning arecord directly: the same path without the library, as a second opinion and a fallback. */
import { spawn } from 'node:child_process';
import type { CaptureFormat, CaptureSource } from './captureSource.ts';
import { createRecorderSource } from './recorderSource.ts';

const PERIOD_MICROSECONDS = 20_000;
const BUFFER_MICROSECONDS = 500_000;

export function createArecordSource(format: CaptureFormat): CaptureSource {
  return createRecorderSource({ program: 'arecord', spawn: spawnArecord }, format);
}

function spawnArecord(format: CaptureFormat) {
  const options: readonly string[] = [
    '-q',
    ...['-D', format.deviceId],
    ...['-r', String(format.sampleRateHz)],
    ...['-c', String(format.channelCount)],
    ...['-f', 'S16_LE'],
    ...['-t', 'raw'],
    `--period-time=${PERIOD_MICROSECONDS}`,
    `--buffer-time=${BUFFER_MICROSECONDS}`,
    '-',
  ];
  // Detached: Ctrl-C in a terminal is for the program, which then ends the recorder in order.
  // LC_ALL: its messages are read for advice, so they must come in English.
  return spawn('arecord', options, {
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
