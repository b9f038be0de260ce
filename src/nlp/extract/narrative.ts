/**
 * Teaching, skilled action and reasoning: sentences of the therapist's narration kept in the therapist's words, found
 * by the cue phrases of resources/lexicon/report.yml.
 */
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf, spokenText } from './document.ts';
import type { Draft } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, isSecondPerson, namesInTalk, standingAt } from './standing.ts';

export function extractEducation(document: Document): Draft[] {
  return narrated(document).flatMap((sentence) => {
    const hit = hitsOf(sentence, 'educationCues').find((each) => usable(sentence, each.from));
    if (!hit) return [];
    return [
      {
        kind: 'education' as const,
        who: hit.entry.who === 'caregiver' ? ('caregiver' as const) : ('patient' as const),
        gist: spokenText(sentence, 0, sentence.tokens.length),
        ...common('education/told', 'therapist'),
        evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
      },
    ];
  });
}

export function extractSkilledActions(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  return narrated(document).flatMap((sentence) => {
    const hit = hitsOf(sentence, 'skilledCues').find(
      (each) => usable(sentence, each.from) && (!each.entry.elided || each.from === 0),
    );
    if (!hit) return [];
    const chunk = sentence.chunks[chunkIndexAt(sentence, hit.from)];
    const from = chunk?.from ?? hit.from;
    const to = Math.max(chunk?.to ?? hit.to, hit.to);
    if (isSecondPerson(sentence, from, to)) return [];
    return [
      {
        kind: 'skilledAction' as const,
        gist: spokenText(sentence, from, to),
        task: taskFor(document, active, sentence.index, hit.from)?.label ?? null,
        ...common('skilledAction/told', 'therapist'),
        evidence: evidenceOf({ sentence, from, to }),
      },
    ];
  });
}

export function extractReasoning(document: Document): Draft[] {
  return narrated(document).flatMap((sentence) => {
    const hit = hitsOf(sentence, 'reasoningCues')[0];
    if (
      !hit ||
      isSecondPerson(sentence, 0, sentence.tokens.length) ||
      standingAt(sentence, hit.from).kind === 'excluded'
    )
      return [];
    return [
      {
        kind: 'reasoning' as const,
        gist: spokenText(sentence, 0, sentence.tokens.length),
        ...common('reasoning/told', 'therapist'),
        evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
      },
    ];
  });
}

function narrated(document: Document): Sentence[] {
  const names = namesInTalk(document);
  return document.sentences.filter(
    (sentence) =>
      sentence.speaker === 'therapist' &&
      !isQuestion(sentence) &&
      !isAboutAnotherPerson(sentence, names.patient, names.all),
  );
}

function usable(sentence: Sentence, at: number): boolean {
  return standingAt(sentence, at).kind === 'asserted' && !isDenied(sentence, at);
}
