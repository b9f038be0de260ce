/** Rendered scenes beside the annotated dialogues that are spoken in them, and what was heard mapped to what was said. */

import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import type { SpokenEvidence } from '../../../src/shared/domain/evidence.ts';
import type { Fact } from '../../../src/shared/domain/facts.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import type { Dialogue } from '../facts/dialogueForm.ts';
import type { SceneTruth } from '../sceneScore.ts';

/** Closer than this to a line's time a heard word may still be of it: word times are that unsure. */
const NEAR_MS = 500;

/**
 * The dialogue as it is spoken in a scene: same lines and annotation, times of the scene. Lines are found by speaker and
 * text, in order.
 * @throws where the scene lacks a line of the dialogue: it would be scored against words that nobody spoke
 */
export function asSpoken(dialogue: Dialogue, truth: SceneTruth): Dialogue {
  const left = [...truth.utterances];
  const utterances = dialogue.utterances.map((line) => {
    const at = left.findIndex(({ speaker, text }) => speaker === line.speaker && text === line.text);
    if (at < 0) throw new Error(`${dialogue.id}: the scene does not hold "${line.text}"`);
    const [{ t0, t1 }] = left.splice(at, 1) as [SceneTruth['utterances'][number]];
    return { ...line, t0, t1 };
  });
  return { ...dialogue, utterances };
}

/** The true words as a transcript: what a recogniser that never errs would have written. Line i has the id `u<i>`. */
export function trueTranscript(dialogue: Dialogue): Transcript {
  const transcript = parseTranscript({ utterances: dialogue.utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return transcript.value;
}

/** Facts of heard words, each piece of evidence moved to the line of the dialogue that was being spoken at its time. */
export function onTrueLines(facts: readonly Fact[], heard: Transcript, truth: Transcript): Fact[] {
  const lines = new Map(heard.utterances.map((line) => [line.id, line]));
  const moved = ({ utteranceId, from, to, ...rest }: SpokenEvidence): SpokenEvidence => {
    const line = lines.get(utteranceId)!;
    const words = line.words.slice(from, to);
    const startMs = words[0]?.startMs ?? line.startMs;
    const endMs = words.at(-1)?.endMs ?? line.endMs;
    return { ...rest, from, to, utteranceId: lineAt(truth, startMs, endMs) };
  };
  return facts.map((fact) => {
    const [first, ...more] = fact.evidence;
    return { ...fact, evidence: [moved(first), ...more.map(moved)] } as Fact;
  });
}

/** The line that shares most time with the span, or lies nearest to it. */
function lineAt({ utterances }: Transcript, startMs: number, endMs: number): string {
  const shared = (line: { startMs: number; endMs: number }) =>
    Math.min(line.endMs, endMs) - Math.max(line.startMs, startMs);
  return utterances.reduce((best, line) => (shared(line) > shared(best) ? line : best)).id;
}

/** Words whose middle lies in the time of the line, or close to it and nearer to no other line. */
export function wordsOfLine(index: number, heard: Transcript, { utterances }: Transcript) {
  return heard.utterances
    .flatMap(({ speaker, words }) => words.map((word) => ({ ...word, speaker })))
    .filter((word) => {
      const middleMs = (word.startMs + word.endMs) / 2;
      const away = utterances.map(({ startMs, endMs }) => Math.max(startMs - middleMs, middleMs - endMs, 0));
      return away[index]! <= NEAR_MS && away[index] === Math.min(...away);
    })
    .sort((a, b) => a.startMs - b.startMs);
}
