/** The goals of the plan of care that today's tasks belong to, with the levels of today. */
import type { FactOf, FimItem } from '../../shared/domain/facts.ts';
import type { Goal } from '../../shared/domain/record.ts';
import {
  type DraftContext,
  factPiece,
  recordPiece,
  type StatementBody,
  sentence,
  statementOn,
  variation,
} from './draftContext.ts';
import { listPieces, type Piece, plainText } from './statementText.ts';
import { isNamedIn } from './taskWords.ts';

/** Goals of the plan whose words name a task of today. */
export function goalsWorkedOn(
  latest: readonly FactOf<'observation'>[],
  context: DraftContext,
): (StatementBody | null)[] {
  const goals = context.patient?.planOfCare.goals ?? [];
  return goals.map((goal) => {
    const item = itemNamedIn(goal.text, context);
    const facts = latest.filter((fact) => isNamedIn(fact.task, goal.text) || (item !== null && fact.fimItem === item));
    return facts.length === 0 ? null : goalStatement(goal, facts, context);
  });
}

/** The scored activity that a goal names, by its fullest name: a toilet transfer is no bed transfer. */
function itemNamedIn(text: string, { rules }: DraftContext): FimItem | null {
  const names = Object.entries(rules.wording.activities).flatMap(([item, { name, also }]) =>
    [name, ...also].map((each) => ({ item: item as FimItem, name: each })),
  );
  const named = names.filter(({ name }) => isNamedIn(name, text)).sort((a, b) => b.name.length - a.name.length);
  return named[0]?.item ?? null;
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
    level: facts.length === 1 ? factPiece(facts[0]!, 'level.short', context) : levelsByTask(facts, context),
  };
  const turn = variation(context) + (context.patient?.planOfCare.goals.indexOf(goal) ?? 0);
  const statement = statementOn(facts, sentence('goal', slots, context, turn), 'record');
  return statement === null ? null : { ...statement, evidence: [...evidence, ...statement.evidence] };
}

/**
 * A goal that several tasks of today belong to is told by each of them, not by the best or the last. Where they differ in
 * a detail alone, the goal has named the rest: "Mod I (pants) and Mod A (socks)".
 */
function levelsByTask(facts: readonly FactOf<'observation'>[], context: DraftContext): readonly Piece[] {
  const details = facts.map((fact) => factPiece(fact, 'activity.detail', context));
  const names = new Set(facts.map((fact) => plainText(factPiece(fact, 'activity.name', context))));
  if (names.size === 1 && details.every(({ length }) => length > 0)) {
    return listPieces(
      facts.map((fact, i) => {
        const slots = { level: factPiece(fact, 'level.short', context), detail: details[i]! };
        return sentence('goalLevelDetail', slots, context);
      }),
    );
  }
  const items = facts.map((fact) => {
    const slots = { level: factPiece(fact, 'level.short', context), task: factPiece(fact, 'activity', context) };
    return sentence('goalLevel', slots, context);
  });
  return listPieces(items);
}
