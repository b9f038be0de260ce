/**
 * Two ways from an encoded window to text tokens: greedy (one path) and a beam search after OpenAI's decoding.py
 * (take the best continuations, move ended ones aside, stop when enough have ended, best mean log-probability wins).
 */
import { failure } from '../../shared/result.ts';
import { likelyLanguage } from './likelyLanguage.ts';
import { longestRepetition } from './loopTest.ts';
import type { HeardLanguage } from './recogniser.ts';
import type { TermBias } from './termBias.ts';
import { argmax, banTokens, largest, type TokenRules } from './tokenScores.ts';
import { type DecoderPast, type EncodedWindow, gatherPast, type WhisperGraphs } from './whisperGraphs.ts';

export interface DecodeOptions {
  readonly rules: TokenRules;
  /** Tokens of a vocabulary prompt, without its marker; empty for none. */
  readonly vocabulary: readonly number[];
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
  /** A second way to choose: where it would first leave the path of the single best tokens, a fork is kept. */
  readonly bias?: TermBias;
}

/** Where a second reading leaves the first: the text so far, the decoder's state there, and the token it takes. */
export interface Fork {
  readonly tokens: readonly number[];
  readonly past: DecoderPast;
  readonly next: number;
}

export interface Hypothesis {
  readonly tokens: readonly number[];
  /** Mean log-probability per token, the end mark included, as decoded (before any bias). */
  readonly meanLogP: number;
  readonly noSpeechP: number;
  readonly language: HeardLanguage | null;
  /** False when it was cut off at the token limit or ran in circles. */
  readonly ended: boolean;
  /** Only from a greedy search with a bias that would have chosen otherwise somewhere. */
  readonly fork?: Fork;
}

/** So many repetitions in a row are no speech any more: stop and save the time. */
const HOPELESS_REPETITIONS = 12;

export async function decodeGreedily(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  options: DecodeOptions,
): Promise<Hypothesis> {
  const { eot } = graphs.description.tokens.ids;
  const start = await prefill(graphs, window, options);
  const tokens: number[] = [];
  let { past, scores, logSums } = start;
  let logPSum = 0;
  let fork: Fork | undefined;
  for (;;) {
    throwIfCancelled(options.signal);
    const logTotal = banTokens(scores, logSums[0]!, options.rules, tokens.length === 0);
    const next = argmax(scores);
    const other = fork ? next : (options.bias?.(scores, tokens) ?? next);
    if (other !== next) fork = { tokens: [...tokens], past, next: other };
    logPSum += scores[next]! - logTotal;
    if (next === eot) break;
    tokens.push(next);
    if (isHopeless(tokens, options)) {
      return { tokens, meanLogP: logPSum / tokens.length, ...heardOf(start), ended: false };
    }
    const reply = await graphs.decode(window, { tokens: [[next]], past, rows: [0] });
    past = reply.past;
    scores = reply.logits;
    logSums = reply.logSums;
  }
  return { tokens, meanLogP: logPSum / (tokens.length + 1), ...heardOf(start), ended: true, fork };
}

/** A reading of its own, chosen by the bias from the first token on; null when it did not come to an end. */
export async function decodeFavoured(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  options: DecodeOptions & { readonly bias: TermBias },
): Promise<readonly number[] | null> {
  const { past, scores, logSums } = await prefill(graphs, window, options);
  banTokens(scores, logSums[0]!, options.rules, true);
  return decodeFromFork(graphs, window, { tokens: [], past, next: options.bias(scores, []) }, options);
}

/** The reading that leaves the first one at a fork, chosen by the bias; null when it did not come to an end. */
export async function decodeFromFork(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  fork: Fork,
  options: DecodeOptions & { readonly bias: TermBias },
): Promise<readonly number[] | null> {
  const { eot } = graphs.description.tokens.ids;
  const tokens = [...fork.tokens];
  let { past, next } = fork;
  while (next !== eot) {
    throwIfCancelled(options.signal);
    tokens.push(next);
    if (isHopeless(tokens, options)) return null;
    const reply = await graphs.decode(window, { tokens: [[next]], past, rows: [0] });
    banTokens(reply.logits, reply.logSums[0]!, options.rules, false);
    next = options.bias(reply.logits, tokens);
    past = reply.past;
  }
  return tokens;
}

function isHopeless(tokens: readonly number[], options: DecodeOptions): boolean {
  return tokens.length >= options.maxTokens || longestRepetition(tokens.slice(-72)) >= HOPELESS_REPETITIONS;
}

interface Beam {
  readonly tokens: readonly number[];
  readonly logPSum: number;
  readonly parent: number;
}

export async function decodeByBeams(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  beamCount: number,
  options: DecodeOptions,
): Promise<Hypothesis> {
  const { eot } = graphs.description.tokens.ids;
  const { vocab } = graphs.description.dims;
  const start = await prefill(graphs, window, options);
  let { past, scores, logSums } = start;
  let beams: Beam[] = [{ tokens: [], logPSum: 0, parent: 0 }];
  const finished: Beam[] = [];
  for (let step = 0; step < options.maxTokens && finished.length < beamCount; step++) {
    throwIfCancelled(options.signal);
    const candidates = beams.flatMap((beam, row) => {
      const rowScores = scores.subarray(row * vocab, (row + 1) * vocab);
      const logTotal = banTokens(rowScores, logSums[row]!, options.rules, step === 0);
      return largest(rowScores, beamCount + 1).map((token) => ({
        tokens: [...beam.tokens, token],
        logPSum: beam.logPSum + rowScores[token]! - logTotal,
        parent: row,
      }));
    });
    candidates.sort((a, b) => b.logPSum - a.logPSum);
    const living: Beam[] = [];
    for (const candidate of candidates) {
      if (living.length === beamCount || finished.length === beamCount) break;
      (candidate.tokens.at(-1) === eot ? finished : living).push(candidate);
    }
    beams = living;
    if (beams.length === 0) break;
    past = gatherPast(
      past,
      beams.map((beam) => beam.parent),
    );
    const reply = await graphs.decode(window, { tokens: beams.map((beam) => [beam.tokens.at(-1)!]), past, rows: [0] });
    past = reply.past;
    scores = reply.logits;
    logSums = reply.logSums;
  }
  // Too few ended ones: the living compete, so that a runaway shows as one and does not hide behind a poor ending.
  const pool = finished.length < beamCount ? [...finished, ...beams] : finished;
  const meanOf = (beam: Beam): number => beam.logPSum / Math.max(1, beam.tokens.length);
  const best = pool.reduce((a, b) => (meanOf(b) > meanOf(a) ? b : a));
  const ended = best.tokens.at(-1) === eot;
  return {
    tokens: ended ? best.tokens.slice(0, -1) : best.tokens,
    meanLogP: meanOf(best),
    ...heardOf(start),
    ended,
  };
}

async function prefill(
  graphs: WhisperGraphs,
  window: EncodedWindow,
  options: DecodeOptions,
): Promise<{ past: DecoderPast; scores: Float32Array; logSums: Float32Array } & ReturnType<typeof heardOf>> {
  const { ids, prompt } = graphs.description.tokens;
  const { vocab } = graphs.description.dims;
  const before = options.vocabulary.length > 0 ? [ids.sot_prev, ...options.vocabulary] : [];
  const tokens = [...before, ...prompt];
  const reply = await graphs.decode(window, {
    tokens: [tokens],
    past: graphs.emptyPast(1),
    rows: [before.length, tokens.length - 1],
  });
  return {
    past: reply.past,
    scores: reply.logits.subarray(vocab),
    logSums: reply.logSums.subarray(1),
    noSpeechP: Math.exp(reply.logits[ids.no_speech]! - reply.logSums[0]!),
    language: likelyLanguage(reply.logits, graphs.description.tokens.languages ?? {}),
  };
}

/** What the model says of the sound before it writes a word. */
const heardOf = ({ noSpeechP, language }: Pick<Hypothesis, 'noSpeechP' | 'language'>) => ({ noSpeechP, language });

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw failure('cancelled', 'The transcription was stopped.');
}
