/** What was done and seen: one statement per task with its level, device, hands, cues and safety; then measures. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import type { Activity, GroupedFacts, Performance } from './activities.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import type { PatternName } from './patternSlots.ts';
import { performanceSentences } from './performanceWords.ts';
import { joinPieces, listPieces, type Piece } from './statementText.ts';
import { isNamedIn } from './taskWords.ts';

export function objectiveStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  const rated = grouped.activities.map((activity, turn) => activityStatement(activity, turn, context));
  const unrated = grouped.unrated.map((performance) => unratedStatement(performance, context));
  const inOrder = [...rated, ...unrated]
    .filter((statement) => statement !== null)
    .sort((a, b) => orderOf(a, context) - orderOf(b, context));
  const repeated = new Set(grouped.activities.flatMap((activity) => activity.repeated));
  const actions = factsOf('skilledAction', context.facts).filter((fact) => !repeated.has(fact));
  return [
    ...inOrder,
    ...actions.map((fact) => gistStatement(fact, 'skilledAction', context)),
    ...factsOf('education', context.facts).map((fact) => gistStatement(fact, `${fact.who}Education`, context)),
    equipmentStatement(grouped.devices, context),
    measuresStatement(context),
  ].filter((statement) => statement !== null);
}

function orderOf(statement: StatementBody, context: DraftContext): number {
  return context.facts.findIndex((fact) => fact.id === statement.factIds[0]);
}

function activityStatement(activity: Activity, turn: number, context: DraftContext): StatementBody | null {
  const { observation, devices } = activity;
  const named = devices.filter((device) => !isNamedIn(device.name, observation.task));
  const manner = factPiece(observation, 'manner', context);
  const slots = {
    levelBefore: factPiece(observation, 'level.before', context),
    levelAfter: factPiece(observation, 'level.after', context),
    task: factPiece(observation, 'task', context),
    device: named.length === 0 ? [] : sentence('device', { devices: deviceNames(named, context) }, context),
    manner: manner.length === 0 ? [] : sentence('manner', { manner }, context),
  };
  const isRated = observation.assistLevel !== null;
  const first = sentence(isRated ? 'observation' : 'observationUnrated', slots, context, turn);
  const facts = [observation, ...devices, ...activity.cues, ...activity.safety, ...activity.repeated];
  return statementOn(facts, joinPieces([first, ...performanceSentences(activity, [], context)], ' '));
}

/** Cues and safety of a task that nobody rated. */
function unratedStatement(performance: Performance, context: DraftContext): StatementBody | null {
  const facts = [...performance.safety, ...performance.cues];
  const during = facts[0] === undefined ? [] : factPiece(facts[0], 'task', context);
  return statementOn(facts, joinPieces(performanceSentences(performance, during, context), ' '));
}

function gistStatement(fact: Fact, pattern: PatternName, context: DraftContext): StatementBody | null {
  return statementOn([fact], sentence(pattern, { gist: factPiece(fact, 'gist', context) }, context));
}

function deviceNames(devices: readonly FactOf<'device'>[], context: DraftContext): readonly Piece[] {
  return listPieces(devices.map((device) => factPiece(device, 'name', context)));
}

function equipmentStatement(devices: readonly FactOf<'device'>[], context: DraftContext): StatementBody | null {
  return statementOn(devices, sentence('equipment', { devices: deviceNames(devices, context) }, context));
}

function measuresStatement(context: DraftContext): StatementBody | null {
  const measures = factsOf('measure', context.facts);
  const items = measures.map((fact) => [
    ...factPiece(fact, 'name', context),
    ' ',
    ...factPiece(fact, 'value', context),
  ]);
  return statementOn(measures, sentence('measures', { measures: joinPieces(items, '; ') }, context));
}
