/** A fact in a few words, for lists. The note's own sentences are written by the core. */
import type { AssistLevel, Fact } from '../../../shared/domain/facts.ts';

export const LEVEL_WORDS: Readonly<Record<AssistLevel, string>> = {
  I: 'Independent',
  ModI: 'Modified independent',
  Supervision: 'Supervision',
  SBA: 'Stand-by assist',
  CGA: 'Contact guard assist',
  MinA: 'Minimal assist',
  ModA: 'Moderate assist',
  MaxA: 'Maximal assist',
  TotalA: 'Total assist',
};

export const FACT_WORDS: Readonly<Record<Fact['kind'], string>> = {
  observation: 'Assistance',
  prior: 'Earlier level',
  cue: 'Cues',
  minutes: 'Minutes',
  device: 'Equipment',
  safety: 'Safety',
  measure: 'Measure',
  subjective: 'Reported',
  pain: 'Pain',
  plan: 'Plan',
  education: 'Education',
  skilledAction: 'Skilled action',
  reasoning: 'Reasoning',
  exercise: 'Exercise',
};

const joined = (...parts: readonly (string | number | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(', ');

export function factSummary(fact: Fact): string {
  switch (fact.kind) {
    case 'observation':
      return joined(fact.task, fact.assistLevel === null ? 'help without a level' : LEVEL_WORDS[fact.assistLevel]);
    case 'prior':
      return joined(fact.task, LEVEL_WORDS[fact.assistLevel], fact.when);
    case 'cue':
      return joined(fact.count === null ? null : `${fact.count}`, `${fact.type} cues`, fact.purpose, fact.task);
    case 'minutes':
      return joined(`${fact.approximate ? 'about ' : ''}${fact.minutes} min`, fact.task);
    case 'device':
      return joined(fact.name, fact.task);
    case 'safety':
      return fact.gist;
    case 'measure':
      return joined(fact.measure, fact.motion, fact.bodyPart, fact.side, `${fact.value}${fact.unit ?? ''}`);
    case 'subjective':
      return fact.gist;
    case 'pain':
      return joined(`${fact.score}/10`, fact.bodyPart, fact.side, fact.when);
    case 'plan':
      return joined(fact.gist, fact.when);
    case 'education':
    case 'skilledAction':
    case 'reasoning':
      return fact.gist;
    case 'exercise':
      return joined(exerciseName(fact), doseShown(fact));
  }
}

type Exercise = Extract<Fact, { kind: 'exercise' }>;

export function exerciseName({ task, side }: Pick<Exercise, 'task' | 'side'>): string {
  return side === null ? task : `${task}, ${side}`;
}

/** "3 × 10, 2 lb, 5 s hold": only what was said. */
export function doseShown({ sets, reps, value, unit, resistance, holdSeconds }: Exercise): string {
  const setWord = sets === 1 ? 'set' : 'sets';
  const counted = sets !== null && reps !== null ? `${sets} × ${reps}` : null;
  return joined(
    counted ?? (reps === null ? (sets === null ? null : `${sets} ${setWord}`) : `${reps} reps`),
    value === null ? null : `${value} ${unit ?? ''}`.trim(),
    resistance,
    holdSeconds === null ? null : `${holdSeconds} s hold`,
  );
}
