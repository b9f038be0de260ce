/**
 * What a score may rest on: help the therapist observed today, with the sentence it was said in, the devices and the
 * cues of the same task. Reports about home, plans, goals and denials are no observations.
 */
import type { CueFact, DeviceFact, Fact, ObservationFact, SafetyFact } from '../../../shared/domain/facts.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';

export interface Observed {
  readonly fact: ObservationFact;
  /** Task, manner and the whole sentences of the evidence, in lower case. */
  readonly words: string;
  readonly devices: readonly DeviceFact[];
  readonly cues: readonly CueFact[];
  readonly concerns: readonly SafetyFact[];
}

export function observedHelp(facts: readonly Fact[], transcript: Transcript): readonly Observed[] {
  const today = facts.filter((fact) => fact.polarity === 'affirmed');
  const sameTask = (task: string | null, fact: ObservationFact) => task !== null && isSameTask(task, fact.task);
  return today
    .filter((fact) => fact.kind === 'observation')
    .filter((fact) => fact.source === 'therapist')
    .map((fact) => ({
      fact,
      words: [fact.task, fact.manner ?? '', sentencesOf(fact, transcript)].join(' ').toLowerCase(),
      devices: today.filter((other) => other.kind === 'device').filter(({ task }) => sameTask(task, fact)),
      cues: today.filter((other) => other.kind === 'cue').filter(({ task }) => sameTask(task, fact)),
      concerns: today
        .filter((other) => other.kind === 'safety')
        .filter(({ task, observed }) => observed === 'observed' && sameTask(task, fact)),
    }));
}

/** Tasks are named as they were spoken: "toilet transfer, on the toilet" and "the toilet transfer" are one. */
function isSameTask(one: string, other: string): boolean {
  return namesOf(one).some((name) => namesOf(other).some((its) => holds(name, its) || holds(its, name)));
}

function namesOf(task: string): readonly string[] {
  return task
    .toLowerCase()
    .split(/,\s*/)
    .map((name) => name.replace(/^(?:the|his|her|that|a)\s+/, '').trim())
    .filter((name) => name !== '');
}

function holds(name: string, part: string): boolean {
  return ` ${name} `.includes(` ${part} `);
}

/** The sentences that the evidence lies in, not only its words: what the help was is often said around the level. */
function sentencesOf(fact: ObservationFact, transcript: Transcript): string {
  return fact.evidence
    .map(({ utteranceId, from, to }) => {
      const utterance = transcript.utterances.find(({ id }) => id === utteranceId);
      if (utterance === undefined) return '';
      const words = utterance.text.trim().split(/\s+/);
      let start = from;
      while (start > 0 && !endsSentence(words[start - 1]!)) start -= 1;
      let end = Math.max(to, from + 1);
      while (end < words.length && !endsSentence(words[end - 1]!)) end += 1;
      return words.slice(start, end).join(' ');
    })
    .join(' ');
}

function endsSentence(word: string): boolean {
  return /[.!?]["”']?$/.test(word);
}
