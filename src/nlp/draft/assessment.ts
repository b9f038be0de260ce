/**
 * Only what the facts carry: why a therapist was needed (from what the therapist did), what help is still needed, change
 * against an earlier level, fall risk, the therapist's own reasoning, the goal that was worked on. No prognosis, no
 * benefit, no praise.
 */
import { ASSIST_LEVELS, type Fact, type FactOf } from '../../shared/domain/facts.ts';
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
import { joinPieces, listPieces, type Piece } from './statementText.ts';
import { isNamedIn, taskOverlap } from './taskWords.ts';

export function assessmentStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  return [
    ...skilledNeeds(grouped, context),
    ...safetyConcerns(grouped, context),
    limitations(grouped.activities, context),
    ...progress(grouped.activities, context),
    ...fallRisk(context),
    ...factsOf('reasoning', context.facts).map((fact) =>
      statementOn([fact], sentence('reasoning', { gist: factPiece(fact, 'gist', context) }, context)),
    ),
    ...goalsWorkedOn(grouped.activities, context),
  ].filter((statement) => statement !== null);
}

/** A part of a sentence with the facts it rests on. */
interface Item {
  readonly facts: readonly Fact[];
  readonly pieces: readonly Piece[];
}

/** More than this in one sentence is a list nobody reads. */
const ITEMS_PER_SENTENCE = 3;

function inSentences(pattern: string, items: readonly Item[], context: DraftContext): (StatementBody | null)[] {
  const count = Math.ceil(items.length / ITEMS_PER_SENTENCE);
  return Array.from({ length: count }, (_, i) => {
    const part = items.slice(i * ITEMS_PER_SENTENCE, (i + 1) * ITEMS_PER_SENTENCE);
    const pieces = joinPieces(
      part.map((item) => item.pieces),
      '; ',
    );
    const facts = [...new Set(part.flatMap((item) => item.facts))];
    return statementOn(facts, sentence(pattern, { items: pieces }, context));
  });
}

/** The tasks in which hands or cues of a therapist were at work, rated or not. */
function skilledNeeds(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const seen = new Set<string>();
  const rated = grouped.activities.flatMap((activity): Item[] => {
    const { observation, cues, safety } = activity;
    if (!isSkilled(activity) || seen.has(observation.task)) return [];
    seen.add(observation.task);
    const hands = observation.manner === undefined ? [] : [sentence('needHands', {}, context)];
    const needs = listPieces([...hands, ...cues.map((cue) => cueNeed(cue, context))]);
    const nouns = safetyNouns(safety, context);
    const risk = nouns.length === 0 ? [] : sentence('risk', { nouns }, context);
    const task = factPiece(observation, 'task', context);
    const pieces = sentence('skilledItem', { task, needs, risk }, context);
    return [{ facts: [observation, ...cues, ...safety], pieces }];
  });
  const loose = factsOf('cue', grouped.loose).flatMap((cue): Item[] => {
    const task = factPiece(cue, 'task', context);
    if (task.length === 0) return [];
    return [
      { facts: [cue], pieces: sentence('skilledItem', { task, needs: cueNeed(cue, context), risk: [] }, context) },
    ];
  });
  return inSentences('skilledNeed', [...rated, ...loose], context);
}

function isSkilled({ observation, cues }: Activity): boolean {
  return observation.manner !== undefined || cues.length > 0;
}

/** Safety events that no sentence on skilled need has told. */
function safetyConcerns(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const during = grouped.activities
    .filter((activity) => !isSkilled(activity) && activity.safety.length > 0)
    .map(({ observation, safety }): Item => {
      const slots = { nouns: safetyNouns(safety, context), task: factPiece(observation, 'task', context) };
      return { facts: [observation, ...safety], pieces: sentence('concernDuring', slots, context) };
    });
  const loose = factsOf('safety', grouped.loose).map((fact): Item => {
    return { facts: [fact], pieces: safetyNouns([fact], context) };
  });
  return inSentences('safetyConcern', [...during, ...loose], context);
}

function safetyNouns(safety: readonly FactOf<'safety'>[], context: DraftContext): readonly Piece[] {
  const events = safety.filter((fact, i) => safety.findIndex((other) => other.event === fact.event) === i);
  return listPieces(events.map((fact) => factPiece(fact, 'noun', context)));
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
    const now = latest.findLast((fact) => isSameTask(fact, prior));
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
    const facts = latestByTask(activities).filter((fact) => isNamedIn(fact.task, goal.text));
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
