/**
 * Hears gym scenes through the product's chain (front end and recogniser) and counts what went wrong.
 *   node tests/bench/gym.ts [FOLDER] [--limit N] [--only TEXT] [--chains front-end,channel-0,…] [--threads N]
 *                           [--hypotheses FOLDER] [--seed N] [--results FILE]
 * Without FOLDER the scenes are rendered from the dry sounds in tests/fixtures/gym, with fixed seeds. FOLDER holds one folder
 * per rendered scene: mix.wav, reference.json (truth and microphones) and where there are any enrol.wav, array.json,
 * close-talk.wav, patient-early.wav. Prints Markdown tables. --hypotheses keeps transcripts as FOLDER/CHAIN/SCENE.json.
 * With --results the counts of each scene are kept in FILE, scenes that it has are not heard again, and the tables are of all
 * in it: a long run can be made in parts.
 */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSoundModels } from '../../src/audio/onnx/soundModels.ts';
import { loadConfidence } from '../../src/audio/transcribe/confidence.ts';
import { openWhisper } from '../../src/audio/transcribe/openWhisper.ts';
import { loadStockPhrases } from '../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../src/audio/transcribe/transcribeSounds.ts';
import { loadVocabulary } from '../../src/audio/transcribe/vocabulary.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';
import { CHAINS, hearChains } from './gymChains.ts';
import { beamGainsDb, diarizationCounts } from './gymMeasures.ts';
import { compactRecipes } from './gymRecipes.ts';
import { type GymScene, readScene, readScenes } from './gymScene.ts';
import { composeScene, sceneName } from './gymSim/composeScene.ts';
import { readMaterial, SoundShelf } from './gymSim/material.ts';
import { renderScene } from './gymSim/renderScene.ts';
import { writeScene } from './gymSim/writeScene.ts';
import { costTable, type Hearing, pooledTable, typeTable } from './gymTables.ts';
import { scoreScene, type TimedWord } from './sceneScore.ts';
import { spokenWords } from './spokenWords.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DRY_SOUNDS = path.join(ROOT, 'tests/fixtures/gym');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    only: { type: 'string', default: '' },
    chains: { type: 'string', default: CHAINS.join() },
    threads: { type: 'string', default: '2' },
    hypotheses: { type: 'string' },
    seed: { type: 'string', default: '5' },
    results: { type: 'string' },
  },
});
const asked = values.chains.split(',');
const chains = CHAINS.filter((chain) => asked.includes(chain));

const models = await openSoundModels({
  vad: path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
  voice: path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
  segmenter: path.join(ROOT, 'resources/audio/segmenter.json'),
});
const vocabulary = await loadVocabulary(path.join(ROOT, 'resources/asr/vocabulary.json'));
const confidence = await loadConfidence(path.join(ROOT, 'resources/asr/confidence.json'));
const engine = await openWhisper(path.join(ROOT, 'models'), {
  vocabulary,
  confidence,
  threads: Number(values.threads),
});
if (!engine.ok) throw new Error(engine.error.message);
const recogniser = engine.value;
const stockPhrases = await loadStockPhrases(path.join(ROOT, 'resources/asr/stock-phrases.json'));
const terms = vocabulary.terms.map(spokenWords);

const hearings: Hearing[] = values.results ? readResults(values.results) : [];
const heard = new Set(hearings.map(({ scene }) => scene.name));
const scenes = positionals[0] ? storedScenes(path.resolve(positionals[0])) : renderedScenes();
let count = 0;
for await (const scene of scenes) {
  const before = hearings.length;
  for (const { chain, sounds, frontEndS } of await hearChains(scene, chains, models)) {
    const started = performance.now();
    const transcript = await transcribeSounds(sounds, { recogniser, stockPhrases });
    const totalS = frontEndS + (performance.now() - started) / 1000;
    if (values.hypotheses) keep(path.join(values.hypotheses, chain), scene.name, transcript);
    hearings.push({
      scene,
      chain,
      counts: scoreScene(scene.truth, wordsOf(transcript), terms),
      diarization: diarizationCounts(
        scene.truth,
        sounds.flatMap(({ segment, turns }) => turns ?? [segment]),
      ),
      gainsDb: chain === 'close-talk' ? [] : await beamGainsDb(scene, sounds),
      frontEndS,
      totalS,
    });
  }
  if (values.results) keepResults(values.results, hearings.slice(before));
  count += 1;
  process.stderr.write(`${count} ${scene.name}\n`);
}
await recogniser.release();
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${pooledTable(hearings)}\n\n${typeTable(hearings)}\n\n${costTable(hearings)}\n\nPeak memory ${peakMb} MB\n`,
);

async function* storedScenes(folder: string): AsyncGenerator<GymScene> {
  yield* readScenes(folder)
    .filter(({ name }) => name.includes(values.only) && !heard.has(name))
    .slice(0, values.limit ? Number(values.limit) : undefined);
}

/** One at a time, so that no more than one scene lies on the disk. */
async function* renderedScenes(): AsyncGenerator<GymScene> {
  const material = readMaterial(DRY_SOUNDS);
  const shelf = new SoundShelf(material);
  const recipes = compactRecipes(Number(values.seed))
    .filter((recipe) => sceneName(recipe).includes(values.only))
    .slice(0, values.limit ? Number(values.limit) : undefined);
  const folder = mkdtempSync(path.join(tmpdir(), 'gym-scenes-'));
  for (const recipe of recipes) {
    const definition = composeScene(recipe, material);
    if (heard.has(definition.id)) continue;
    await writeScene(path.join(folder, definition.id), await renderScene(definition, shelf));
    yield readScene(folder, definition.id);
    rmSync(path.join(folder, definition.id), { recursive: true });
  }
  rmSync(folder, { recursive: true });
}

function readResults(file: string): Hearing[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Hearing);
}

function keepResults(file: string, found: readonly Hearing[]): void {
  appendFileSync(file, found.map((hearing) => `${JSON.stringify(hearing)}\n`).join(''));
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
