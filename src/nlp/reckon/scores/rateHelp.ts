/**
 * One observation of help → its place on both scales, by the order of decision of the scale: did it occur, was there a
 * helper, was there touch, what share did the patient do. Where the words allow two readings a question comes back.
 */
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import type { ScoreRules } from '../../../shared/domain/scoreRules.ts';
import type { BurdenLevel, GgCode, ScoreAnswer, ScoreOption, ScoreQuestion } from '../../../shared/domain/scores.ts';
import { nonEmpty } from '../../../shared/nonEmpty.ts';
import type { Observed } from './scoreEvidence.ts';

export interface Rating {
  readonly kind: 'rated';
  readonly observed: Observed;
  readonly burden: BurdenLevel;
  readonly gg: GgCode;
  /** The branch of the decision that was taken, for example "two-helpers". */
  readonly branch: string;
  readonly reason: string;
}

export interface OpenRating {
  readonly kind: 'open';
  readonly observed: Observed;
  readonly question: ScoreQuestion;
}

/** Most help first, so that the more dependent end of a range is found. */
const FROM_MOST_HELP: readonly AssistLevel[] = [
  'TotalA',
  'MaxA',
  'ModA',
  'MinA',
  'CGA',
  'SBA',
  'Supervision',
  'ModI',
  'I',
];
const ALONE: ReadonlySet<AssistLevel> = new Set(['I', 'ModI']);

export function rateHelp(
  observed: Observed,
  label: string,
  rules: ScoreRules,
  answers: readonly ScoreAnswer[],
): Rating | OpenRating {
  const question = questionOf(observed, label, rules);
  if (question === null) return rate(observed, rules);
  const answer = answers.findLast(({ questionId }) => questionId === question.id);
  const option = question.options.find(({ id }) => id === answer?.optionId);
  if (option === undefined) return { kind: 'open', observed, question };
  return {
    ...{ kind: 'rated', observed, burden: option.burden, gg: option.gg, branch: `answered-${option.id}` },
    reason: `the therapist answered "${option.label}"`,
  };
}

function rate(observed: Observed, rules: ScoreRules): Rating {
  const { fact, devices, cues, concerns } = observed;
  const { burden, sectionGg } = rules;
  const level = mostHelp(fact.range ?? [fact.assistLevel!]);
  const at = (branch: string, burdenLevel: BurdenLevel, gg: GgCode, reason: string): Rating => ({
    ...{ kind: 'rated', observed, burden: burdenLevel, gg, branch, reason },
  });
  const isRange = fact.range !== undefined;
  const said = isRange ? `${fact.range.join(' to ')} was said, the more dependent end counts` : `${level} was said`;
  if ((fact.helpers ?? 1) >= 2) return at('two-helpers', 1, '01', `${fact.helpers} helpers`);
  if (ALONE.has(level) && cues.length > 0)
    return at('cued', burden.fromLevel.Supervision, sectionGg.fromLevel.Supervision, `${said}, but with cues`);
  if (level === 'I' && devices.length > 0)
    return at('device', burden.fromLevel.ModI, sectionGg.fromLevel.I, `no helper, with ${devices[0]!.name}`);
  if (level === 'I' && concerns.length > 0)
    return at('safety-concern', burden.fromLevel.ModI, sectionGg.fromLevel.I, 'no helper, with a safety concern');
  const byLevel = burden.fromLevel[level];
  const ggByLevel = sectionGg.fromLevel[level];
  if (level === 'Supervision' && cues.length === 0 && has(burden.setUpPattern, observed))
    return at('set-up', byLevel, sectionGg.setUpCode, 'help before or after the activity only');
  const branch = ALONE.has(level) ? 'no-helper' : byLevel === 5 ? 'no-touch' : level === 'CGA' ? 'touch' : 'share';
  return at(isRange ? `range-${branch}` : branch, byLevel, ggByLevel, said);
}

function questionOf(observed: Observed, label: string, rules: ScoreRules): ScoreQuestion | null {
  const { fact } = observed;
  const { setUpDispute, missingLevelPrompt } = rules.burden;
  const ask = (prompt: string, options: ScoreQuestion['options']): ScoreQuestion => ({
    ...{ id: `score-${fact.id}`, factId: fact.id, prompt: prompt.replace('{label}', label), options },
  });
  if (fact.assistLevel === null && fact.range === undefined) {
    const handsOn: readonly AssistLevel[] = ['CGA', 'MinA', 'ModA', 'MaxA', 'TotalA'];
    return ask(missingLevelPrompt, nonEmpty(handsOn.map((level) => levelOption(level, rules)))!);
  }
  const level = fact.assistLevel;
  const isDisputed =
    level !== null &&
    fact.range === undefined &&
    (fact.helpers ?? 1) < 2 &&
    setUpDispute.levels.includes(level) &&
    fact.fimItem !== null &&
    setUpDispute.items.includes(fact.fimItem) &&
    has(setUpDispute.pattern, observed);
  if (!isDisputed) return null;
  const setUp: ScoreOption = {
    id: 'set-up',
    label: 'Only setting up',
    burden: rules.burden.fromLevel.Supervision,
    gg: rules.sectionGg.setUpCode,
  };
  const handsOn: ScoreOption = { ...levelOption(level, rules), id: 'hands-on', label: 'Hands-on during the activity' };
  return ask(setUpDispute.prompt, [setUp, handsOn]);
}

function levelOption(level: AssistLevel, rules: ScoreRules): ScoreOption {
  return { id: level, label: level, burden: rules.burden.fromLevel[level], gg: rules.sectionGg.fromLevel[level] };
}

function mostHelp(levels: readonly AssistLevel[]): AssistLevel {
  return FROM_MOST_HELP.find((level) => levels.includes(level))!;
}

function has(pattern: string, { words }: Observed): boolean {
  return new RegExp(pattern, 'iu').test(words);
}
