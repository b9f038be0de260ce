/** What was done and seen: one statement per task with its level, device, hands, cues and safety; then measures. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import type { Activity, GroupedFacts, Performance } from './activities.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import type { PatternName } from './patternSlots.ts';
import { performanceSentences } from './performanceWords.ts';
import { joinPieces, listPieces, type Piece, plainText } from './statementText.ts';
import { isNamedIn } from './taskWords.ts';

export function objectiveStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  const rated = byActivity(grouped.activities, context).map((same, turn) =>
    same.length === 1 ? activityStatement(same[0]!, turn, context) : trialsStatement(same, turn, context),
  );
  const unrated = grouped.unrated.map((performance) => unratedStatement(performance, context));
  const inOrder = [...rated, ...unrated]
    .filter((statement) => statement !== null)
    .sort((a, b) => orderOf(a, context) - orderOf(b, context));
  const repeated = new Set(grouped.activities.flatMap((activity) => activity.repeated));
  const actions = factsOf('skilledAction', context.facts).filter((fact) => !repeated.has(fact) && standsAlone(fact));
  return [
    ...inOrder,
    ...actions.map((fact) => gistStatement(fact, 'skilledAction', context)),
    ...factsOf('education', context.facts).map((fact) => gistStatement(fact, `${fact.who}Education`, context)),
    equipmentStatement(grouped.devices, context),
    measuresStatement(context),
  ].filter((statement) => statement !== null);
}

/** "Blocked it" tells nothing to a reader who did not hear what "it" was. */
function standsAlone({ gist }: FactOf<'skilledAction'>): boolean {
  const said = gist.trim().split(/\s+/);
  return !/^(?:it|that|this|them|those|these)\W*$/i.test(said.at(-1)!) && (said.length > 3 || !/\bit\b/i.test(gist));
}

function orderOf(statement: StatementBody, context: DraftContext): number {
  return context.facts.findIndex((fact) => fact.id === statement.factIds[0]);
}

/** Trials of one activity, and its repeats, told together; what nobody rated stands by itself. */
function byActivity(activities: readonly Activity[], context: DraftContext): readonly (readonly Activity[])[] {
  const groups = new Map<string, Activity[]>();
  for (const activity of activities) {
    const { observation } = activity;
    const name = plainText(factPiece(observation, 'activity', context));
    const key = observation.assistLevel === null ? observation.id : name;
    groups.set(key, [...(groups.get(key) ?? []), activity]);
  }
  return [...groups.values()];
}

/** "Transfer: Max A on the first trial, then Mod A on the second trial." */
function trialsStatement(trials: readonly Activity[], turn: number, context: DraftContext): StatementBody | null {
  const { observation } = trials[0]!;
  if (factPiece(observation, 'activity', context).length === 0) return null;
  const levels = trials.map((each) => {
    const trial = factPiece(each.observation, 'trial', context);
    return [
      ...factPiece(each.observation, 'level.short', context),
      ...(trial.length === 0 ? [] : sentence('onTrial', { trial }, context)),
    ];
  });
  const devices = trials.flatMap((each) => each.devices).filter(({ name }) => !isNamedIn(name, observation.task));
  const manners = trials
    .map((each) => factPiece(each.observation, 'manner', context))
    .filter(({ length }) => length > 0);
  const slots = {
    activity: factPiece(observation, 'activity', context),
    levels: joinPieces(levels, ', then '),
    device: devices.length === 0 ? [] : sentence('device', { devices: deviceNames(devices, context) }, context),
    manner: manners.length === 0 ? [] : sentence('manner', { manner: joinPieces(manners, '; then ') }, context),
  };
  const facts = trials.flatMap((each) => [
    ...[each.observation, ...each.devices],
    ...[...each.cues, ...each.safety, ...each.repeated],
  ]);
  const performance = { cues: trials.flatMap(({ cues }) => cues), safety: trials.flatMap(({ safety }) => safety) };
  const first = sentence('trials', slots, context, turn);
  return statementOn(facts, joinPieces([first, ...performanceSentences(performance, [], context)], ' '));
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
  if (slots.task.length === 0) return null;
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
  const names = devices.map((device) => factPiece(device, 'name', context));
  return listPieces(names.filter((name, i) => names.findIndex((other) => plainText(other) === plainText(name)) === i));
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
