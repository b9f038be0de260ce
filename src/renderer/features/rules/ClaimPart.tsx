/** What the claim asks beyond minutes and units: pairs that need a modifier, and where the year stands. */
import type { DecisionInput } from '../../../shared/contract.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ThresholdCard } from './ThresholdCard.tsx';

export interface RulePartProps {
  readonly record: SessionRecord;
  readonly isLocked: boolean;
  readonly onDecide: (decision: DecisionInput) => void;
}

export function ClaimPart({ record, isLocked, onDecide }: RulePartProps) {
  const { reckoning, charges } = record;
  if (reckoning === undefined) return null;
  const decide = isLocked ? null : onDecide;
  return (
    <>
      {(charges.distinct ?? []).filter(isOpen(record)).map(({ id, modifiers, why }) => (
        <Banner
          key={id}
          tone="attention"
          actions={
            decide !== null && (
              <Button
                size="small"
                onPress={() => decide({ kind: 'distinct', questionId: id, modifier: modifiers[0] ?? '' })}
              >
                They were distinct: {modifiers[0]}
              </Button>
            )
          }
        >
          {why.text}
        </Banner>
      ))}
      {reckoning.threshold !== null && <ThresholdCard state={reckoning.threshold} onDecide={decide} />}
    </>
  );
}

/** A pair stays a question until column 2 carries one of its modifiers. */
function isOpen({ charges }: SessionRecord) {
  return ({ column2, modifiers }: { readonly column2: string; readonly modifiers: readonly string[] }): boolean =>
    !charges.lines.some((line) => line.code === column2 && line.modifiers.some((each) => modifiers.includes(each)));
}
