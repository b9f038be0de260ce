/** Several tasks in one sentence: what has the same name is told under it once, "upper body dressing (bra and blouse)". */
import type { Fact } from '../../shared/domain/facts.ts';
import { type DraftContext, factPiece } from './draftContext.ts';
import { listPieces, type Piece, plainText } from './statementText.ts';

export function activityList(facts: readonly Fact[], context: DraftContext): readonly Piece[] {
  const once = facts.filter(
    (fact, i) => facts.findIndex((other) => shown(other, context) === shown(fact, context)) === i,
  );
  const byName = Map.groupBy(once, (fact) => plainText(factPiece(fact, 'activity.name', context)));
  return listPieces(
    [...byName.values()].flatMap((same) => {
      const details = same.map((fact) => factPiece(fact, 'activity.detail', context));
      if (same.length === 1 || details.some(({ length }) => length === 0))
        return same.map((fact) => factPiece(fact, 'activity', context));
      return [[...factPiece(same[0]!, 'activity.name', context), ' (', ...listPieces(details), ')']];
    }),
  );
}

function shown(fact: Fact, context: DraftContext): string {
  return plainText(factPiece(fact, 'activity', context));
}
