/**
 * A third voice near the pair: somebody who came with the patient. It stands out like the patient, comes again and again from
 * another place than the patient at that time, sounds like itself and less like the patient. A bystander is none of this for
 * long: he is further away, and of several no two pieces sound alike. Held to be one person, and none when in doubt.
 */
import { BLOCK_MS } from '../frontEnd/blockTrack.ts';
import { type HeardPiece, oneVoice, type PatientEvidence, totalMs } from './patientGate.ts';
import { meanVoice, voiceSimilarity } from './voiceModel.ts';

/** What the voice is learned from: long, clear, unlike the patient and from elsewhere; two of them at least. */
const SAMPLE_MIN_MS = 1000;
const SAMPLE_LOG_ODDS = 1.2;
const SAMPLE_UNLIKE_PATIENT = 0.76;
const SAMPLES = 2;
const SAMPLES_MIN_MS = 2500;
/** Two pieces of one voice score this much, noise and shortness included. */
const SAME_VOICE = 0.72;
const PIECE_MIN_MS = 500;
const PIECE_LOG_ODDS = 0.8;
const ELSEWHERE_DEG = 25;
/** Pieces that say where the patient is. */
const PATIENT_LIKENESS = 0.75;
const PATIENT_EVIDENCE = 1.5;
const ROUNDS = 2;

/** @returns which pieces are the companion's; of those some may have passed for the patient's */
export function companionPieces(heard: readonly HeardPiece[], evidence: readonly PatientEvidence[]): boolean[] {
  const isElsewhere = heard.map((entry) => {
    const placeDeg = patientPlace(entry, heard, evidence);
    return placeDeg !== null && Math.abs(entry.piece.azimuthDeg! - placeDeg) > ELSEWHERE_DEG;
  });
  const samples = heard.filter(
    (entry, i) =>
      isElsewhere[i] &&
      entry.piece.logOdds > SAMPLE_LOG_ODDS &&
      durationMs(entry) >= SAMPLE_MIN_MS &&
      (evidence[i]!.likeness ?? 1) < SAMPLE_UNLIKE_PATIENT,
  );
  let own = oneVoice(samples, SAME_VOICE);
  if (own.length < SAMPLES || totalMs(own) < SAMPLES_MIN_MS) return heard.map(() => false);
  for (let round = 0; round < ROUNDS && own.length > 0; round++) {
    const voice = meanVoice(own.map((entry) => entry.voice));
    own = heard.filter((entry, i) => {
      const likeness = voiceSimilarity(entry.voice, voice);
      const isClear = entry.piece.logOdds > PIECE_LOG_ODDS && durationMs(entry) >= PIECE_MIN_MS;
      return isElsewhere[i] && isClear && likeness >= SAME_VOICE && likeness > (evidence[i]!.likeness ?? 0);
    });
  }
  // What is left must still say where the patient is: one voice alone, heard from two places, is a patient who moved.
  const rest = evidence.map((one, i) => (own.includes(heard[i]!) ? { ...one, isKept: false } : one));
  return heard.map((entry) => own.includes(entry) && patientPlace(entry, heard, rest) !== null);
}

/** Where the patient is at the time of a piece: the direction of the nearest other piece that is surely his. */
function patientPlace(
  { piece }: HeardPiece,
  heard: readonly HeardPiece[],
  evidence: readonly PatientEvidence[],
): number | null {
  if (piece.azimuthDeg === null) return null;
  let nearest: HeardPiece['piece'] | null = null;
  heard.forEach(({ piece: other }, i) => {
    const { isKept, own, likeness } = evidence[i]!;
    const isSure = isKept && own > PATIENT_EVIDENCE && (likeness ?? 0) > PATIENT_LIKENESS;
    if (other === piece || !isSure) return;
    if (!nearest || Math.abs(other.start - piece.start) < Math.abs(nearest.start - piece.start)) nearest = other;
  });
  return (nearest as HeardPiece['piece'] | null)?.azimuthDeg ?? null;
}

function durationMs({ piece }: HeardPiece): number {
  return (piece.end - piece.start) * BLOCK_MS;
}
