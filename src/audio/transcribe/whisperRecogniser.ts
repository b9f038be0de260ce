/**
 * One chunk of sound to timed words. The first attempt encodes little more than the sound itself, which takes a fraction
 * of the time of the model's own 30 s; where the decoder runs in circles or finds nothing likely, the full window is
 * encoded, and where that loops too the search is widened. A loop that survives is reported, never written.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { failure } from '../../shared/result.ts';
import { type Confidence, calibrated } from './confidence.ts';
import {
  type DecodeOptions,
  decodeByBeams,
  decodeFavoured,
  decodeFromFork,
  decodeGreedily,
  type Hypothesis,
} from './decodeText.ts';
import { type LoopVerdict, loopVerdict } from './loopTest.ts';
import { DECISIVE_P, isDoubtfulReading, type MergedWord, mergeReadings, type ReadWord } from './mergeReadings.ts';
import { type FavouredTerms, favouredTerms, inOwnSpelling } from './ownTerms.ts';
import type { RecognisedWord, Recogniser, Recognition, RecognitionRequest } from './recogniser.ts';
import { snapToSpeech } from './snapToSpeech.ts';
import { timeGroups, wordsOf } from './timeWords.ts';
import { tokenRules } from './tokenScores.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { EncodedWindow, WhisperGraphs } from './whisperGraphs.ts';

export const FULL_WINDOW_S = 30;
const SHORTEST_WINDOW_S = 10;
const WINDOW_STEP_S = 5;
/** The model never saw speech that is cut off at the end: so much silence must follow it. */
const WINDOW_TAIL_S = 1.5;
/** A runaway decoder is stopped when it is past all plausible speech. */
const TOKENS_PER_SECOND = 8;
const SPARE_TOKENS = 16;
const MAX_TOKENS = 224;
const MAX_VOCABULARY_TOKENS = 200;
const BEAMS = 5;
/** Below this a short window's text is read again in the full one: in noise short windows cost accuracy, on clear speech not. */
const LIKELY_MEAN_LOG_P = -0.5;
/** Of two texts about equally likely the full window's is taken: it may be so much less likely. */
const EQUALLY_LIKELY = 0.05;
/** "Nothing was said": OpenAI's pair of limits, and one for text so unlikely that a mere doubt is enough. */
const NO_SPEECH_LIMITS = [
  { noSpeechP: 0.6, meanLogP: -1 },
  { noSpeechP: 0.3, meanLogP: -1.5 },
];

export interface WhisperOptions {
  /** `full` always encodes 30 s, the model's own working point; `short`, the default, only where it is needed. */
  readonly windows?: 'short' | 'full';
  /** Width of the first search in the final lane, 1 by default: wider ones were no better, on clear speech and in noise. */
  readonly beams?: number;
  /** Lets the model write "4/5", "10:30" and "3+". */
  readonly measureSigns?: boolean;
  /** In the final lane a second reading favours these terms wherever it would have chosen otherwise. */
  readonly vocabulary?: Vocabulary;
  /** Turns the model's probabilities of words into how often such words are right. */
  readonly confidence?: Confidence;
}

interface Attempt {
  readonly window: EncodedWindow;
  readonly hypothesis: Hypothesis;
  readonly verdict: LoopVerdict;
}

export function createWhisperRecogniser(graphs: WhisperGraphs, options: WhisperOptions = {}): Recogniser {
  const rules = tokenRules(graphs.description, graphs.tokenizer, { measureSigns: options.measureSigns ?? true });

  const favouring =
    options.vocabulary && favouredTerms(options.vocabulary, graphs.tokenizer, graphs.description.tokens.ids.eot);

  async function recognise(request: RecognitionRequest, signal?: AbortSignal): Promise<Recognition> {
    const seconds = request.samples.length / SAMPLE_RATE_HZ;
    if (seconds > FULL_WINDOW_S)
      throw failure('invalid_input', 'A chunk for the recogniser is longer than 30 seconds.');
    const favoured = request.lane === 'live' ? undefined : favouring?.(request.ownTerms ?? []);
    const decoding: DecodeOptions = {
      rules,
      vocabulary: vocabularyTokens(request.promptText),
      maxTokens: Math.min(MAX_TOKENS, Math.ceil(TOKENS_PER_SECOND * seconds) + SPARE_TOKENS),
      bias: favoured?.bias,
      signal,
    };
    const attempt = await bestAttempt(request, seconds, decoding);
    const { hypothesis } = attempt;
    const { noSpeechP, meanLogP, language } = hypothesis;
    const quality = { noSpeechP, meanLogP, language };
    if (attempt.verdict === 'loop') return { words: [], outcome: 'loop', ...quality };
    if (isNothing(hypothesis)) return { words: [], outcome: 'nothing', ...quality };
    const groups = await timeGroups(graphs, attempt.window, hypothesis.tokens, request.samples.length, rules);
    const read = await withTerms(wordsOf(groups), attempt, request.samples.length, decoding, favoured);
    const spelt = inOwnSpelling(read, favoured?.vocabulary.spellings);
    const words = snapToSpeech(spelt, request.samples).map((word) => withConfidence(word, hypothesis.meanLogP));
    return { words, outcome: words.length > 0 ? 'words' : 'nothing', ...quality };
  }

  function withConfidence({ text, startS, endS, p, isToBeAsked }: MergedWord, meanLogP: number): RecognisedWord {
    const sure = options.confidence ? calibrated(p, meanLogP, options.confidence) : p;
    return { text, startS, endS, p: isToBeAsked ? Math.min(sure, DECISIVE_P) : sure };
  }

  /** Two favoured readings of a doubtful chunk: one leaves the plain path at a fork, one is shown the trade's sentences first. */
  async function withTerms(
    plain: readonly ReadWord[],
    { window, hypothesis: { fork } }: Attempt,
    sampleCount: number,
    decoding: DecodeOptions,
    favoured: FavouredTerms | undefined,
  ): Promise<readonly MergedWord[]> {
    if (!favoured || !fork) return plain;
    const { vocabulary, bias } = favoured;
    const shown = { ...decoding, bias, vocabulary: vocabularyTokens(vocabulary.prompt) };
    const readings = [
      () => decodeFromFork(graphs, window, fork, { ...decoding, bias }),
      () => decodeFavoured(graphs, window, shown),
    ];
    let words: readonly MergedWord[] = plain;
    for (const read of readings) {
      const tokens = isDoubtfulReading(words) ? await read() : null;
      if (!tokens) continue;
      const groups = await timeGroups(graphs, window, tokens, sampleCount, rules);
      words = mergeReadings(words, wordsOf(groups), vocabulary);
    }
    return words;
  }

  async function bestAttempt(request: RecognitionRequest, seconds: number, decoding: DecodeOptions): Promise<Attempt> {
    const judge = (window: EncodedWindow, hypothesis: Hypothesis): Attempt => {
      const words = graphs.tokenizer.decode(hypothesis.tokens).split(/\s+/).filter(Boolean);
      return { window, hypothesis, verdict: loopVerdict(words, seconds, hypothesis.ended) };
    };
    const isLive = request.lane === 'live';
    const beams = isLive ? 1 : request.care === 'widely' ? BEAMS : (options.beams ?? 1);
    const attempt = async (window: EncodedWindow, width: number): Promise<Attempt> =>
      judge(
        window,
        width > 1
          ? await decodeByBeams(graphs, window, width, decoding)
          : await decodeGreedily(graphs, window, decoding),
      );

    const isFull = options.windows === 'full' || request.care !== undefined;
    const firstLength = isFull ? FULL_WINDOW_S : shortWindowSeconds(seconds);
    const first = await attempt(await graphs.encode(request.samples, firstLength), beams);
    const isShort = firstLength < FULL_WINDOW_S;
    const isLikely = !isShort || first.hypothesis.meanLogP >= LIKELY_MEAN_LOG_P;
    if (isLive || (first.verdict === 'fine' && isLikely)) return first;
    const full = isShort ? await attempt(await graphs.encode(request.samples, FULL_WINDOW_S), beams) : first;
    if (full.verdict === 'fine') return isShort && first.verdict === 'fine' ? likelier(first, full) : full;
    if (first.verdict === 'fine') return first;
    const otherWay = await attempt(full.window, beams > 1 ? 1 : BEAMS);
    return otherWay.verdict === 'fine' || full.verdict === 'loop' ? otherWay : full;
  }

  function vocabularyTokens(promptText: string | undefined): readonly number[] {
    const text = promptText?.trim();
    return text ? graphs.tokenizer.encode(` ${text}`).slice(-MAX_VOCABULARY_TOKENS) : [];
  }

  return { recognise };
}

/** Speech and a tail of silence, rounded up to 5 s, at least 10 s: shorter windows make the decoder loop. */
export function shortWindowSeconds(speechSeconds: number): number {
  const needed = Math.ceil((speechSeconds + WINDOW_TAIL_S) / WINDOW_STEP_S) * WINDOW_STEP_S;
  return Math.min(FULL_WINDOW_S, Math.max(SHORTEST_WINDOW_S, needed));
}

function likelier(short: Attempt, full: Attempt): Attempt {
  return full.hypothesis.meanLogP > short.hypothesis.meanLogP - EQUALLY_LIKELY ? full : short;
}

function isNothing({ tokens, noSpeechP, meanLogP }: Hypothesis): boolean {
  return (
    tokens.length === 0 || NO_SPEECH_LIMITS.some((limit) => noSpeechP > limit.noSpeechP && meanLogP < limit.meanLogP)
  );
}
