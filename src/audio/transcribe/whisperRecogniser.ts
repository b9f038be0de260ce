/**
 * One chunk of sound to timed words. When the decoder runs in circles: from a short window to the full 30 s, then from
 * one way of searching to the other; a loop that survives is reported, never written.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import { failure } from '../../shared/result.ts';
import { type DecodeOptions, decodeByBeams, decodeGreedily, type Hypothesis } from './decodeText.ts';
import { type LoopVerdict, loopVerdict } from './loopTest.ts';
import { isDoubtfulReading, mergeReadings, type ReadWord } from './mergeReadings.ts';
import type { RecognisedWord, Recogniser, Recognition, RecognitionRequest } from './recogniser.ts';
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
/** "Nothing was said": OpenAI's pair of limits, and one for text so unlikely that a mere doubt is enough. */
const NO_SPEECH_LIMITS = [
  { noSpeechP: 0.6, meanLogP: -1 },
  { noSpeechP: 0.3, meanLogP: -1.5 },
];

export interface WhisperOptions {
  /**
   * `full` always encodes 30 s, the model's own working point; `short` saves half the time on short pieces and costs
   * about one word in a hundred. By default the final lane is full and the live one short.
   */
  readonly windows?: 'short' | 'full';
  /** Width of the search in the final lane, 5 by default: a third more time, about half a word in a hundred better. */
  readonly beams?: number;
  /** Lets the model write "4/5", "10:30" and "3+". */
  readonly measureSigns?: boolean;
  /** Doubtful chunks of the final lane are read a second time with these words in mind. */
  readonly vocabulary?: Vocabulary;
}

interface Attempt {
  readonly window: EncodedWindow;
  readonly hypothesis: Hypothesis;
  readonly verdict: LoopVerdict;
}

export function createWhisperRecogniser(graphs: WhisperGraphs, options: WhisperOptions = {}): Recogniser {
  const rules = tokenRules(graphs.description, graphs.tokenizer, { measureSigns: options.measureSigns ?? true });

  async function recognise(request: RecognitionRequest, signal?: AbortSignal): Promise<Recognition> {
    const seconds = request.samples.length / SAMPLE_RATE_HZ;
    if (seconds > FULL_WINDOW_S)
      throw failure('invalid_input', 'A chunk for the recogniser is longer than 30 seconds.');
    const decoding: DecodeOptions = {
      rules,
      vocabulary: vocabularyTokens(request.promptText),
      maxTokens: Math.min(MAX_TOKENS, Math.ceil(TOKENS_PER_SECOND * seconds) + SPARE_TOKENS),
      signal,
    };
    const attempt = await bestAttempt(request, seconds, decoding);
    const { hypothesis } = attempt;
    const quality = { noSpeechP: hypothesis.noSpeechP, meanLogP: hypothesis.meanLogP };
    if (attempt.verdict === 'loop') return { words: [], outcome: 'loop', ...quality };
    if (isNothing(hypothesis)) return { words: [], outcome: 'nothing', ...quality };
    const groups = await timeGroups(graphs, attempt.window, hypothesis.tokens, request.samples.length, rules);
    const words = await withVocabulary(wordsOf(groups), attempt.window, request, decoding);
    return { words, outcome: words.length > 0 ? 'words' : 'nothing', ...quality };
  }

  async function withVocabulary(
    plain: readonly ReadWord[],
    window: EncodedWindow,
    request: RecognitionRequest,
    decoding: DecodeOptions,
  ): Promise<readonly RecognisedWord[]> {
    const { vocabulary } = options;
    if (!vocabulary || request.lane === 'live' || !isDoubtfulReading(plain)) return plain;
    const primed = await decodeGreedily(graphs, window, {
      ...decoding,
      vocabulary: vocabularyTokens(vocabulary.prompt),
    });
    if (!primed.ended) return plain;
    const groups = await timeGroups(graphs, window, primed.tokens, request.samples.length, rules);
    return mergeReadings(plain, wordsOf(groups), vocabulary);
  }

  async function bestAttempt(request: RecognitionRequest, seconds: number, decoding: DecodeOptions): Promise<Attempt> {
    const judge = (window: EncodedWindow, hypothesis: Hypothesis): Attempt => {
      const words = graphs.tokenizer.decode(hypothesis.tokens).split(/\s+/).filter(Boolean);
      return { window, hypothesis, verdict: loopVerdict(words, seconds, hypothesis.ended) };
    };
    const isLive = request.lane === 'live';
    const windows = options.windows ?? (isLive ? 'short' : 'full');
    const beams = isLive ? 1 : (options.beams ?? BEAMS);
    const decode = (window: EncodedWindow, width: number): Promise<Hypothesis> =>
      width > 1 ? decodeByBeams(graphs, window, width, decoding) : decodeGreedily(graphs, window, decoding);

    const firstLength = windows === 'full' ? FULL_WINDOW_S : shortWindowSeconds(seconds);
    let window = await graphs.encode(request.samples, firstLength);
    let attempt = judge(window, await decode(window, beams));
    if (attempt.verdict === 'fine' || isLive) return attempt;
    if (firstLength < FULL_WINDOW_S) {
      window = await graphs.encode(request.samples, FULL_WINDOW_S);
      attempt = judge(window, await decode(window, beams));
      if (attempt.verdict === 'fine') return attempt;
    }
    const otherWay = judge(window, await decode(window, beams > 1 ? 1 : BEAMS));
    return otherWay.verdict === 'fine' || attempt.verdict === 'loop' ? otherWay : attempt;
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

function isNothing({ tokens, noSpeechP, meanLogP }: Hypothesis): boolean {
  return (
    tokens.length === 0 || NO_SPEECH_LIMITS.some((limit) => noSpeechP > limit.noSpeechP && meanLogP < limit.meanLogP)
  );
}
