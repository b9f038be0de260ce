/** What was said to come next; several intentions for the same visit make one statement. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import { closed } from './closingMarks.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import { joinPieces, plainText } from './statementText.ts';

export function planStatements(context: DraftContext): readonly StatementBody[] {
  const byTime = new Map<string, FactOf<'plan'>[]>();
  for (const fact of factsOf('plan', context.facts).filter((each) => isSelfContained(each, context))) {
    const key = fact.when?.toLowerCase() ?? '';
    byTime.set(key, [...(byTime.get(key) ?? []), fact]);
  }
  return [...byTime.values()]
    .map((facts) => planStatement(facts, context))
    .filter((statement) => statement !== null)
    .map((statement) => withPlannedFacts(statement, context));
}

const LEAST_PLAN_WORDS = 3;

/** "We'll keep an eye on that" or "write six" means nothing to a reader who did not hear what it was about. */
function isSelfContained(fact: FactOf<'plan'>, context: DraftContext): boolean {
  const { gist } = fact;
  const isLong = [gist, plainText(factPiece(fact, 'plan', context))].every(
    (text) => text.trim().split(/\s+/).length >= LEAST_PLAN_WORDS,
  );
  return (
    isLong && !/\b(?:that|this|it|those|these|them)\W*$|\b(?:for|about|with) (?:that|this|it|those|them)\b/i.test(gist)
  );
}

function planStatement(facts: readonly FactOf<'plan'>[], context: DraftContext): StatementBody | null {
  const when = factPiece(facts[0]!, 'when', context);
  const gists = joinPieces(
    facts.map((fact) => factPiece(fact, 'plan', context)),
    '; ',
  );
  return statementOn(facts, closed(sentence(when.length === 0 ? 'planOpen' : 'planWhen', { when, gists }, context)));
}

/** "We'll try the reacher" is a plan and a planned device: the statement that tells the words covers both. */
function withPlannedFacts(statement: StatementBody, context: DraftContext): StatementBody {
  const covered = context.facts.filter(
    (fact) => fact.polarity === 'planned' && !statement.factIds.includes(fact.id) && liesWithin(fact, statement),
  );
  return { ...statement, factIds: [...statement.factIds, ...covered.map((fact) => fact.id)] };
}

function liesWithin(fact: Fact, statement: StatementBody): boolean {
  return fact.evidence.every((own) =>
    statement.evidence.some(
      (other) =>
        other.kind === 'spoken' &&
        other.utteranceId === own.utteranceId &&
        other.from <= own.from &&
        own.to <= other.to,
    ),
  );
}
