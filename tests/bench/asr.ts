/**
 * Word error rate and speed of the recogniser on a folder of recordings with exact transcripts, beside peers if asked.
 *   node tests/bench/asr.ts [FOLDER] [--windows full|short] [--vocabulary on|off|both] [--threads N] [--limit N]
 *     [--noise FOLDER --snr DB] [--peers PYTHON --weights FOLDER] [--hypotheses FILE.tsv]
 * FOLDER holds transcripts.tsv (a header line; the first column names the recording, the column `text` its words) and
 * the WAV files, beside it or in wav/. Without FOLDER: the five clips of tests/fixtures/speech and their references.
 * --noise adds the noises of a folder, seeded. --peers names a Python that has faster-whisper, --weights the same weights
 * as a CTranslate2 folder; every system hears each recording in turn, one call each, so that all meet the same load.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clipsOf } from './clips.ts';
import { fasterWhisper, type Listener, ownListener } from './listeners.ts';
import { openNoises } from './mixNoise.ts';
import { readFirstChannel } from './readFirstChannel.ts';
import { judgeWords, reliabilityTable } from './reliability.ts';
import { comparableWords, wordErrors } from './wordErrors.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    windows: { type: 'string', default: 'short' },
    vocabulary: { type: 'string', default: 'both' },
    threads: { type: 'string', default: '2' },
    limit: { type: 'string' },
    noise: { type: 'string' },
    snr: { type: 'string', default: '5' },
    peers: { type: 'string' },
    weights: { type: 'string' },
    hypotheses: { type: 'string' },
  },
});
const items = clipsOf(positionals[0]).slice(0, values.limit ? Number(values.limit) : undefined);
const noises = values.noise ? await openNoises(path.resolve(values.noise), Number(values.snr)) : undefined;
const listeners = await openListeners();
const totals = listeners.map(() => ({ errors: 0, wallS: 0, cpuS: 0, gaps: 0 }));
const judged = listeners.map((): ReturnType<typeof judgeWords> => []);
let words = 0;
let soundS = 0;
const lines: string[] = [];
for (const [index, item] of items.entries()) {
  const clean = await readFirstChannel(item.wav);
  const samples = noises ? noises.add(clean, index) : clean;
  const reference = comparableWords(item.text);
  words += reference.length;
  soundS += samples.length / 16_000;
  for (const [which, listener] of listeners.entries()) {
    const written = await listener.write(samples);
    const errors = wordErrors(reference, comparableWords(written.text));
    const total = totals[which]!;
    if (written.words) judged[which]!.push(...judgeWords(item.text, written.words));
    total.errors += errors;
    total.wallS += written.wallS;
    total.cpuS += written.cpuS;
    total.gaps += written.gaps ?? 0;
    lines.push([path.basename(item.wav), listener.name, errors, reference.length, written.text].join('\t'));
  }
}
for (const listener of listeners) await listener.close();
if (values.hypotheses) writeFileSync(values.hypotheses, `${lines.join('\n')}\n`);
const place = noises ? `, noise at ${values.snr} dB` : '';
process.stdout.write(`${items.length} recordings, ${words} words, ${round(soundS, 1)} s${place}\n\n`);
process.stdout.write('| system | errors | WER % | wall s | processor s | real-time factor | gaps |\n');
process.stdout.write('| --- | --- | --- | --- | --- | --- | --- |\n');
totals.forEach(({ errors, wallS, cpuS, gaps }, which) => {
  const cells = [
    errors,
    round((100 * errors) / words),
    round(wallS, 1),
    round(cpuS, 1),
    round(wallS / soundS, 3),
    gaps,
  ];
  process.stdout.write(`| ${[listeners[which]!.name, ...cells].join(' | ')} |\n`);
});
for (const [which, { name }] of listeners.entries()) {
  if (judged[which]!.length > 0)
    process.stdout.write(`\nConfidence of ${name}\n\n${reliabilityTable(judged[which]!)}\n`);
}
process.stdout.write(`\nPeak memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.\n`);

async function openListeners(): Promise<Listener[]> {
  const threads = Number(values.threads);
  const windows = values.windows === 'full' ? 'full' : 'short';
  const open: Listener[] = [];
  if (values.vocabulary !== 'on')
    open.push(await ownListener('OT Scribe, plain', { threads, windows, withVocabulary: false }));
  if (values.vocabulary !== 'off')
    open.push(await ownListener('OT Scribe, with vocabulary', { threads, windows, withVocabulary: true }));
  if (values.peers === undefined) return open;
  if (values.weights === undefined) throw new Error('--peers needs --weights FOLDER.');
  const peer = { python: values.peers, weights: path.resolve(values.weights), threads };
  open.push(await fasterWhisper({ ...peer, computeType: 'int8', beams: 1 }));
  open.push(await fasterWhisper({ ...peer, computeType: 'float32', beams: 1 }));
  return open;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
