/**
 * The transcription of a session: sounds of segments in, utterances with timed words and named gaps out.
 * Sounds may come from a generator: no more than a chunk per speaker is held at a time. Same sounds, same transcript.
 */
import { SAMPLE_RATE_HZ, type SegmentSound, type SpeechSegment } from '../../shared/domain/audio.ts';
import type { Transcript, TranscriptGap, Word } from '../../shared/domain/utterance.ts';
import { failure } from '../../shared/result.ts';
import { assembleUtterances, type SegmentWords } from './assembleUtterances.ts';
import { type Chunk, createChunkPacker, secondsOf } from './packChunks.ts';
import type { Recogniser, RecognitionRequest } from './recogniser.ts';
import { isInvented, type StockPhrases } from './stockPhrases.ts';
import { type HeardPiece, transcribeChunk } from './transcribeChunk.ts';
import { isBareGuess, leansOnNoSound, meanProbability } from './unsupportedText.ts';

/** A click the detector took for speech is no gap worth showing. */
const SHORTEST_GAP_MS = 300;

export interface TranscribeDeps {
  readonly recogniser: Recogniser;
  readonly stockPhrases: StockPhrases;
}

export interface TranscribeOptions {
  readonly signal?: AbortSignal;
  /** Seconds of speech written down so far. */
  readonly onProgress?: (speechSeconds: number) => void;
  /** Vocabulary sentences for every chunk. */
  readonly promptText?: string;
  /** The therapist's own terms. */
  readonly ownTerms?: readonly string[];
  readonly care?: RecognitionRequest['care'];
}

export async function transcribeSounds(
  sounds: Iterable<SegmentSound> | AsyncIterable<SegmentSound>,
  deps: TranscribeDeps,
  options: TranscribeOptions = {},
): Promise<Transcript> {
  const { promptText, ownTerms, care } = options;
  const packer = createChunkPacker();
  const heard: HeardPiece[] = [];
  const turns = new Map<string, readonly SpeechSegment[]>();
  let doneSeconds = 0;

  const run = async (chunk: Chunk): Promise<void> => {
    if (options.signal?.aborted) throw failure('cancelled', 'The transcription was stopped.');
    const pieces = await transcribeChunk(chunk, (samples) =>
      deps.recogniser.recognise({ samples, lane: 'final', promptText, ownTerms, care }, options.signal),
    );
    heard.push(...pieces.map((piece) => withoutInvention(piece, deps.stockPhrases)));
    doneSeconds += secondsOf(chunk.placed.map(({ piece }) => piece));
    options.onProgress?.(doneSeconds);
  };

  for await (const sound of sounds) {
    if (sound.turns) turns.set(sound.segment.id, sound.turns);
    for (const chunk of packer.add(sound)) await run(chunk);
  }
  for (const chunk of packer.flush()) await run(chunk);
  return {
    utterances: assembleUtterances(
      wordsBySegment(heard).flatMap((words) => wordsByTurn(words, turns.get(words.segment.id))),
    ),
    gaps: gapsOf(heard),
  };
}

function withoutInvention(heard: HeardPiece, phrases: StockPhrases): HeardPiece {
  if (heard.words.length === 0) return heard;
  if (leansOnNoSound(heard.words)) return { ...heard, words: [], gap: 'no_words' };
  const text = heard.words.map((word) => word.text).join(' ');
  const evidence = {
    meanP: meanProbability(heard.words),
    leastP: Math.min(...heard.words.map(({ p }) => p)),
    noSpeechP: heard.noSpeechP,
  };
  if (isInvented(text, evidence, phrases)) return { ...heard, words: [], gap: 'stock_phrase' };
  return isBareGuess(heard.words, heard.noSpeechP) ? { ...heard, words: [], gap: 'no_words' } : heard;
}

/** The parts of a long segment come together again, in order, and part only where its language changes. */
function wordsBySegment(heard: readonly HeardPiece[]): SegmentWords[] {
  const bySegment = new Map<string, SegmentWords[]>();
  for (const { piece, words, language } of [...heard].sort((a, b) => a.piece.startMs - b.piece.startMs)) {
    // Without words there is nothing to tell a language of, and the words round it go on.
    if (words.length === 0) continue;
    const { segment } = piece;
    const runs = bySegment.get(segment.id) ?? [];
    const last = runs.at(-1);
    if (last !== undefined && last.language === language) {
      runs[runs.length - 1] = { ...last, words: [...last.words, ...words] };
    } else {
      runs.push({ segment, words, ...(language === undefined ? {} : { language }) });
    }
    bySegment.set(segment.id, runs);
  }
  return [...bySegment.values()].flat();
}

/** Shares the words of a stretch out to those who speak in it: each goes where most of it was said. */
function wordsByTurn(said: SegmentWords, turns: readonly SpeechSegment[] | undefined): SegmentWords[] {
  if (!turns) return [said];
  const turnAt = (word: Word): SpeechSegment => {
    const middleMs = (word.startMs + word.endMs) / 2;
    return turns.find(({ endMs }) => middleMs < endMs) ?? turns.at(-1)!;
  };
  return turns.map((turn) => ({ ...said, segment: turn, words: said.words.filter((word) => turnAt(word) === turn) }));
}

function gapsOf(heard: readonly HeardPiece[]): TranscriptGap[] {
  return heard
    .filter((piece) => piece.gap !== undefined)
    .map(({ piece, gap }) => ({
      reason: gap!,
      startMs: piece.startMs,
      endMs: piece.startMs + Math.round((piece.samples.length / SAMPLE_RATE_HZ) * 1000),
    }))
    .filter((gap) => gap.endMs - gap.startMs >= SHORTEST_GAP_MS)
    .sort((a, b) => a.startMs - b.startMs);
}
