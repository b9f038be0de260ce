/**
 * Eight hours of recording at twenty times the speed (24 minutes), with a reader that follows as the live preview does.
 * Memory, open files, the event loop and the recorded sound are watched. OT_SCRIBE_SOAK_HOURS changes the length.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type CaptureClock, systemClock } from '../../src/audio/capture/captureClock.ts';
import type { CaptureNotice } from '../../src/audio/capture/captureNotice.ts';
import { createCaptureSession } from '../../src/audio/capture/captureSession.ts';
import type { CaptureSource, CaptureSourceEvent } from '../../src/audio/capture/captureSource.ts';
import { followJournal } from '../../src/audio/journal/followJournal.ts';
import { openJournal } from '../../src/audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../src/audio/journal/nodeJournalFs.ts';
import { openJournalSource } from '../../src/audio/journal/openJournalSource.ts';
import { ok } from '../../src/shared/result.ts';
import { report } from '../support/faultTable.ts';
import { soundBytes } from '../support/journalFixture.ts';

const HOURS = Number(process.env.OT_SCRIBE_SOAK_HOURS ?? 8);
const SPEED = 20;
const CHANNELS = 4;
const RATE_HZ = 16_000;
const CHUNK_SAMPLES = RATE_HZ / 50;
/** The test sound repeats after so many samples: made once, for any length of recording. */
const SOUND_SAMPLES = RATE_HZ;
const LOOK_EVERY_MS = 5000;
/** The first minutes fill caches and are no leak. */
const SETTLED_AFTER = 0.2;
const MAX_RSS_SLOPE_MB = 5;
const MAX_LOOP_P99_MS = 50;

const folder = mkdtempSync(join(tmpdir(), 'ot-scribe-soak-'));
const journalFolder = join(folder, 'track');
const sessionKey = Buffer.alloc(32, 7);
const second = soundBytes(0, SOUND_SAMPLES, CHANNELS);

/** Twenty milliseconds of sound as often as they are due; never more than the clock allows. */
function fastSource(): CaptureSource & { readonly sent: () => number } {
  let listener: (event: CaptureSourceEvent) => void = () => undefined;
  let sent = 0;
  let timer: NodeJS.Timeout | null = null;
  return {
    sent: () => sent,
    async start(onEvent) {
      listener = onEvent;
      const startedAt = performance.now();
      timer = setInterval(() => {
        const due = ((performance.now() - startedAt) * SPEED * RATE_HZ) / 1000;
        for (; sent + CHUNK_SAMPLES <= due && sent < HOURS * 3600 * RATE_HZ; sent += CHUNK_SAMPLES) {
          const at = (sent % SOUND_SAMPLES) * CHANNELS * 2;
          listener({ kind: 'sound', pcm: second.subarray(at, at + CHUNK_SAMPLES * CHANNELS * 2) });
        }
      }, 1);
      return ok(null);
    },
    pause: async () => undefined,
    resume: async () => ok(null),
    async stop() {
      if (timer !== null) clearInterval(timer);
    },
  };
}

const opened = await openJournal({
  ...{ folder: journalFolder, sessionKey, trackId: 'soak', channelCount: CHANNELS, sampleRateHz: RATE_HZ },
  ...{ fs: nodeJournalFs, nowMs: Date.now },
});
if (!opened.ok) throw new Error(opened.error.message);
const notices: CaptureNotice['kind'][] = [];
const source = fastSource();
const clock: CaptureClock = systemClock;
const session = createCaptureSession({
  ...{ source, sink: opened.value, channelCount: CHANNELS, sampleRateHz: RATE_HZ, clock, freeBytes: null },
  emit: (notice) => {
    if (notice.kind !== 'meters') notices.push(notice.kind);
  },
});
const loop = monitorEventLoopDelay({ resolution: 10 });
loop.enable();
const started = await session.start();
if (!started.ok) throw new Error(started.error.message);
const follower = followJournal(journalFolder, sessionKey, RATE_HZ, nodeJournalFs);
let followed = 0;
const files: number[] = [];
const memory: { readonly hours: number; readonly megabytes: number }[] = [];
const wanted = HOURS * 3600 * RATE_HZ;
while (source.sent() < wanted) {
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS / SPEED));
  for (const frame of follower.next()) if (frame.kind === 'sound') followed += frame.pcm.length / (CHANNELS * 2);
  if (memory.length * LOOK_EVERY_MS * RATE_HZ < source.sent() * 1000) {
    memory.push({ hours: source.sent() / RATE_HZ / 3600, megabytes: process.memoryUsage().rss / 2 ** 20 });
    files.push(readdirSync('/proc/self/fd').length);
  }
}
for (const frame of follower.next()) if (frame.kind === 'sound') followed += frame.pcm.length / (CHANNELS * 2);
follower.close();
loop.disable();
const stopped = await session.stop();
if (!stopped.ok) throw new Error(stopped.error.message);

const whole = await openJournalSource(journalFolder, sessionKey, nodeJournalFs);
if (!whole.ok) throw new Error(whole.error.message);
const { frameCount, gaps, isComplete, unreadableSegments } = whole.value;
let altered = 0;
for (let at = 0; at + SOUND_SAMPLES <= frameCount; at += 60 * SOUND_SAMPLES) {
  if (!whole.value.readPcm16(at, SOUND_SAMPLES).equals(second)) altered++;
}
await whole.value.close();
rmSync(folder, { recursive: true, force: true });

const slope = slopeOf(memory.slice(Math.floor(memory.length * SETTLED_AFTER)));
const p99Ms = loop.percentile(99) / 1e6;
const lateFiles = files.slice(Math.floor(files.length * SETTLED_AFTER));
const failures = [
  frameCount === wanted ? null : `${wanted - frameCount} samples are missing`,
  gaps.length === 0 ? null : `${gaps.length} gaps`,
  isComplete && unreadableSegments.length === 0 ? null : 'the recording is not closed or not readable',
  altered === 0 ? null : `${altered} stretches are altered`,
  notices.every((kind) => kind === 'stopped') ? null : `notices: ${[...new Set(notices)].join(', ')}`,
  slope < MAX_RSS_SLOPE_MB ? null : `memory grows by ${slope.toFixed(1)} MB an hour`,
  Math.max(...lateFiles) <= Math.min(...lateFiles) + 1 ? null : 'open files grow',
  p99Ms < MAX_LOOP_P99_MS ? null : `the event loop was late by ${p99Ms.toFixed(0)} ms (99th percentile)`,
].filter((each) => each !== null);
const told = `memory ${slope.toFixed(1)} MB per hour of sound, ${Math.max(...lateFiles)} open files, event loop p99 ${p99Ms.toFixed(0)} ms, ${followed} of ${frameCount} samples followed, 0 gaps`;
report(
  `soak: ${HOURS} h of ${CHANNELS} microphones at ${SPEED} times the speed`,
  1,
  failures.length === 0 ? told : failures.join('; '),
);
process.stdout.write(`${failures.length === 0 ? told : failures.join('\n')}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Of a straight line through the points. */
function slopeOf(points: readonly { readonly hours: number; readonly megabytes: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, each) => sum + of(each), 0) / points.length;
  const [x, y] = [mean(({ hours }) => hours), mean(({ megabytes }) => megabytes)];
  const above = points.reduce((sum, { hours, megabytes }) => sum + (hours - x) * (megabytes - y), 0);
  const below = points.reduce((sum, { hours }) => sum + (hours - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
