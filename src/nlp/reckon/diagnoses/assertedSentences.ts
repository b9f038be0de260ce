/** The therapist's statements of a finding today, sentence by sentence, with their place in the transcript. */
import type { SpokenEvidence } from '../../../shared/domain/evidence.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';

export interface AssertedSentence {
  readonly text: string;
  readonly evidence: SpokenEvidence;
}

/** @param notAsserted words that make a sentence a denial, a plan, a question or another person's matter */
export function assertedSentences(transcript: Transcript, notAsserted: string): readonly AssertedSentence[] {
  const excluded = new RegExp(notAsserted, 'iu');
  return transcript.utterances
    .filter(({ speaker, language }) => speaker === 'therapist' && language === undefined)
    .flatMap(({ id, text }) => sentences(text, id))
    .filter((sentence) => !excluded.test(sentence.text));
}

function sentences(text: string, utteranceId: string): AssertedSentence[] {
  const words = text.trim().split(/\s+/);
  const found: AssertedSentence[] = [];
  let from = 0;
  words.forEach((word, at) => {
    if (!/[.!?;]["”']?$/.test(word) && at < words.length - 1) return;
    const evidence = { kind: 'spoken', utteranceId, from, to: at + 1 } as const;
    found.push({ text: words.slice(from, at + 1).join(' '), evidence });
    from = at + 1;
  });
  return found;
}
