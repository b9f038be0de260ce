/**
 * A Whisper of any size with random weights: written as the 16-bit safetensors a user would bring, imported, and run over
 * half a minute of sound to its end. Shows what an import and a model of that size need; what it hears is nonsense.
 *   node tests/bench/importedModel.ts [--size small] [--threads 2]
 * Each step runs in a process of its own, so that its memory is its own (Linux only: read from /proc).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { IMPORTED_ID } from '../../src/audio/modelImport/describeModel.ts';
import { importModel } from '../../src/audio/modelImport/importModel.ts';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { openWav } from '../../src/audio/wav/openWav.ts';
import { tinyWhisper, writeSafetensorsFolder } from '../audio/modelImport/tinyWhisper.ts';

const SIZES: Readonly<Record<string, { readonly d: number; readonly layers: number; readonly mels: number }>> = {
  tiny: { d: 384, layers: 4, mels: 80 },
  base: { d: 512, layers: 6, mels: 80 },
  small: { d: 768, layers: 12, mels: 80 },
  medium: { d: 1024, layers: 24, mels: 80 },
};
const ROOT = path.resolve(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    threads: { type: 'string', default: '2' },
    step: { type: 'string' },
    folder: { type: 'string' },
  },
});
const dims = SIZES[values.size];
if (!dims) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`);

if (values.step === 'import') console.log(JSON.stringify(await bring(values.folder!)));
else if (values.step === 'hear') console.log(JSON.stringify(await hear(values.folder!)));
else runAll();

function runAll(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'imported-model-'));
  try {
    const weights = path.join(folder, 'weights');
    writeSafetensorsFolder(weights, tinyWhisper(dims!), dims!);
    const bytes = statSync(path.join(weights, 'model.safetensors')).size;
    const step = (name: string): Record<string, number> => {
      const words = [import.meta.filename, '--step', name, '--folder', folder, '--size', values.size];
      const done = spawnSync(process.execPath, [...words, '--threads', values.threads], { encoding: 'utf8' });
      if (done.status !== 0) throw new Error(done.stderr);
      return JSON.parse(done.stdout);
    };
    console.table({ [values.size]: { 'weights MB': megabytes(bytes), ...step('import'), ...step('hear') } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bring(folder: string): Promise<Record<string, number>> {
  const started = performance.now();
  const done = await importModel({
    from: path.join(folder, 'weights'),
    to: path.join(folder, 'model'),
    name: 'random',
  });
  if (!done.ok) throw new Error(done.error.message);
  return {
    'graphs MB': megabytes(done.value.bytes),
    'import s': seconds(started),
    'import CPU s': cpuSeconds(),
    'import peak MB': peakMegabytes(),
  };
}

async function hear(folder: string): Promise<Record<string, number>> {
  const started = performance.now();
  const whisper = await openWhisper(path.join(folder, 'model'), {
    modelId: IMPORTED_ID,
    threads: Number(values.threads),
  });
  if (!whisper.ok) throw new Error(whisper.error.message);
  const loadS = seconds(started);
  const wav = await openWav(path.join(ROOT, 'resources/sample/gym-session/session.wav'));
  if (!wav.ok) throw new Error(wav.error.message);
  const [samples] = await wav.value.read(0, 28 * 16000);
  await wav.value.close();
  const from = performance.now();
  const cpuBefore = cpuSeconds();
  const heard = await whisper.value.recognise({ samples: samples! });
  const result = {
    'load s': loadS,
    'recognise s': seconds(from),
    'recognise CPU s': round(cpuSeconds() - cpuBefore),
    'recognise peak MB': peakMegabytes(),
    words: heard.words.length,
  };
  await whisper.value.release();
  return result;
}

function megabytes(bytes: number): number {
  return round(bytes / 1e6, 1);
}

function seconds(since: number): number {
  return round((performance.now() - since) / 1000);
}

/** Of all threads of this process, so that other work on the machine does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return round((user + system) / 1e6);
}

/** Of this process since its program started; the usual counter begins with what its parent held. */
function peakMegabytes(): number {
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Math.round(Number(peak?.[1]) / 1024);
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
