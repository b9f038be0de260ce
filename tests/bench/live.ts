/**
 * How long words take to the screen while a session is recorded, and whether the recording minds.
 *   node tests/bench/live.ts [FOLDER] [--channels N] [--no-array] [--no-enrol]
 * FOLDER holds session.wav, enrol.wav, array.json and script.json (default: the bundled sample). The sound is played in
 * real time into the capture process; everything behind it is the product: journal, live process, core, events.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openJournalSource } from '../../src/audio/journal/openJournalSource.ts';
import { openWav } from '../../src/audio/wav/openWav.ts';
import { createLazyPipeline } from '../../src/main/core/adapters/lazyPipeline.ts';
import { createMicrophones } from '../../src/main/core/adapters/microphones.ts';
import { createSealedSounds } from '../../src/main/core/adapters/sealedSounds.ts';
import { createChildProcessHost } from '../../src/main/core/host/childProcessHost.ts';
import { findInstallation } from '../../src/main/core/installation.ts';
import { createPreviewStarter, type LivePreview, type StartPreview } from '../../src/main/core/live/livePreview.ts';
import type { SealedSound } from '../../src/main/core/ports.ts';
import { bundledRecogniser } from '../../src/main/core/recognisers/recogniserPlace.ts';
import type { PreviewWord } from '../../src/shared/contract.ts';
import type { ArrayGeometry, Role } from '../../src/shared/domain/audio.ts';
import { ok, type Result } from '../../src/shared/result.ts';
import { spokenWords } from './spokenWords.ts';
import { wordErrors } from './wordErrors.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FULL_SCALE = 32_768;
const CHECK_SAMPLES = 16_000;

interface ShownLine {
  readonly shownMs: number;
  readonly speaker: Role | null;
  readonly words: readonly PreviewWord[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    channels: { type: 'string' },
    'no-array': { type: 'boolean', default: false },
    'no-enrol': { type: 'boolean', default: false },
  },
});
const folder = path.resolve(positionals[0] ?? path.join(ROOT, 'resources/sample/gym-session'));
const file = (name: string): string => path.join(folder, name);
const wav = must(await openWav(file('session.wav')));
const channels = Number(values.channels ?? wav.channelCount);
const geometry = values['no-array'] ? null : (JSON.parse(readFileSync(file('array.json'), 'utf8')) as ArrayGeometry);
const script = JSON.parse(readFileSync(file('script.json'), 'utf8')) as {
  readonly utterances: readonly { readonly speaker: string; readonly text: string }[];
};

const data = mkdtempSync(path.join(tmpdir(), 'ot-scribe-bench-live-'));
const sessionKey = new Uint8Array(32).fill(5);
const sealed = (trackId: string): SealedSound => ({
  sessionId: 'bench',
  trackId,
  folder: path.join(data, trackId),
  sessionKey,
});
try {
  await run();
} finally {
  await wav.close();
  rmSync(data, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const sound = createSealedSounds(Date.now);
  let enrolmentFolder: string | null = null;
  if (!values['no-enrol']) {
    must(await sound.importWav(readFileSync(file('enrol.wav')), sealed('enrolment')));
    enrolmentFolder = sealed('enrolment').folder;
  }
  const installation = findInstallation();
  const host = createChildProcessHost();
  const configuration = { modelsFolder: installation.models, resourcesFolder: installation.resources, threads: 1 };
  const starter = createPreviewStarter({ host, configuration });
  let live: LivePreview | null = null;
  const preview: StartPreview = (request, listener) => {
    live = starter(request, listener);
    return live;
  };
  const pipeline = createLazyPipeline({
    ...{ installation, processHost: host, threads: 1 },
    chosenRecogniser: async () => bundledRecogniser(installation),
    recogniserNamed: async () => ok(bundledRecogniser(installation)),
  });
  const { workAhead } = pipeline;
  const microphones = createMicrophones({ host, sound, adapter: { kind: 'replay', speed: 1 }, preview, workAhead });

  const lines: ShownLine[] = [];
  const states: string[] = [];
  let storedMs = 0;
  let zeroMs = Number.POSITIVE_INFINITY;
  let usage = { cpuS: 0, peakMb: 0 };
  const ended = Promise.withResolvers<void>();
  const started = must(
    await microphones.start(
      { ...sealed('session'), deviceId: file('session.wav'), channels, enrolmentFolder, geometry, ownTerms: [] },
      {
        meters: ({ elapsedMs }) => {
          storedMs = elapsedMs;
          // The earliest moment at which this much sound can have existed: when its first sample was spoken.
          zeroMs = Math.min(zeroMs, performance.now() - elapsedMs);
        },
        state: (state, message) => void states.push(`${state}: ${message}`),
        preview: ({ speaker, words }) => void lines.push({ shownMs: performance.now(), speaker, words }),
        previewState: (state) => void states.push(`preview ${state} at ${(storedMs / 1000).toFixed(1)} s`),
      },
    ),
  );
  const lengthMs = (wav.frameCount * 1000) / wav.sampleRateHz;
  const watch = setInterval(() => {
    usage = usageOf(live?.pid) ?? usage;
    if (storedMs >= lengthMs - 200) ended.resolve();
  }, 250);
  await ended.promise;
  // The last words are still on their way when the sound ends.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  clearInterval(watch);
  const stored = must(await started.stop());
  await pipeline.close();
  const lost = await differences(stored.frameCount);

  const lags = lines.flatMap((line) => line.words.map((word) => (line.shownMs - zeroMs - word.endMs) / 1000));
  const fromStart = lines.flatMap((line) => line.words.map((word) => (line.shownMs - zeroMs - word.startMs) / 1000));
  for (const line of lines)
    process.stderr.write(
      `${(line.words[0]!.startMs / 1000).toFixed(1).padStart(6)} +${((line.shownMs - zeroMs - line.words.at(-1)!.endMs) / 1000).toFixed(1)} s  ${line.speaker}: ${line.words.map(({ text }) => text).join(' ')}\n`,
    );
  const rows: [string, string][] = [
    ['microphones', String(channels)],
    ['sound', `${(lengthMs / 1000).toFixed(1)} s`],
    ['words shown', String(lags.length)],
    ['lag from the end of a word, p50 / p95 / longest', figures(lags)],
    ['lag from the start of a word, p50 / p95 / longest', figures(fromStart)],
    ...(['therapist', 'patient'] as const).map((role): [string, string] => [
      `word errors of the preview, ${role}`,
      errorsOf(role, lines),
    ]),
    ['states of the preview', states.join(', ') || 'none'],
    ['samples stored of the sound', `${stored.frameCount} of ${wav.frameCount}`],
    ['samples that differ from the sound', String(lost)],
    ['gaps in the recording', String(stored.gaps.length)],
    ['processor time of the live process', `${(usage.cpuS / (lengthMs / 1000)).toFixed(2)} s a second of sound`],
    ['peak memory of the live process', `${usage.peakMb} MB`],
  ];
  process.stdout.write(`| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}\n`);
}

/** Samples of the stored recording that are not the ones that were played. */
async function differences(frameCount: number): Promise<number> {
  const journal = must(await openJournalSource(sealed('session').folder, Buffer.from(sessionKey)));
  let different = 0;
  for (let at = 0; at < frameCount; at += CHECK_SAMPLES) {
    const [stored, played] = await Promise.all([journal.read(at, CHECK_SAMPLES), wav.read(at, CHECK_SAMPLES)]);
    stored.forEach((samples, channel) => {
      samples.forEach((value, i) => {
        if (Math.round(value * FULL_SCALE) !== Math.round((played[channel]![i] ?? 0) * FULL_SCALE)) different += 1;
      });
    });
  }
  await journal.close();
  return different;
}

function errorsOf(role: 'therapist' | 'patient', shown: readonly ShownLine[]): string {
  const reference = script.utterances
    .filter(({ speaker }) => speaker === role)
    .flatMap(({ text }) => spokenWords(text));
  const heard = shown
    .filter(({ speaker }) => speaker === role)
    .flatMap(({ words }) => spokenWords(words.map(({ text }) => text).join(' ')));
  return `${((100 * wordErrors(reference, heard)) / reference.length).toFixed(1)} % of ${reference.length}`;
}

function figures(seconds: readonly number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(1) ?? '–';
  return `${at(0.5)} / ${at(0.95)} / ${at(1)} s`;
}

/** Linux tells of a process what it has used; elsewhere there is nothing to show. */
function usageOf(pid: number | undefined): { cpuS: number; peakMb: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpuS: (Number(fields[11]) + Number(fields[12])) / 100, peakMb: Math.round(Number(peakKb) / 1024) };
  } catch {
    return null;
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
