/**
 * Word error rate and speed of the recogniser on a folder of recordings with exact transcripts.
 *   node tests/bench/asr.ts [FOLDER] [--windows full|short] [--threads N] [--hypotheses FILE.tsv]
 * FOLDER holds transcripts.tsv (a header line; the first column names the recording, the column `text` its words) and
 * the WAV files, beside it or in wav/. Without FOLDER: the five clips of tests/fixtures/speech and their references.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { loadVocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import { openWav } from '../../src/audio/wav/openWav.ts';
import { comparableWords, wordErrors } from './wordErrors.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Item {
  readonly wav: string;
  readonly text: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    windows: { type: 'string', default: 'full' },
    threads: { type: 'string', default: '2' },
    hypotheses: { type: 'string' },
  },
});
const items = positionals[0] ? itemsOfFolder(path.resolve(positionals[0])) : fixtureItems();
const engine = await openWhisper(path.join(ROOT, 'models'), {
  vocabulary: await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json')),
  threads: Number(values.threads),
  windows: values.windows === 'short' ? 'short' : 'full',
});
if (!engine.ok) throw new Error(engine.error.message);
const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));

let errors = 0;
let words = 0;
let soundS = 0;
let wallS = 0;
let gaps = 0;
const lines: string[] = [];
for (const item of items) {
  const samples = await firstChannel(item.wav);
  const lengthMs = Math.round(samples.length / 16);
  const segment = { id: 's0', role: 'therapist', roleP: 1, beam: 'microphone', startMs: 0, endMs: lengthMs } as const;
  const started = performance.now();
  const transcript = await transcribeSounds([{ segment, samples }], { recogniser: engine.value, stockPhrases });
  wallS += (performance.now() - started) / 1000;
  soundS += lengthMs / 1000;
  gaps += transcript.gaps.length;
  const text = transcript.utterances.map((utterance) => utterance.text).join(' ');
  const reference = comparableWords(item.text);
  const itemErrors = wordErrors(reference, comparableWords(text));
  errors += itemErrors;
  words += reference.length;
  lines.push([path.basename(item.wav), lengthMs / 1000, itemErrors, reference.length, text].join('\t'));
}
await engine.value.release();
if (values.hypotheses) writeFileSync(values.hypotheses, `${lines.join('\n')}\n`);
console.table({
  [`${items.length} recordings, ${values.windows} windows`]: {
    'sound s': round(soundS),
    words,
    errors,
    'WER %': round((100 * errors) / words),
    gaps,
    'wall s': round(wallS),
    'real-time factor': round(wallS / soundS, 3),
    'peak MB': Math.round(process.resourceUsage().maxRSS / 1024),
  },
});

function itemsOfFolder(folder: string): Item[] {
  const [header, ...rows] = readFileSync(path.join(folder, 'transcripts.tsv'), 'utf8').trim().split('\n');
  const textColumn = header!.split('\t').indexOf('text');
  return rows
    .map((row) => row.split('\t'))
    .map((cells) => ({ wav: wavFile(folder, cells[0]!), text: cells[textColumn] ?? '' }))
    .filter((item) => item.text !== '' && existsSync(item.wav));
}

function wavFile(folder: string, name: string): string {
  const file = name.endsWith('.wav') ? name : `${name}.wav`;
  const inside = path.join(folder, 'wav', file);
  return existsSync(inside) ? inside : path.join(folder, file);
}

function fixtureItems(): Item[] {
  const golden = JSON.parse(readFileSync(path.join(ROOT, 'models/whisper-base/golden.json'), 'utf8')) as {
    items: { file: string; reference: string }[];
  };
  return golden.items.map(({ file, reference }) => ({
    wav: path.join(ROOT, 'tests/fixtures/speech', file),
    text: reference,
  }));
}

async function firstChannel(file: string): Promise<Float32Array> {
  const wav = await openWav(file);
  if (!wav.ok) throw new Error(wav.error.message);
  const [samples] = await wav.value.read(0, wav.value.frameCount);
  await wav.value.close();
  return samples!;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
