/**
 * Fits the segmenter's weights on rendered gym scenes and says how they do on other scenes.
 *   node tests/bench/fitSegmenter.ts --fit FOLDER[=IMPORTANCE[=PATIENT]],… --test FOLDER,… [--weights FILE] [--out FILE]
 * A folder's blocks count by its importance (1), and those in which the patient speaks by PATIENT (2.5) more: a second of his
 * speech that is missed is worse than one of noise, which the gate takes out later. The shipped weights: the scenes of
 * tests/bench/gym.ts's FOLDER form with 3 and 4, those of renderGym.ts (seed 1) with 1 and 2.5, without the line array.
 * Prints, for the test scenes by level, how much of each role's speech is found and how much of what is found is right, for
 * the weights in use and for the new ones. Same scenes, same weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  BLOCK_LABELS,
  blockPosteriors,
  labelBlocks,
  type SegmenterWeights,
} from '../../src/audio/diarise/segmenter.ts';
import { SEGMENTER_FEATURES, segmenterFeatures } from '../../src/audio/diarise/segmenterFeatures.ts';
import { detectorGain } from '../../src/audio/frontEnd/analyseSound.ts';
import { ArrayTracker } from '../../src/audio/frontEnd/arrayTracker.ts';
import { BLOCK_MS } from '../../src/audio/frontEnd/blockTrack.ts';
import { analyseEnrolment } from '../../src/audio/frontEnd/enrolment.ts';
import { arrayOf } from '../../src/audio/frontEnd/geometry.ts';
import { wearerLevelDb } from '../../src/audio/frontEnd/mouthLevel.ts';
import { soundFieldOf } from '../../src/audio/frontEnd/soundField.ts';
import { openSoundModels } from '../../src/audio/onnx/soundModels.ts';
import { fitLogistic, type LabelledBlocks } from './fitLogistic.ts';
import { type GymScene, openSound, readScenes } from './gymScene.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MIN_ARRAY = 3;
const PATIENT_WEIGHT = 2.5;

const { values } = parseArgs({
  options: {
    fit: { type: 'string' },
    test: { type: 'string' },
    weights: { type: 'string', default: path.join(ROOT, 'resources/audio/segmenter.json') },
    out: { type: 'string' },
  },
});
if (!values.fit || !values.test) throw new Error('Name the folders of scenes to fit on and to test on.');

const models = await openSoundModels({
  vad: path.join(ROOT, 'models/vad/silero_vad_16k_op15.onnx'),
  voice: path.join(ROOT, 'models/speaker-ge2e/speaker-ge2e.onnx'),
  segmenter: values.weights,
});

interface ScenePart extends LabelledBlocks {
  readonly scene: GymScene;
  readonly spoken: readonly string[];
}

const fitted = await partsOf(values.fit);
const { mean, std, weights, bias } = fitLogistic(fitted, SEGMENTER_FEATURES.length, BLOCK_LABELS.length);
const rounded = (numbers: readonly number[]) => numbers.map((value) => Math.round(value * 1000) / 1000);
const known = JSON.parse(readFileSync(values.weights, 'utf8'));
const next: SegmenterWeights = {
  ...known,
  mean: rounded(mean),
  std: rounded(std),
  weights: weights.map(rounded),
  bias: rounded(bias),
};
const tested = await partsOf(values.test);
for (const [name, model] of [
  ['in use', models.segmenter],
  ['new', next],
] as const) {
  process.stdout.write(`${name}\n${[...scored(tested, model)].join('\n')}\n`);
}
if (values.out) writeFileSync(values.out, `${JSON.stringify(next, null, 2)}\n`);

async function partsOf(folders: string): Promise<ScenePart[]> {
  const parts: ScenePart[] = [];
  for (const one of folders.split(',')) {
    const [folder, importance = '1', patient = PATIENT_WEIGHT] = one.split('=');
    for (const scene of readScenes(path.resolve(folder!))) {
      if (scene.geometry.microphones.length < MIN_ARRAY) continue;
      parts.push(await partOf(scene, Number(importance), Number(patient)));
    }
  }
  return parts;
}

async function partOf(scene: GymScene, each: number, patient: number): Promise<ScenePart> {
  const source = (await openSound(scene, 'mix.wav'))!;
  const enrolSound = await openSound(scene, 'enrol.wav');
  const channels = scene.geometry.microphones.map((_, i) => i);
  const enrolment = enrolSound && (await analyseEnrolment(enrolSound, channels, models));
  const field = soundFieldOf(arrayOf(scene.geometry, channels), channels, enrolment);
  const run = { signal: { aborted: false }, progress: () => undefined };
  const track = await new ArrayTracker(field, models.vad, detectorGain(enrolment, 0)).advance(source, true, run);
  const features = segmenterFeatures(track, wearerLevelDb(track, enrolment));
  await source.close();
  await enrolSound?.close();
  const spoken = Array.from({ length: track.blockCount }, (_, b) => whoSpeaks(scene, ((b + 0.5) * BLOCK_MS) / 1000));
  const labels = spoken.map((who) => Math.max(0, (BLOCK_LABELS as readonly string[]).indexOf(who)));
  // A caregiver is neither of the two nor nobody: what the segmenter makes of him is left to the gate.
  const importance = spoken.map((who) => each * (who === 'patient' ? patient : who === 'caregiver' ? 0 : 1));
  return { scene, spoken, features, labels, importance };
}

/** Where both of the pair speak the therapist counts: he is ten decibels louder. */
function whoSpeaks(scene: GymScene, atS: number): string {
  const speaking = scene.truth.utterances.filter(({ t0, t1 }) => atS >= t0 && atS < t1).map(({ speaker }) => speaker);
  return ['therapist', 'patient', 'caregiver'].find((role) => speaking.includes(role)) ?? 'none';
}

function* scored(parts: readonly ScenePart[], model: SegmenterWeights): Generator<string> {
  const levels = [...new Set(parts.map(({ scene }) => scene.snrDb))].sort((a, b) => (a ?? 99) - (b ?? 99));
  for (const level of levels) {
    const of = parts.filter(({ scene }) => scene.snrDb === level);
    const found = of.map((part) => labelBlocks(blockPosteriors(part.features, model)));
    const seconds = (test: (who: string, label: string) => boolean) =>
      (of.flatMap(({ spoken }, i) => spoken.filter((who, b) => test(who, found[i]![b]!))).length * BLOCK_MS) / 1000;
    const figures = ['therapist', 'patient'].map((role) => {
      const right = seconds((who, label) => who === role && label === role);
      const recall = right / seconds((who) => who === role);
      const precision = right / seconds((_, label) => label === role);
      return `${role} found ${percent(recall)}, right ${percent(precision)}`;
    });
    const others = seconds((who, label) => who === 'none' && label === 'patient');
    yield `  ${level ?? 'no pair'} dB, ${of.length} scenes: ${figures.join('; ')}; taken for the patient ${others.toFixed(1)} s`;
  }
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–';
}
