/** The words an evidence range points at, exactly as they stand in the transcript. */
import type { SpokenEvidence } from '../../shared/domain/evidence.ts';
import type { Transcript, Utterance } from '../../shared/domain/utterance.ts';

export function spokenWords(transcript: Transcript, evidence: SpokenEvidence): string {
  const utterance = transcript.utterances.find((candidate) => candidate.id === evidence.utteranceId);
  return utterance === undefined ? '' : wordsOf(utterance).slice(evidence.from, evidence.to).join(' ');
}

export function wordsOf(utterance: Utterance): readonly string[] {
  return utterance.text.split(/\s+/).filter((word) => word !== '');
}
