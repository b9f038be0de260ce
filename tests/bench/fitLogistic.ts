/** Multinomial logistic regression with ridge penalty on standardised features, by Adam with fixed seeds (Kingma & Ba 2015). */
import { SeededNumbers } from './gymSim/seededNumbers.ts';

export interface LabelledBlocks {
  /** Block, then feature. */
  readonly features: Float32Array;
  readonly labels: readonly number[];
  readonly importance: readonly number[];
}

export interface LogisticFit {
  readonly mean: number[];
  readonly std: number[];
  /** Feature, then class. */
  readonly weights: number[][];
  readonly bias: number[];
}

const EPOCHS = 10;
const BATCH = 256;
const RATE = 0.01;
const LAST_RATE = 1e-4;
const RIDGE = 1e-3;

export function fitLogistic(parts: readonly LabelledBlocks[], width: number, classes: number): LogisticFit {
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const x = new Float64Array(count * width);
  const labels = parts.flatMap((part) => part.labels);
  const importance = parts.flatMap((part) => part.importance);
  let at = 0;
  for (const { features } of parts) {
    x.set(features, at);
    at += features.length;
  }
  const { mean, std } = standardise(x, width);
  const numbers = new SeededNumbers(1);
  const size = (width + 1) * classes;
  const theta = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const gradient = new Float64Array(size);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = numbers.shuffled([...labels.keys()]);
    const rate = RATE * (1 - epoch / EPOCHS) + LAST_RATE;
    for (let from = 0; from < count; from += BATCH) {
      gradient.fill(0);
      const batch = order.slice(from, from + BATCH);
      for (const i of batch)
        addGradient(gradient, theta, x, i, labels[i]!, importance[i]! / batch.length, width, classes);
      for (let k = 0; k < width * classes; k++) gradient[k]! += RIDGE * theta[k]!;
      step += 1;
      for (let k = 0; k < size; k++) {
        first[k] = 0.9 * first[k]! + 0.1 * gradient[k]!;
        second[k] = 0.999 * second[k]! + 0.001 * gradient[k]! ** 2;
        const slope = first[k]! / (1 - 0.9 ** step);
        theta[k]! -= (rate * slope) / (Math.sqrt(second[k]! / (1 - 0.999 ** step)) + 1e-8);
      }
    }
  }
  const row = (feature: number) => Array.from(theta.subarray(feature * classes, (feature + 1) * classes));
  return { mean, std, weights: Array.from({ length: width }, (_, feature) => row(feature)), bias: row(width) };
}

/** In place; @returns what was taken off and divided by. */
function standardise(x: Float64Array, width: number): { mean: number[]; std: number[] } {
  const count = x.length / width;
  const mean = new Array<number>(width).fill(0);
  const std = new Array<number>(width).fill(0);
  x.forEach((value, i) => {
    mean[i % width]! += value / count;
  });
  x.forEach((value, i) => {
    std[i % width]! += (value - mean[i % width]!) ** 2 / count;
  });
  for (let k = 0; k < width; k++) std[k] = Math.sqrt(std[k]!) || 1;
  for (let i = 0; i < x.length; i++) x[i] = (x[i]! - mean[i % width]!) / std[i % width]!;
  return { mean, std };
}

function addGradient(
  gradient: Float64Array,
  theta: Float64Array,
  x: Float64Array,
  row: number,
  label: number,
  weight: number,
  width: number,
  classes: number,
): void {
  const scores = Array.from({ length: classes }, (_, k) => theta[width * classes + k]!);
  for (let f = 0; f < width; f++) {
    for (let k = 0; k < classes; k++) scores[k]! += theta[f * classes + k]! * x[row * width + f]!;
  }
  const top = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  for (let k = 0; k < classes; k++) {
    const error = (Math.exp(scores[k]! - top) / total - (k === label ? 1 : 0)) * weight;
    for (let f = 0; f < width; f++) gradient[f * classes + k]! += error * x[row * width + f]!;
    gradient[width * classes + k]! += error;
  }
}
