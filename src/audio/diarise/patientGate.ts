/**
 * Keeps bystanders out of the patient's words: a piece must stand out of the room, come from in front, and sound
 * like the voice of the pieces that are surest. What fails is left out and counted, never given to the pair.
 */
import { BLOCK_MS } from '../frontEnd/blockTrack.ts';
import type { SpeechPiece } from './speechPiece.ts';
import { meanVoice, voiceSimilarity } from './voiceModel.ts';

const VOICE_WEIGHT = 8;
/** What the patient's own voice scores against the mean of two samples, and against a single noisy one. */
const VOICE_EXPECTED = 0.7;
const VOICE_EXPECTED_OF_ONE = 0.6;
/** The voice confirms, it does not overrule: a piece that clearly stands out in front is the patient's. */
const MAX_VOICE_AGAINST = -1;
const BEHIND_DEG = 75;
const BEHIND_PENALTY = 1;
const KEEP_ABOVE = 1.2;
/** Where nobody else talks, a faint piece is kept that sounds like the patient: there is no bystander it could be. */
const KEEP_ALONE_ABOVE = 0;
/** Whose voice may vouch for others: where nobody else talks, a piece need not stand out so clearly. */
const VOUCH_ABOVE = KEEP_ABOVE;
const VOUCH_ALONE_ABOVE = 0.5;
/** A voice can be known from this much speech. */
const SAMPLE_MIN_MS = 800;
const SAMPLE_PIECES = 2;
/** Further pieces as sure as this one are samples too: they show the voice from other places. */
const SAMPLE_LOG_ODDS = 2;
const MAX_SAMPLE_PIECES = 6;
/** Two sure pieces of one voice score this much; from 0.74 on a patient who turned away was two people (docs/benchmarks.md). */
const SAME_VOICE = 0.7;
/** One window of the voice model: less speech than that gives an embedding of less weight. */
const CERTAIN_MS = 1600;

/** Nobody jumps so far in so short a time: of two such pieces the clearly surer one is the patient's. */
const JUMP_DEG = 30;
const JUMP_MS = 2500;
const CLEARLY_SURER = 0.8;
const JUMP_PENALTY = 1;

export interface HeardPiece {
  readonly piece: SpeechPiece;
  readonly voice: Float32Array;
}

export interface PatientEvidence {
  readonly isKept: boolean;
  /** Log-odds for the patient without the voice. */
  readonly own: number;
  /** To the voice of the surest other pieces; null when there are none. */
  readonly likeness: number | null;
}

/** @param bonus added to each log-odds: recordings with fewer cues have lower ones */
export function keepPatient(heard: readonly HeardPiece[], bonus = 0): boolean[] {
  return patientEvidence(heard, bonus).map(({ isKept }) => isKept);
}

/** @param othersTalk whether a room full of other voices is heard around a piece */
export function patientEvidence(
  heard: readonly HeardPiece[],
  bonus = 0,
  othersTalk: (piece: SpeechPiece) => boolean = () => true,
): PatientEvidence[] {
  const ownEvidence = (entry: HeardPiece) => {
    const { piece } = entry;
    const behind = piece.azimuthDeg !== null && Math.abs(piece.azimuthDeg) > BEHIND_DEG ? BEHIND_PENALTY : 0;
    return piece.logOdds + bonus - behind - (isJump(entry, heard) ? JUMP_PENALTY : 0);
  };
  // Whoever needs a voucher vouches for nobody: two sentences of one bystander sound alike too.
  const sure = longPieces(heard).filter(
    (entry) => ownEvidence(entry) > (othersTalk(entry.piece) ? VOUCH_ABOVE : VOUCH_ALONE_ABOVE),
  );
  // Somebody who came along may be as sure as the patient: of two voices the one that is heard longer is the patient's.
  const references = surestOf(oneVoice(sure, SAME_VOICE));
  return heard.map((entry) => {
    const others = references.filter((reference) => reference !== entry);
    const likeness =
      others.length === 0 ? null : voiceSimilarity(entry.voice, meanVoice(others.map(({ voice }) => voice)));
    const own = ownEvidence(entry);
    const isClear = own + voiceEvidence(entry, likeness, others.length) > KEEP_ABOVE;
    const isLikely = own > KEEP_ALONE_ABOVE && likeness !== null && likeness >= VOICE_EXPECTED;
    return { isKept: isClear || (isLikely && !othersTalk(entry.piece)), own, likeness };
  });
}

/** Whether somebody who is clearly surer speaks from elsewhere right before or after. */
function isJump({ piece }: HeardPiece, heard: readonly HeardPiece[]): boolean {
  return heard.some(({ piece: other }) => {
    if (piece.azimuthDeg === null || other.azimuthDeg === null) return false;
    const gapMs = Math.max(other.start - piece.end, piece.start - other.end) * BLOCK_MS;
    const isElsewhere = Math.abs(other.azimuthDeg - piece.azimuthDeg) > JUMP_DEG;
    return isElsewhere && gapMs <= JUMP_MS && other.logOdds > piece.logOdds + CLEARLY_SURER;
  });
}

/** For or against the patient, by voice; a piece is no evidence for itself, and a short one is weak evidence. */
function voiceEvidence(entry: HeardPiece, likeness: number | null, samples: number): number {
  if (likeness === null) return 0;
  const certainty = Math.min(1, durationMs(entry.piece) / CERTAIN_MS);
  const expected = samples > 1 ? VOICE_EXPECTED : VOICE_EXPECTED_OF_ONE;
  return Math.max(MAX_VOICE_AGAINST, VOICE_WEIGHT * certainty * (likeness - expected));
}

/** The pieces around one of them that sound like it: those of the voice that is heard longest. */
export function oneVoice(heard: readonly HeardPiece[], leastSimilarity: number): HeardPiece[] {
  const groups = heard.map((centre) =>
    heard.filter((other) => voiceSimilarity(centre.voice, other.voice) >= leastSimilarity),
  );
  return groups.reduce((best, group) => (totalMs(group) > totalMs(best) ? group : best), []);
}

export function totalMs(entries: readonly HeardPiece[]): number {
  return entries.reduce((sum, { piece }) => sum + durationMs(piece), 0);
}

function longPieces(heard: readonly HeardPiece[]): HeardPiece[] {
  return heard.filter(({ piece }) => durationMs(piece) >= SAMPLE_MIN_MS);
}

/** The pieces the patient's voice is known from. */
function surestOf(pieces: readonly HeardPiece[]): HeardPiece[] {
  return pieces
    .toSorted((a, b) => b.piece.logOdds - a.piece.logOdds)
    .filter(({ piece }, rank) => rank < SAMPLE_PIECES || piece.logOdds > SAMPLE_LOG_ODDS)
    .slice(0, MAX_SAMPLE_PIECES);
}

function durationMs(piece: SpeechPiece): number {
  return (piece.end - piece.start) * BLOCK_MS;
}
