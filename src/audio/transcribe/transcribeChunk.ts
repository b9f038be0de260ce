/**
 * One chunk to words per piece, with the repeats that lose nothing: a joined chunk that came back thin or looping is done
 * piece by piece, pieces the decoder passed over are done again, a looping or thin long piece in halves, and the end of a
 * piece where the decoder stopped early as a piece of its own.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import type { TranscriptGap } from '../../shared/domain/utterance.ts';
import { AppFailure } from '../../shared/result.ts';
import { halveAtQuietPlace } from './cutAtQuietPlaces.ts';
import { type Chunk, layOut, type Piece, partOf, secondsOf } from './packChunks.ts';
import { type PieceWords, placeWords } from './placeWords.ts';
import type { Recogniser, Recognition } from './recogniser.ts';
import { activeLevelDbFs } from './speechLevel.ts';
import { meanProbability } from './unsupportedText.ts';

/** Fewer words per second of speech than this means that the decoder stopped early. */
const MIN_WORDS_PER_SECOND = 1.2;
/** Speech at the end of a chunk that is worth a joined call of its own when it came back without words. */
const WORTHWHILE_TAIL_S = 1;
/** A piece that was passed over in company is heard again alone from this length on. */
const WORTHWHILE_PIECE_S = 0.6;
/** What company made the decoder skip is often doubtful: alone it is believed only from here on. */
const SURE_MEAN_P = 0.5;
const SURE_NO_SPEECH_P = 0.5;
/** Sound behind the last word of a piece, at speech level, for longer than any pause inside a segment. */
const UNHEARD_TAIL_S = 3;
const SPEECH_LEVEL_RANGE_DB = 15;
/** A single piece is halved only when both halves still are something to listen to. */
const SHORTEST_HALF_S = 3;
/** Read as English, another language comes back translated or made up: below this it is taken for English all the same. */
const SURE_LANGUAGE_P = 0.75;
/** Of a joined chunk it is enough to be likely: then each piece is asked by itself. */
const LIKELY_LANGUAGE_P = 0.5;
/** A shorter sound has no language that could be told. */
const SHORTEST_TOLD_S = 1.5;

export interface HeardPiece extends PieceWords {
  readonly noSpeechP: number;
  /** The language of the sound where it is surely not English: its words are no hearing of it. */
  readonly language?: string;
  /** Why there are no words, when there are none. */
  readonly gap?: TranscriptGap['reason'];
}

export type RecogniseChunk = (samples: Float32Array) => ReturnType<Recogniser['recognise']>;

export async function transcribeChunk(chunk: Chunk, recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const pieces = chunk.placed.map((placed) => placed.piece);
  const recognition = await attempt(chunk, recognise);
  if (recognition === 'engine_failed') return pieces.map((piece) => wordless(piece, 'engine_failed', 0));
  const heard = placeWords(chunk, recognition.words).map((placed) => judged(placed, recognition));
  if (pieces.length > 1 && otherThanEnglish(recognition, LIKELY_LANGUAGE_P) !== null)
    return pieceByPiece(pieces, recognise);
  const isThin = countWords(heard) < MIN_WORDS_PER_SECOND * secondsOf(pieces);
  if (pieces.length === 1) {
    const isPoor = isThin || recognition.outcome === 'loop';
    return isPoor ? repeatInHalves(pieces[0]!, heard, recognise) : repeatTail(heard[0]!, recognise);
  }
  if (recognition.outcome === 'loop') return pieceByPiece(pieces, recognise);
  return isThin ? repeatThinChunk(heard, recognise) : repeatSkipped(heard, recognise);
}

async function pieceByPiece(pieces: readonly Piece[], recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const heard: HeardPiece[] = [];
  for (const piece of pieces) heard.push(...(await transcribeChunk(layOut([piece]), recognise)));
  return heard;
}

/** If the decoder merely stopped early, the rest is joined and done again; otherwise every piece alone. */
async function repeatThinChunk(heard: readonly HeardPiece[], recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const said = heard.findLastIndex((piece) => piece.words.length > 0) + 1;
  const rest = heard.slice(said).map(({ piece }) => piece);
  const saidSeconds = secondsOf(heard.slice(0, said).map(({ piece }) => piece));
  const stoppedEarly =
    said > 0 && secondsOf(rest) >= WORTHWHILE_TAIL_S && countWords(heard) >= MIN_WORDS_PER_SECOND * saidSeconds;
  if (stoppedEarly) return [...heard.slice(0, said), ...(await transcribeChunk(layOut(rest), recognise))];
  const alone = await pieceByPiece(
    heard.map(({ piece }) => piece),
    recognise,
  );
  return countWords(alone) > countWords(heard) ? alone : [...heard];
}

/** Pieces without words among pieces with words: once more, each alone, and only what is then sure is taken. */
async function repeatSkipped(heard: readonly HeardPiece[], recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const repeated: HeardPiece[] = [];
  for (const one of heard) {
    const isWorthIt = one.words.length === 0 && secondsOf([one.piece]) >= WORTHWHILE_PIECE_S;
    const again = isWorthIt ? await transcribeChunk(layOut([one.piece]), recognise) : [];
    repeated.push(...(again.some(isSure) ? again : [one]));
  }
  return repeated;
}

function isSure({ words, noSpeechP }: HeardPiece): boolean {
  return words.length > 0 && meanProbability(words) >= SURE_MEAN_P && noSpeechP < SURE_NO_SPEECH_P;
}

/** The decoder may end long before the sound does: what is left is a piece of its own. */
async function repeatTail(heard: HeardPiece, recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const lastWord = heard.words.at(-1);
  if (!lastWord) return [heard];
  const { piece } = heard;
  const from = Math.round(((lastWord.endMs - piece.startMs) / 1000) * SAMPLE_RATE_HZ);
  const tail = partOf(piece, from, piece.samples.length);
  const isSpeech = activeLevelDbFs(tail.samples) > activeLevelDbFs(piece.samples) - SPEECH_LEVEL_RANGE_DB;
  if (secondsOf([tail]) < UNHEARD_TAIL_S || !isSpeech) return [heard];
  const again = await transcribeChunk(layOut([tail]), recognise);
  return [{ ...heard, piece: partOf(piece, 0, from) }, ...again];
}

async function repeatInHalves(piece: Piece, heard: HeardPiece[], recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const halves = halveAtQuietPlace(piece.samples, SHORTEST_HALF_S).map(({ from, to }) => partOf(piece, from, to));
  if (halves.length === 1) return heard;
  const again = await pieceByPiece(halves, recognise);
  return countWords(again) > countWords(heard) ? again : heard;
}

async function attempt(chunk: Chunk, recognise: RecogniseChunk): Promise<Recognition | 'engine_failed'> {
  try {
    return await recognise(chunk.samples);
  } catch (error) {
    // One chunk the engine cannot digest is a gap; an engine that is not there at all is for the caller.
    if (error instanceof AppFailure && error.error.code === 'internal' && error.error.retryable !== true) {
      return 'engine_failed';
    }
    throw error;
  }
}

function judged(placed: PieceWords, recognition: Recognition): HeardPiece {
  const reason = recognition.outcome === 'loop' ? 'loop' : 'no_words';
  const told = secondsOf([placed.piece]) < SHORTEST_TOLD_S ? null : otherThanEnglish(recognition, SURE_LANGUAGE_P);
  return placed.words.length > 0
    ? { ...placed, noSpeechP: recognition.noSpeechP, ...(told === null ? {} : { language: told }) }
    : wordless(placed.piece, reason, recognition.noSpeechP);
}

function otherThanEnglish({ language }: Recognition, atLeast: number): string | null {
  return language == null || language.code === 'en' || language.p < atLeast ? null : language.code;
}

function wordless(piece: Piece, gap: TranscriptGap['reason'], noSpeechP: number): HeardPiece {
  return { piece, words: [], gap, noSpeechP };
}

function countWords(heard: readonly HeardPiece[]): number {
  return heard.reduce((sum, piece) => sum + piece.words.length, 0);
}
