/**
 * Fits the model of src/nlp/extract/reportLikelihood.ts on the turns of patients and caregivers in the development
 * dialogues: prints bias and weights, and F1 on dialogues left out of the fit (ten parts).
 *   node tests/bench/fitReports.ts [--folder FOLDER]...
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadLexicon } from '../../src/main/core/rules/loadLexicon.ts';
import { readDocument, type Sentence } from '../../src/nlp/extract/document.ts';
import { SHAPES, shapeOf, signsOf } from '../../src/nlp/extract/reportLikelihood.ts';
import { parseTranscript } from '../../src/nlp/parseTranscript.ts';
import { type Dialogue, readDialogues } from './facts/dialogueForm.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PARTS = 10;
const STEPS = 1500;
const RATE = 0.5;
const RIDGE = 0.05;
const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7];

const { values } = parseArgs({
  options: { folder: { type: 'string', multiple: true, default: [path.join(ROOT, 'tests/nlp/dialogues/dev')] } },
});
const loaded = loadLexicon(path.join(ROOT, 'resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;
const signs = [...new Set(lexicon.entries.reportSigns.map(({ sign }) => sign))];
const names = [...SHAPES, ...signs];

interface Turn {
  readonly dialogue: number;
  readonly features: readonly number[];
  readonly reports: number;
}

const dialogues = values.folder.flatMap((folder) =>
  readDialogues(path.resolve(folder)).flatMap((part) => part.dialogues),
);
const turns = dialogues.filter(({ asr }) => asr === 'clean').flatMap(turnsOf);
const { mean, spread } = moments(turns);
const scaled = turns.map((turn) => ({ ...turn, features: turn.features.map((v, j) => (v - mean[j]!) / spread[j]!) }));

const held = Array.from({ length: PARTS }, (_, part) => {
  const weights = fitWeights(scaled.filter(({ dialogue }) => dialogue % PARTS !== part));
  return scaled
    .filter(({ dialogue }) => dialogue % PARTS === part)
    .map((turn) => ({ odds: chance(weights, turn.features), reports: turn.reports }));
}).flat();
for (const threshold of THRESHOLDS) {
  const hits = held.filter(({ odds, reports }) => odds >= threshold && reports === 1).length;
  const told = held.filter(({ odds }) => odds >= threshold).length;
  const all = held.filter(({ reports }) => reports === 1).length;
  process.stdout.write(
    `at ${threshold}: F1 ${((200 * hits) / (told + all)).toFixed(1)}, precision ${((100 * hits) / told).toFixed(0)}, recall ${((100 * hits) / all).toFixed(0)}\n`,
  );
}
const weights = fitWeights(scaled);
const bias = weights[0]! - names.reduce((sum, _, j) => sum + (weights[j + 1]! * mean[j]!) / spread[j]!, 0);
process.stdout.write(`${turns.length} turns\nbias ${bias.toFixed(2)}\n`);
for (const [j, name] of names.entries()) process.stdout.write(`${name} ${(weights[j + 1]! / spread[j]!).toFixed(2)}\n`);

function turnsOf(dialogue: Dialogue, index: number): Turn[] {
  const transcript = parseTranscript({ utterances: dialogue.utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  const byUtterance = new Map<number, Sentence[]>();
  for (const sentence of readDocument(transcript.value, lexicon).sentences)
    byUtterance.set(sentence.utteranceIndex, [...(byUtterance.get(sentence.utteranceIndex) ?? []), sentence]);
  return [...byUtterance].flatMap(([utterance, sentences]) => {
    if (!['patient', 'caregiver'].includes(sentences[0]!.speaker)) return [];
    const gold = dialogue.gold.subjective.filter(({ evidence }) => evidence.includes(utterance));
    if (gold.length > 0 && gold.every(({ optional }) => optional)) return [];
    const shape = shapeOf(sentences);
    const found = signsOf(sentences);
    const features = [...SHAPES.map((name) => shape[name]), ...signs.map((sign) => Number(found.has(sign)))];
    return [{ dialogue: index, features, reports: gold.length > 0 ? 1 : 0 }];
  });
}

function moments(list: readonly Turn[]): { readonly mean: number[]; readonly spread: number[] } {
  const mean = names.map((_, j) => list.reduce((sum, { features }) => sum + features[j]!, 0) / list.length);
  const spread = names.map((_, j) => {
    const variance = list.reduce((sum, { features }) => sum + (features[j]! - mean[j]!) ** 2, 0) / list.length;
    return Math.sqrt(variance) || 1;
  });
  return { mean, spread };
}

function chance(theta: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, v, j) => sum + v * theta[j + 1]!, theta[0]!)));
}

/** Gradient descent with a ridge penalty on everything but the bias. */
function fitWeights(list: readonly Turn[]): number[] {
  let theta = new Array<number>(names.length + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = new Array<number>(theta.length).fill(0);
    for (const { features, reports } of list) {
      const error = chance(theta, features) - reports;
      gradient[0]! += error;
      for (const [j, value] of features.entries()) gradient[j + 1]! += error * value;
    }
    theta = theta.map((value, j) => value - RATE * (gradient[j]! / list.length + (j > 0 ? RIDGE * value : 0)));
  }
  return theta;
}
