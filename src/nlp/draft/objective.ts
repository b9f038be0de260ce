/** What was done and seen: one statement per task with its level, device, hands, cues and safety; then measures. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import type { Activity, GroupedFacts, Performance } from './activities.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import { namesAHand } from './mannerText.ts';
import type { PatternName } from './patternSlots.ts';
import { performanceSentences, safetyWords } from './performanceWords.ts';
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
    ...measuresStatements(context),
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

/** "Transfer: Max A on the first trial, Mod A on the second and CGA on the third." */
function trialsStatement(trials: readonly Activity[], turn: number, context: DraftContext): StatementBody | null {
  const { observation } = trials[0]!;
  const activity = factPiece(observation, 'activity', context);
  const devices = trials.flatMap((each) => each.devices).filter((device) => !isDeviceTold(device, activity));
  const slots = {
    activity,
    levels: trialLevels(trials, context),
    device: devices.length === 0 ? [] : sentence('device', { devices: deviceNames(devices, context) }, context),
  };
  if (slots.activity.length === 0) return null;
  const facts = trials.flatMap((each) => [
    ...[each.observation, ...each.devices],
    ...[...each.cues, ...each.safety, ...each.repeated],
  ]);
  const performance = { cues: trials.flatMap(({ cues }) => cues), safety: trials.flatMap(({ safety }) => safety) };
  const needHelp = trials.every(({ observation: { assistLevel } }) => assistLevel !== 'I' && assistLevel !== 'ModI');
  const first = sentence(needHelp ? 'trialsOfHelp' : 'trials', slots, context, turn);
  return statementOn(facts, joinPieces([first, ...performanceSentences(performance, [], context)], ' '));
}

const ORDINAL = /^(?:first|second|third|fourth|fifth|last)$/;

/** Each level with its trial and what the hands did in it; the word "trial" once where they are counted. */
function trialLevels(trials: readonly Activity[], context: DraftContext): readonly Piece[] {
  const which = trials.map(({ observation }) => plainText(factPiece(observation, 'trial.which', context)));
  const areCounted = which.slice(1).every((each) => ORDINAL.test(each));
  const isFirstCounted = areCounted && ORDINAL.test(which[0]!);
  const levels = trials.map(({ observation }, i) => {
    const isAfter = areCounted && i > (isFirstCounted ? 0 : 1);
    const trial = factPiece(observation, isAfter ? 'trial.which' : 'trial', context);
    const manner = factPiece(observation, 'manner', context);
    return [
      ...factPiece(observation, 'level.short', context),
      ...(trial.length === 0 ? [] : sentence('onTrial', { trial }, context)),
      ...(manner.length === 0 ? [] : sentence('trialManner', { manner }, context)),
    ];
  });
  return isFirstCounted ? listPieces(levels) : joinPieces(levels, ', then ');
}

/** True when the activity's own words name the device by either of its names. */
function isDeviceTold({ name }: FactOf<'device'>, shown: readonly Piece[]): boolean {
  const [, usual = name, said = ''] = /^(.+?) \((.+)\)$/.exec(name) ?? [];
  const text = plainText(shown);
  return isNamedIn(usual, text) || (said !== '' && isNamedIn(said, text));
}

/** A hand is what the therapist worked with: "…, with a palm flat on patient's back". */
function mannerSlot(fact: FactOf<'observation'>, context: DraftContext): readonly Piece[] {
  const manner = factPiece(fact, 'manner', context);
  if (manner.length === 0) return [];
  return sentence(namesAHand(plainText(manner)) ? 'handManner' : 'manner', { manner }, context);
}

/** "Unsteady (veered and therapist took hold of the handle)" tells the hands already. */
function isToldBySafety({ observation, safety }: Activity, context: DraftContext): boolean {
  const manner = plainText(factPiece(observation, 'manner', context)).toLowerCase();
  if (manner === '') return false;
  return safety.some((fact) => plainText(safetyWords(fact, context)).toLowerCase().includes(manner));
}

function activityStatement(activity: Activity, turn: number, context: DraftContext): StatementBody | null {
  const { observation, devices } = activity;
  const task = factPiece(observation, 'task', context);
  const named = devices.filter((device) => !isDeviceTold(device, task));
  const slots = {
    levelBefore: factPiece(observation, 'level.before', context),
    levelAfter: factPiece(observation, 'level.after', context),
    task,
    device: named.length === 0 ? [] : sentence('device', { devices: deviceNames(named, context) }, context),
    manner: isToldBySafety(activity, context) ? [] : mannerSlot(observation, context),
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

/** Vital signs by themselves; readings of one thing follow one another: "heart rate 82 bpm, then 101 bpm". */
function measuresStatements(context: DraftContext): readonly (StatementBody | null)[] {
  const measures = factsOf('measure', context.facts);
  const isVital = ({ measure }: FactOf<'measure'>) => context.rules.wording.measures[measure]?.vital === true;
  return [
    measuresStatement('vitals', measures.filter(isVital), context),
    measuresStatement(
      'measures',
      measures.filter((fact) => !isVital(fact)),
      context,
    ),
  ];
}

function measuresStatement(
  pattern: 'vitals' | 'measures',
  measures: readonly FactOf<'measure'>[],
  context: DraftContext,
): StatementBody | null {
  const byName = Map.groupBy(measures, (fact) => plainText(factPiece(fact, 'name', context)));
  const items = [...byName.values()].map((readings) => [
    ...factPiece(readings[0]!, 'name', context),
    ' ',
    ...joinPieces(
      readings.map((fact) => factPiece(fact, 'value', context)),
      ', then ',
    ),
  ]);
  const inOrder = [...byName.values()].flat();
  return statementOn(inOrder, sentence(pattern, { measures: joinPieces(items, '; ') }, context));
}
