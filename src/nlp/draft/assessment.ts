/**
 * Only what the facts carry: why a therapist was needed (from what the therapist did), what help is still needed, change
 * against an earlier level, fall risk, the therapist's own reasoning, the goal that was worked on. No prognosis, no
 * benefit, no praise.
 */
import { ASSIST_LEVELS, type FactOf } from '../../shared/domain/facts.ts';
import type { Goal } from '../../shared/domain/record.ts';
import type { Activity, GroupedFacts } from './activities.ts';
import {
  type DraftContext,
  factPiece,
  factsOf,
  recordPiece,
  type StatementBody,
  sentence,
  statementOn,
} from './draftContext.ts';
import { safetyWords } from './objective.ts';
import { listPieces, type Piece } from './statementText.ts';
import { taskOverlap } from './taskWords.ts';

export function assessmentStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  return [
    ...skilledNeeds(grouped.activities, context),
    limitations(grouped.activities, context),
    ...progress(grouped.activities, context),
    ...fallRisk(context),
    ...factsOf('reasoning', context.facts).map((fact) =>
      statementOn([fact], sentence('reasoning', { gist: factPiece(fact, 'gist', context) }, context)),
    ),
    ...goalsWorkedOn(grouped.activities, context),
  ].filter((statement) => statement !== null);
}

/** One statement per task in which hands or cues of a therapist were at work. */
function skilledNeeds(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const seen = new Set<string>();
  return activities.map((activity) => {
    const { observation, cues, safety } = activity;
    const manner = factPiece(observation, 'manner', context);
    if ((manner.length === 0 && cues.length === 0) || seen.has(observation.task)) return null;
    seen.add(observation.task);
    const hands = manner.length === 0 ? [] : [sentence('needHands', {}, context)];
    const needs = listPieces([...hands, ...cues.map((cue) => cueNeed(cue, context))]);
    const nouns = safety.filter((fact) => fact.observed === 'observed').map((fact) => factPiece(fact, 'noun', context));
    const risk = nouns.length === 0 ? [] : sentence('risk', { nouns: listPieces(nouns) }, context);
    const task = factPiece(observation, 'task', context);
    return statementOn([observation, ...cues, ...safety], sentence('skilledNeed', { task, needs, risk }, context));
  });
}

function cueNeed(cue: FactOf<'cue'>, context: DraftContext): readonly Piece[] {
  const purpose = factPiece(cue, 'purpose', context);
  const cueing = sentence('needCues', { cueing: factPiece(cue, 'cueing', context) }, context);
  return [...cueing, ...(purpose.length === 0 ? [] : [' for ', ...purpose])];
}

const HANDS_FREE: ReadonlySet<string> = new Set(['I', 'ModI']);

function limitations(activities: readonly Activity[], context: DraftContext): StatementBody | null {
  const latest = latestByTask(activities).filter(
    ({ assistLevel }) => assistLevel !== null && !HANDS_FREE.has(assistLevel),
  );
  const items = latest.map((fact) => [
    ...factPiece(fact, 'task', context),
    ' (',
    ...factPiece(fact, 'level.short', context),
    ')',
  ]);
  return statementOn(latest, sentence('limitations', { items: listPieces(items) }, context));
}

/** A task tried several times counts by its last trial. */
function latestByTask(activities: readonly Activity[]): FactOf<'observation'>[] {
  const byTask = new Map<string, FactOf<'observation'>>();
  for (const { observation } of activities) byTask.set(observation.task, observation);
  return [...byTask.values()];
}

function progress(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const latest = latestByTask(activities);
  return factsOf('prior', context.facts).map((prior) => {
    const now = latest.find((fact) => isSameTask(fact, prior));
    if (now === undefined || now.assistLevel === null) return null;
    const step = ASSIST_LEVELS.indexOf(now.assistLevel) - ASSIST_LEVELS.indexOf(prior.assistLevel);
    const direction = step < 0 ? 'less help than before' : step > 0 ? 'more help than before' : 'unchanged';
    const slots = {
      task: factPiece(now, 'task', context),
      prior: factPiece(prior, 'level.short', context),
      when: factPiece(prior, 'when', context),
      level: factPiece(now, 'level.short', context),
      direction: [direction],
    };
    return statementOn([prior, now], sentence('progress', slots, context));
  });
}

function isSameTask(now: FactOf<'observation'>, prior: FactOf<'prior'>): boolean {
  return taskOverlap(now.task, prior.task) >= 0.5 || (now.fimItem !== null && now.fimItem === prior.fimItem);
}

function fallRisk(context: DraftContext): (StatementBody | null)[] {
  return factsOf('safety', context.facts)
    .filter((fact) => fact.event === 'fallRisk' && fact.polarity === 'affirmed')
    .map((fact) => statementOn([fact], sentence('fallRisk', { safety: safetyWords(fact, context) }, context)));
}

/** Goals of the plan whose words name a task of today. */
function goalsWorkedOn(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const goals = context.patient?.planOfCare.goals ?? [];
  return goals.map((goal) => {
    const facts = latestByTask(activities).filter((fact) => taskOverlap(fact.task, goal.text) >= 1);
    return facts.length === 0 ? null : goalStatement(goal, facts, context);
  });
}

function goalStatement(
  goal: Goal,
  facts: readonly FactOf<'observation'>[],
  context: DraftContext,
): StatementBody | null {
  const evidence = [{ kind: 'rule', ruleId: 'record/plan-of-care', inputs: [goal.id] }] as const;
  const slots = {
    term: recordPiece(`goal.${goal.id}.term`, evidence, context),
    goal: recordPiece(`goal.${goal.id}.text`, evidence, context),
  };
  const statement = statementOn(facts, sentence('goal', slots, context), 'record');
  return statement === null ? null : { ...statement, evidence: [...evidence, ...statement.evidence] };
}
