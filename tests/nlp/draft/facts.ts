/**
 * Hand-written sessions for tests: `say` makes an utterance, and a fact's evidence is found by naming its words, so
 * that a test reads like the session it is about.
 */
import type { Role } from '../../../src/shared/domain/audio.ts';
import type { SpokenEvidence } from '../../../src/shared/domain/evidence.ts';
import type { Fact } from '../../../src/shared/domain/facts.ts';
import type { Transcript, Utterance } from '../../../src/shared/domain/utterance.ts';
import type { NonEmpty } from '../../../src/shared/nonEmpty.ts';

export type Spoken = readonly [speaker: Role, text: string];

export function transcriptOf(lines: readonly Spoken[]): Transcript {
  const utterances = lines.map(
    ([speaker, text], i): Utterance => ({
      id: `u${i}`,
      speaker,
      speakerP: 0.95,
      setBy: 'file',
      text,
      words: [],
      startMs: i * 5000,
      endMs: i * 5000 + 4000,
    }),
  );
  return { utterances, gaps: [] };
}

/** The range of the words in the first utterance that has them. */
export function saidIn(transcript: Transcript, ...stretches: readonly [string, ...string[]]): NonEmpty<SpokenEvidence> {
  return stretches.map((words) => find(transcript, words)) as unknown as NonEmpty<SpokenEvidence>;
}

function find(transcript: Transcript, words: string): SpokenEvidence {
  const wanted = words.split(/\s+/);
  for (const utterance of transcript.utterances) {
    const tokens = utterance.text.split(/\s+/);
    for (let from = 0; from + wanted.length <= tokens.length; from++)
      if (wanted.every((word, i) => tokens[from + i] === word))
        return { kind: 'spoken', utteranceId: utterance.id, from, to: from + wanted.length };
  }
  throw new Error(`Nobody said "${words}".`);
}

type WithoutBase<F> = F extends Fact
  ? Omit<F, 'id' | 'certainty' | 'polarity' | 'source' | 'rule' | 'evidence'>
  : never;
export type FactSketch = WithoutBase<Fact> & {
  readonly words: string | readonly [string, ...string[]];
} & Partial<Pick<Fact, 'certainty' | 'polarity' | 'source' | 'rule'>>;

export function factsFrom(transcript: Transcript, sketches: readonly FactSketch[]): readonly Fact[] {
  return sketches.map(({ words, ...sketch }, i) => {
    const evidence = typeof words === 'string' ? saidIn(transcript, words) : saidIn(transcript, ...words);
    const base = { certainty: 'stated', polarity: 'affirmed', source: 'therapist', rule: 'test/sketch' } as const;
    return { ...base, ...sketch, id: `f${i}`, evidence } as Fact;
  });
}
