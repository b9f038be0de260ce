/** The faults of recorder programs and of node-record-lpcm16, played by a fake `arecord` that is first on PATH. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createArecordSource } from '../../../src/audio/capture/arecordSource.ts';
import type { CaptureSource, CaptureSourceEvent } from '../../../src/audio/capture/captureSource.ts';
import { createNodeRecordSource } from '../../../src/audio/capture/nodeRecordSource.ts';
import { wait } from '../../support/fakeArray.ts';

const FORMAT = { deviceId: 'mic1', channelCount: 4, sampleRateHz: 16000 };
const savedPath = process.env.PATH;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ot-scribe-recorder-'));
});
afterEach(() => {
  process.env.PATH = savedPath;
  rmSync(folder, { recursive: true, force: true });
});

function installRecorder(script: string): void {
  const file = join(folder, 'arecord');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env.PATH = `${folder}:${savedPath}`;
}

const ADAPTERS: readonly (readonly [string, () => CaptureSource])[] = [
  [
    'node-record-lpcm16',
    () => {
      const source = createNodeRecordSource(FORMAT, 'arecord');
      if (!source.ok) throw new Error(source.error.message);
      return source.value;
    },
  ],
  ['arecord', () => createArecordSource(FORMAT)],
];

async function heardUntil(source: CaptureSource, isEnough: (events: readonly CaptureSourceEvent[]) => boolean) {
  const events: CaptureSourceEvent[] = [];
  const started = await source.start((event) => events.push(event));
  for (let attempt = 0; started.ok && !isEnough(events) && attempt < 200; attempt += 1) await wait(20);
  return { started, events };
}

const hasEnded = (events: readonly CaptureSourceEvent[]) => events.some((event) => event.kind === 'ended');

describe.each(ADAPTERS)('through %s', (_, create) => {
  it('a recorder that is not installed is an answer, not an exception', async () => {
    process.env.PATH = folder;
    const { started } = await heardUntil(create(), hasEnded);
    expect(started).toMatchObject({ ok: false, error: { code: 'device_unavailable' } });
    expect(started.ok || started.error.message).toContain('alsa-utils');
  });

  it.each([
    ['audio open error: No such file or directory', /no microphone "mic1"/],
    ['audio open error: Device or resource busy', /another program/],
    ['audio open error: Permission denied', /may not be used/],
    ['Channels count non available', /that many channels/],
    ['something nobody has seen before', /could not be opened/],
  ])('a recorder that gives up with "%s" ends with advice', async (stderr, advice) => {
    installRecorder(`echo "arecord: main:830: ${stderr}" >&2; exit 1`);
    const { events } = await heardUntil(create(), hasEnded);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'ended', error: { code: 'device_unavailable' } });
    expect(JSON.stringify(events[0])).toMatch(new RegExp(advice.source.replaceAll('"', '\\\\"')));
  });

  it('a wanted stop is a clean end, although the recorder exits with an error', async () => {
    installRecorder(
      `trap 'echo "Interrupted system call" >&2; exit 1' TERM; while :; do printf 12345678; sleep 0.02; done`,
    );
    const source = create();
    const { events } = await heardUntil(source, (all) => all.length > 2);
    await source.stop();
    await wait(100);
    expect(hasEnded(events)).toBe(false);
  });

  it('a recorder that does not listen to the stop is ended all the same', async () => {
    installRecorder(`trap '' TERM; echo $$ > ${folder}/pid; while :; do printf 12345678; sleep 0.02; done`);
    const source = create();
    await heardUntil(source, (all) => all.length > 0);
    await source.stop();
    const { readFileSync } = await import('node:fs');
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('one that dies in the middle has lost the device', async () => {
    installRecorder('printf 12345678; sleep 0.2; kill -9 $$');
    const { events } = await heardUntil(create(), hasEnded);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', error: { code: 'device_lost', retryable: true } });
  });

  it('sound arrives in whole samples of all channels, however it was cut', async () => {
    installRecorder('for i in 1 2 3 4 5 6 7 8; do printf abcdefghijk; sleep 0.02; done; sleep 5');
    const source = create();
    const bytes = (all: readonly CaptureSourceEvent[]) =>
      Buffer.concat(all.flatMap((event) => (event.kind === 'sound' ? [event.pcm] : [])));
    const { events } = await heardUntil(source, (all) => bytes(all).length >= 88);
    await source.stop();
    for (const event of events) expect(event.kind === 'sound' && event.pcm.length % 8).toBe(0);
    expect(bytes(events).toString()).toBe('abcdefghijk'.repeat(8));
  });

  it('a device that runs at another rate is refused: its sound would be wrong without any error', async () => {
    installRecorder(
      `echo "Warning: rate is not accurate (requested = 16000Hz, got = 44100Hz)" >&2; while :; do printf 12345678; sleep 0.02; done`,
    );
    const { events } = await heardUntil(create(), hasEnded);
    expect(events.find((event) => event.kind === 'ended')).toMatchObject({ error: { code: 'device_unavailable' } });
    expect(JSON.stringify(events)).toContain('plughw');
  });

  it('dropped sound is told with its length', async () => {
    installRecorder(`printf 12345678; echo "overrun!!! (at least 31.250 ms long)" >&2; sleep 5`);
    const source = create();
    const { events } = await heardUntil(source, (all) => all.some((event) => event.kind === 'overrun'));
    await source.stop();
    expect(events).toContainEqual({ kind: 'overrun', lostMs: 31 });
  });

  it('the recorder gets the device, the channels and short periods, and raw sound is asked for', async () => {
    installRecorder(`echo "$@" > ${folder}/args; printf 12345678; sleep 5`);
    const source = create();
    await heardUntil(source, (all) => all.length > 0);
    await source.stop();
    const { readFileSync } = await import('node:fs');
    const args = readFileSync(join(folder, 'args'), 'utf8');
    for (const part of ['-D mic1', '-c 4', '-r 16000', '-f S16_LE', '-t raw', '--period-time=20000'])
      expect(args).toContain(part);
  });
});

describe('through node-record-lpcm16', () => {
  it('sox is refused above two channels: it would mix them up without a word', () => {
    expect(createNodeRecordSource(FORMAT, 'sox')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(createNodeRecordSource({ ...FORMAT, channelCount: 2 }, 'sox').ok).toBe(true);
  });
});
