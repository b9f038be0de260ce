/**
 * Keeps bystanders out of the patient's words: a piece must stand out of the room, come from in front, and sound
 * like the voice of the pieces that are surest. What fails is left out and counted, never given to the pair.
 */
import { BLOCK_MS } from '../frontEnd/blockTrack.ts';
import type { SpeechPiece } from './speechPiece.ts';
import { meanVoice, voiceSimilarity } from './voiceModel.ts';

const VOICE_WEIGHT = 8;
const VOICE_EXPECTED = 0.7;
const BEHIND_DEG = 75;
const BEHIND_PENALTY = 1;
const KEEP_ABOVE = 1.2;
/** A voice can be known from this much speech. */
const SAMPLE_MIN_MS = 800;
const SAMPLE_PIECES = 2;

export interface HeardPiece {
  readonly piece: SpeechPiece;
  readonly voice: Float32Array;
}

/** @param bonus added to each log-odds: recordings with fewer cues have lower ones */
export function keepPatient(heard: readonly HeardPiece[], bonus = 0): boolean[] {
  const reference = patientVoice(heard);
  return heard.map(({ piece, voice }) => {
    const likeness = reference ? voiceSimilarity(voice, reference) : VOICE_EXPECTED;
    const behind = piece.azimuthDeg !== null && Math.abs(piece.azimuthDeg) > BEHIND_DEG ? BEHIND_PENALTY : 0;
    return piece.logOdds + bonus + VOICE_WEIGHT * (likeness - VOICE_EXPECTED) - behind > KEEP_ABOVE;
  });
}

/** The mean voice of the surest pieces; null when none is long enough. */
export function patientVoice(heard: readonly HeardPiece[]): Float32Array | null {
  const long = heard.filter(({ piece }) => (piece.end - piece.start) * BLOCK_MS >= SAMPLE_MIN_MS);
  const surest = [...long].sort((a, b) => b.piece.logOdds - a.piece.logOdds).slice(0, SAMPLE_PIECES);
  return surest.length > 0 ? meanVoice(surest.map((entry) => entry.voice)) : null;
}
