/**
 * How long the therapist waits between the stop and the draft, with and without the work done while recording.
 *   node tests/bench/stopToDraft.ts [FOLDER] [--minutes N] [--only ahead|after]
 * FOLDER holds session.wav, enrol.wav and array.json (default: the bundled sample). Its sound is repeated, each time with
 * another faint noise on it so that no two passages are the same, and is written to a sealed journal a minute at a time.
 * The work ahead gets its turn after each minute, so the time it takes per minute must stay well below a minute.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openJournal } from '../../src/audio/journal/journalWriter.ts';
import { nodeJournalFs } from '../../src/audio/journal/nodeJournalFs.ts';
import { openWav } from '../../src/audio/wav/openWav.ts';
import { createSealedSounds } from '../../src/main/core/adapters/sealedSounds.ts';
import { findInstallation } from '../../src/main/core/installation.ts';
import { NOTHING_ENTERED, type SoundInput, type Subject } from '../../src/main/core/pipeline/graph.ts';
import { createSessionPipeline } from '../../src/main/core/pipeline/sessionPipeline.ts';
import type { Result } from '../../src/shared/result.ts';
import { mulberry32 } from './random.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STEP_S = 60;
const FRAME_S = 0.1;
/** Amplitude of the noise in 16-bit steps: far below the room's own. */
const NOISE_STEPS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '10' }, only: { type: 'string' } },
});
const folder = path.resolve(positionals[0] ?? path.join(ROOT, 'resources/sample/gym-session'));
const wav = must(await openWav(path.join(folder, 'session.wav')));
const geometry = JSON.parse(readFileSync(path.join(folder, 'array.json'), 'utf8'));
const totalS = Number(values.minutes) * 60;
const data = mkdtempSync(path.join(tmpdir(), 'ot-scribe-bench-stop-'));
const sessionKey = new Uint8Array(32).fill(7);
const signal = new AbortController().signal;
const subject: Subject = {
  ...{ patient: null, therapist: null, payerId: 'medicare-part-b' },
  session: {
    ...{ id: 'bench', patientId: 'unknown', state: 'review', dateOfService: '2026-01-05', startedAt: null },
    ...{ timeZone: 'UTC', consent: { kind: 'pending' }, durationMs: totalS * 1000, isSample: false },
  },
};

try {
  const rows: string[] = [];
  const notes: string[] = [];
  for (const way of ['ahead', 'after'] as const) {
    if (values.only && values.only !== way) continue;
    const { aheadS, waitS, note } = await measure(way);
    notes.push(note);
    const share = aheadS === null ? '–' : (aheadS / totalS).toFixed(2);
    rows.push(`| ${way === 'ahead' ? 'worked ahead' : 'all after the stop'} | ${share} | ${waitS.toFixed(1)} s |`);
  }
  process.stdout.write(
    `${wav.channelCount} microphones, ${values.minutes} minutes, ${cpus().length} cores\n\n| | work beside the recording, s per s | stop to draft |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  if (notes.length === 2) process.stdout.write(`same note both ways: ${notes[0] === notes[1] ? 'yes' : 'NO'}\n`);
} finally {
  await wav.close();
  rmSync(data, { recursive: true, force: true });
}

async function measure(way: 'ahead' | 'after'): Promise<{ aheadS: number | null; waitS: number; note: string }> {
  const place = (id: string) => path.join(data, way, id);
  const enrolment = { sessionId: 'bench', trackId: 'enrolment', folder: place('enrolment'), sessionKey };
  must(await createSealedSounds(Date.now).importWav(readFileSync(path.join(folder, 'enrol.wav')), enrolment));
  const recording = await startRecording(place('session'));
  const threads = Math.max(1, cpus().length - 1);
  const pipeline = must(await createSessionPipeline({ installation: findInstallation(), threads }));
  const sound: SoundInput = {
    session: { kind: 'journal', folder: place('session'), sessionKey },
    enrolment: { kind: 'journal', folder: enrolment.folder, sessionKey },
    geometry,
    channel: null,
  };
  let aheadS: number | null = null;
  if (way === 'ahead') {
    const stopping = new AbortController();
    const started = performance.now();
    let writingMs = 0;
    await pipeline.workAhead(sound, stopping.signal, async () => {
      const before = performance.now();
      if (!(await recording.writeStep())) stopping.abort();
      writingMs += performance.now() - before;
    });
    aheadS = (performance.now() - started - writingMs) / 1000;
  } else {
    while (await recording.writeStep());
  }
  await recording.close();
  const started = performance.now();
  const outcome = must(await pipeline.process({ sound, subject, entered: NOTHING_ENTERED, signal }));
  const waitS = (performance.now() - started) / 1000;
  await pipeline.close();
  return { aheadS, waitS, note: JSON.stringify(outcome.graph.note) };
}

async function startRecording(into: string) {
  const random = mulberry32(11);
  const { channelCount, sampleRateHz, frameCount } = wav;
  const journal = must(
    await openJournal({
      ...{ folder: into, sessionKey, trackId: 'session', channelCount, sampleRateHz, nowMs: Date.now },
      fs: nodeJournalFs,
    }),
  );
  let writtenS = 0;
  const frame = Math.round(FRAME_S * sampleRateHz);
  let at = 0;
  return {
    /** False when the session is over and nothing was written. */
    async writeStep(): Promise<boolean> {
      if (writtenS >= totalS) return false;
      for (let n = 0; n < STEP_S / FRAME_S; n++) {
        if (at + frame > frameCount) at = 0;
        const channels = await wav.read(at, frame);
        at += frame;
        const bytes = Buffer.alloc(frame * channelCount * 2);
        for (let i = 0, offset = 0; i < frame; i++) {
          for (const channel of channels) {
            const value = Math.round(channel[i]! * 32_768 + NOISE_STEPS * (2 * random() - 1));
            offset = bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), offset);
          }
        }
        must(journal.appendAudio(bytes));
      }
      writtenS += STEP_S;
      return true;
    },
    close: () => journal.close(),
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
