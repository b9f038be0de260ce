/**
 * Who wears the microphone when there is no space to go by: the mouth is next to it, so the wearer is loud, and he
 * sounds like himself. Level and voice are added up as evidence, so that neither decides alone: a soft end of a
 * sentence is still his by voice, a patient who leans over is not by loudness, and a bystander is neither.
 */
import { powerDb, quantile } from '../dsp/decibels.ts';
import { BLOCK_MS, type MicrophoneTrack } from '../frontEnd/blockTrack.ts';
import type { BlockRun } from './segmenter.ts';
import { meanVoice, voiceSimilarity } from './voiceModel.ts';

/** A patient in the usual place is heard 9 to 15 dB below the wearer, whose own soft words lose 5 to 10. */
const EVEN_LEVEL_DB = -6;
const LEVEL_SPREAD_DB = 3;
/** Other people's voices score 0.4 to 0.65 against the wearer's, his own 0.65 to 0.95, less in noise and when short. */
const EVEN_LIKENESS = 0.63;
const LIKENESS_SPREAD = 0.05;
/** Whoever is loud for a tenth of all speech is taken for the wearer when no voice sample tells. */
const WEARER_QUANTILE = 0.9;
const SAMPLE_MIN_MS = 1600;

export interface Wearer {
  /** In the track's units. */
  readonly levelDb: number;
  readonly voice: Float32Array;
}

export interface VoicedPiece {
  readonly piece: BlockRun;
  readonly voice: Float32Array;
}

export function isWearer(track: MicrophoneTrack, { piece, voice }: VoicedPiece, wearer: Wearer): boolean {
  const levelDb = meanLevelDb(track, piece) - wearer.levelDb;
  const byLevel = (levelDb - EVEN_LEVEL_DB) / LEVEL_SPREAD_DB;
  const byVoice = (voiceSimilarity(voice, wearer.voice) - EVEN_LIKENESS) / LIKENESS_SPREAD;
  return byLevel + byVoice > 0;
}

/** The wearer's level without a voice sample: that of the loudest lasting speech. */
export function wearerLevelDb(track: MicrophoneTrack, isSpeech: readonly boolean[]): number {
  return quantile(
    track.levelDb.filter((_, b) => isSpeech[b]),
    WEARER_QUANTILE,
  );
}

/** The wearer's voice without a voice sample: that of the pieces at his level, the long ones if there are any. */
export function wearerVoice(loud: readonly VoicedPiece[]): Float32Array {
  const long = loud.filter(({ piece }) => (piece.end - piece.start) * BLOCK_MS >= SAMPLE_MIN_MS);
  return meanVoice((long.length > 0 ? long : loud).map(({ voice }) => voice));
}

function meanLevelDb(track: MicrophoneTrack, piece: BlockRun): number {
  const levels = track.levelDb.subarray(piece.start, piece.end);
  return powerDb(levels.reduce((sum, level) => sum + 10 ** (level / 10), 0) / Math.max(1, levels.length));
}
