/** The goals of the plan of care that today's tasks belong to, with the levels of today. */
import { ASSIST_LEVELS, type AssistLevel, type FactOf, type FimItem } from '../../shared/domain/facts.ts';
import type { Goal } from '../../shared/domain/record.ts';
import { protectedTokens } from '../check/protectedTokens.ts';
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
    standing: standing(goal, facts, context),
  };
  const turn = variation(context) + (context.patient?.planOfCare.goals.indexOf(goal) ?? 0);
  const statement = statementOn(facts, sentence('goal', slots, context, turn), 'record');
  return statement === null ? null : { ...statement, evidence: [...evidence, ...statement.evidence] };
}

/**
 * Whether the help of today is what the goal allows; nothing where the tasks of the goal differ, or the goal names no
 * level or several, or where the level fits but takes several people: the goal's level is one person's help. Says nothing of the goal's other conditions, so it never calls a goal met.
 */
function standing(goal: Goal, facts: readonly FactOf<'observation'>[], context: DraftContext): readonly Piece[] {
  const wanted = goal.target?.level ?? levelNamedIn(goal.text, context);
  if (wanted === null) return [];
  const standings = new Set(facts.map((fact) => standingOf(fact, wanted)));
  const [only] = standings;
  if (standings.size !== 1 || only === 'unsaid') return [];
  return sentence(only === 'reached' ? 'asGoalSays' : 'shortOfGoal', {}, context);
}

function standingOf(
  { assistLevel, helpers = 1 }: FactOf<'observation'>,
  wanted: AssistLevel,
): 'reached' | 'short' | 'unsaid' {
  if (rank(assistLevel!) > rank(wanted)) return 'short';
  return helpers > 1 ? 'unsaid' : 'reached';
}

function rank(level: AssistLevel): number {
  return ASSIST_LEVELS.indexOf(level);
}

/** The longest form at a place counts: "modified independent" is not independent. */
function levelNamedIn(text: string, { rules }: DraftContext): AssistLevel | null {
  const tokens = protectedTokens(text, rules.wording);
  const named = tokens
    .filter((token) => !tokens.some((other) => other !== token && other.from <= token.from && token.to <= other.to))
    .flatMap((token) => ASSIST_LEVELS.filter((level) => isForm(token.text, rules.wording.levels[level].forms)));
  return named.length === 1 ? named[0]! : null;
}

function isForm(text: string, forms: readonly string[]): boolean {
  const said = text.toLowerCase().replace(/\s+/g, ' ');
  return forms.some((form) => form.toLowerCase() === said);
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
