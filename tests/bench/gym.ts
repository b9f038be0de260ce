/**
 * Hears rendered gym scenes through the product's chain (front end and recogniser) and counts what went wrong.
 *   node tests/bench/gym.ts FOLDER [--limit N] [--only TEXT] [--chains front-end,channel-0,same-segments,close-talk]
 *                                  [--threads N] [--hypotheses FOLDER]
 * FOLDER holds one folder per scene: mix.wav, reference.json (truth and microphones), and where there are any enrol.wav,
 * array.json, close-talk.wav. Prints Markdown tables: per scene type and SNR, and pooled. --hypotheses keeps each
 * transcript as FOLDER/CHAIN/SCENE.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSoundModels } from '../../src/audio/onnx/soundModels.ts';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { loadVocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import { CHAINS, type Chain, type GymScene, readScenes, soundsOf } from './gymScene.ts';
import { type Hearing, pooledTable, typeTable } from './gymTables.ts';
import { scoreScene, type TimedWord } from './sceneScore.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    only: { type: 'string', default: '' },
    chains: { type: 'string', default: CHAINS.join() },
    threads: { type: 'string', default: '2' },
    hypotheses: { type: 'string' },
  },
});
if (!positionals[0]) throw new Error('Name the folder of rendered scenes.');
const asked = values.chains.split(',');
const chains = CHAINS.filter((chain) => asked.includes(chain));
const scenes = readScenes(path.resolve(positionals[0]))
  .filter(({ name }) => name.includes(values.only))
  .slice(0, values.limit ? Number(values.limit) : undefined);

const models = await openSoundModels({
  vad: path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
  voice: path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
  segmenter: path.join(ROOT, 'resources/audio/segmenter.json'),
});
const engine = await openWhisper(path.join(ROOT, 'models'), {
  vocabulary: await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json')),
  threads: Number(values.threads),
});
if (!engine.ok) throw new Error(engine.error.message);
const recogniser = engine.value;
const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));

const hearings: Hearing[] = [];
for (const [i, scene] of scenes.entries()) {
  for (const chain of chains) {
    const hearing = await hear(scene, chain);
    if (hearing) hearings.push(hearing);
  }
  process.stderr.write(`${i + 1}/${scenes.length} ${scene.name}\n`);
}
await recogniser.release();
process.stdout.write(`${typeTable(hearings)}\n\n${pooledTable(hearings)}\n`);

async function hear(scene: GymScene, chain: Chain): Promise<Hearing | null> {
  const started = performance.now();
  const sounds = await soundsOf(scene, chain, models);
  if (!sounds) return null;
  const frontEndS = (performance.now() - started) / 1000;
  const transcript = await transcribeSounds(sounds, { recogniser, stockPhrases });
  if (values.hypotheses) keep(path.join(values.hypotheses, chain), scene.name, transcript);
  return {
    scene,
    chain,
    counts: scoreScene(scene.truth, wordsOf(transcript)),
    frontEndS,
    totalS: (performance.now() - started) / 1000,
  };
}

function wordsOf(transcript: Transcript): TimedWord[] {
  return transcript.utterances.flatMap(({ speaker, words }) =>
    words.map(({ startMs, endMs, text }) => ({ speaker, text, t0: startMs / 1000, t1: endMs / 1000 })),
  );
}

function keep(folder: string, name: string, transcript: Transcript): void {
  mkdirSync(folder, { recursive: true });
  const seconds = (span: { startMs: number; endMs: number }) => ({ t0: span.startMs / 1000, t1: span.endMs / 1000 });
  const utterances = transcript.utterances.map((utterance) => ({
    ...seconds(utterance),
    speaker: utterance.speaker,
    text: utterance.text,
    words: utterance.words.map((word) => ({ ...seconds(word), text: word.text, p: word.p })),
  }));
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ utterances }, null, 1));
}
