/** What was done and seen: one statement per task with its level, device, hands, cues and safety; then measures. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import type { Activity, GroupedFacts } from './activities.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import { joinPieces, listPieces, type Piece } from './statementText.ts';
import { isNamedIn } from './taskWords.ts';

export function objectiveStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  const rated = grouped.activities.map((activity, turn) => activityStatement(activity, turn, context));
  const loose = grouped.loose.filter((fact) => fact.kind !== 'device').map((fact) => looseStatement(fact, context));
  const inOrder = [...rated, ...loose]
    .filter((statement) => statement !== null)
    .sort((a, b) => orderOf(a, context) - orderOf(b, context));
  const looseDevices = grouped.loose.filter((fact) => fact.kind === 'device');
  return [
    ...inOrder,
    ...gistStatements('skilledAction', () => 'skilledAction', context),
    ...gistStatements('education', (fact) => `${(fact as FactOf<'education'>).who}Education`, context),
    equipmentStatement(looseDevices, context),
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
  const facts = [observation, ...devices, ...activity.cues, ...activity.safety];
  return statementOn(facts, joinPieces([first, ...performance(activity.cues, activity.safety, context)], ' '));
}

/** The sentences about cues and safety: one for both where it reads well. */
function performance(
  cues: readonly FactOf<'cue'>[],
  safety: readonly FactOf<'safety'>[],
  context: DraftContext,
): (readonly Piece[])[] {
  const named = safety.filter((fact) => factPiece(fact, 'predicate', context).length > 0);
  const hazards = safety.filter((fact) => !named.includes(fact));
  const cuePieces = listPieces(cues.map((cue) => cueWords(cue, context)));
  const safetyPieces = listPieces(named.map((fact) => safetyWords(fact, context)));
  const pattern =
    named.length > 0 && cues.length > 0
      ? 'safetyAndCues'
      : named.length > 0
        ? 'safetyOnly'
        : cues.length > 0
          ? 'cuesOnly'
          : null;
  return [
    ...(pattern === null ? [] : [sentence(pattern, { cues: cuePieces, safety: safetyPieces }, context)]),
    ...hazards.map((fact) => sentence('hazard', { gist: factPiece(fact, 'gist', context) }, context)),
  ];
}

/** "2 verbal cues for hand placement". */
export function cueWords(cue: FactOf<'cue'>, context: DraftContext): readonly Piece[] {
  const purpose = factPiece(cue, 'purpose', context);
  const words = [
    factPiece(cue, 'count', context),
    factPiece(cue, 'intensity', context),
    factPiece(cue, 'type', context),
  ].filter((piece) => piece.length > 0);
  return [...joinPieces(words, ' '), ...(purpose.length === 0 ? [] : [' for ', ...purpose])];
}

/** "was unsteady on the turn", "lost balance (caught self on the counter)". */
export function safetyWords(fact: FactOf<'safety'>, context: DraftContext): readonly Piece[] {
  const detail = factPiece(fact, 'detail', context);
  const [shown] = detail;
  if (shown === undefined || typeof shown === 'string') return factPiece(fact, 'predicate', context);
  const reads = !shown.text.includes(',') && CONTINUES.has(shown.text.split(' ')[0]!.toLowerCase());
  return [...factPiece(fact, 'predicate', context), ...(reads ? [' ', shown] : [' (', shown, ')'])];
}

/** A detail that begins with one of these goes on with the sentence; any other stands in brackets. */
const CONTINUES: ReadonlySet<string> = new Set(
  'on at in when while during after before with over from to into toward towards as by coming going reaching turning standing sitting walking'.split(
    ' ',
  ),
);

function looseStatement(fact: Fact, context: DraftContext): StatementBody | null {
  const task = factPiece(fact, 'task', context);
  if (fact.kind === 'cue') {
    const cues = cueWords(fact, context);
    return statementOn([fact], sentence(task.length === 0 ? 'cuesOnly' : 'cuesDuring', { cues, task }, context));
  }
  if (fact.kind !== 'safety' || fact.observed === 'reported') return null;
  if (factPiece(fact, 'predicate', context).length === 0)
    return statementOn([fact], sentence('hazard', { gist: factPiece(fact, 'gist', context) }, context));
  const safety = safetyWords(fact, context);
  return statementOn([fact], sentence(task.length === 0 ? 'safetyOnly' : 'safetyDuring', { safety, task }, context));
}

function gistStatements(
  kind: 'skilledAction' | 'education',
  pattern: (fact: Fact) => string,
  context: DraftContext,
): (StatementBody | null)[] {
  return factsOf(kind, context.facts).map((fact) =>
    statementOn([fact], sentence(pattern(fact), { gist: factPiece(fact, 'gist', context) }, context)),
  );
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
