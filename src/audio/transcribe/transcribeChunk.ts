/**
 * One chunk to words per piece, with the repeats that lose nothing: a joined chunk that came back thin or looping is done
 * piece by piece, pieces left without words at its end are done again together, a looping or thin long piece in halves.
 */
import { SAMPLE_RATE_HZ } from '../../shared/domain/audio.ts';
import type { TranscriptGap } from '../../shared/domain/utterance.ts';
import { AppFailure } from '../../shared/result.ts';
import { halveAtQuietPlace } from './cutAtQuietPlaces.ts';
import { type Chunk, layOut, type Piece, secondsOf } from './packChunks.ts';
import { type PieceWords, placeWords } from './placeWords.ts';
import type { Recogniser, Recognition } from './recogniser.ts';

/** Fewer words per second of speech than this means that the decoder stopped early. */
const MIN_WORDS_PER_SECOND = 1.2;
/** Speech at the end of a chunk that is worth a call of its own when it came back without words. */
const WORTHWHILE_TAIL_S = 1;
/** A single piece is halved only when both halves still are something to listen to. */
const SHORTEST_HALF_S = 3;

export interface HeardPiece extends PieceWords {
  readonly noSpeechP: number;
  /** Why there are no words, when there are none. */
  readonly gap?: TranscriptGap['reason'];
}

export type RecogniseChunk = (samples: Float32Array) => ReturnType<Recogniser['recognise']>;

export async function transcribeChunk(chunk: Chunk, recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const pieces = chunk.placed.map((placed) => placed.piece);
  const recognition = await attempt(chunk, recognise);
  if (recognition === 'engine_failed') return pieces.map((piece) => wordless(piece, 'engine_failed', 0));
  const heard = placeWords(chunk, recognition.words).map((placed) => judged(placed, recognition));
  const isThin = countWords(heard) < MIN_WORDS_PER_SECOND * secondsOf(pieces);
  if (recognition.outcome !== 'loop' && !isThin) return heard;
  if (pieces.length === 1) return repeatInHalves(pieces[0]!, heard, recognise);
  return recognition.outcome === 'loop' ? pieceByPiece(pieces, recognise) : repeatThinChunk(heard, recognise);
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

async function repeatInHalves(piece: Piece, heard: HeardPiece[], recognise: RecogniseChunk): Promise<HeardPiece[]> {
  const halves = halveAtQuietPlace(piece.samples, SHORTEST_HALF_S).map(({ from, to }) => ({
    segment: piece.segment,
    startMs: piece.startMs + Math.round((from / SAMPLE_RATE_HZ) * 1000),
    samples: piece.samples.subarray(from, to),
  }));
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
  return placed.words.length > 0
    ? { ...placed, noSpeechP: recognition.noSpeechP }
    : wordless(placed.piece, reason, recognition.noSpeechP);
}

function wordless(piece: Piece, gap: TranscriptGap['reason'], noSpeechP: number): HeardPiece {
  return { piece, words: [], gap, noSpeechP };
}

function countWords(heard: readonly HeardPiece[]): number {
  return heard.reduce((sum, piece) => sum + piece.words.length, 0);
}
