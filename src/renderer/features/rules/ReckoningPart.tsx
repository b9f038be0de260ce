/** What follows from the session by rules, under its minutes: pairs, threshold, function, diagnoses, checklist. */
import type { DecisionInput } from '../../../shared/contract.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DiagnosesPart } from './DiagnosesPart.tsx';
import { ScoresPart } from './ScoresPart.tsx';
import { ThresholdCard } from './ThresholdCard.tsx';
import { WhyRow } from './WhyRow.tsx';

interface ReckoningPartProps {
  readonly record: SessionRecord;
  readonly isLocked: boolean;
  readonly onDecide: (decision: DecisionInput) => void;
}

export function ReckoningPart({ record, isLocked, onDecide }: ReckoningPartProps) {
  const { reckoning, charges } = record;
  if (reckoning === undefined) return null;
  const decide = isLocked ? null : onDecide;
  const { threshold } = reckoning;
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
      {threshold !== null && <ThresholdCard state={threshold} onDecide={decide} />}
      <ScoresPart scores={reckoning.scores} band={reckoning.band} onDecide={decide} />
      <DiagnosesPart suggestions={reckoning.diagnoses} onDecide={decide} />
      <section className="stack" data-gap="1" aria-labelledby="checklist-title">
        <h3 id="checklist-title" className="section-title">
          What reviewers look for first
        </h3>
        <div>
          {reckoning.claimChecks.map(({ id, label, status, why }) => (
            <WhyRow key={id} title={label} value={status === 'met' ? 'nothing missing' : 'open'} why={why} />
          ))}
        </div>
      </section>
    </>
  );
}

/** A pair stays a question until column 2 carries one of its modifiers. */
function isOpen({ charges }: SessionRecord) {
  return ({ column2, modifiers }: { readonly column2: string; readonly modifiers: readonly string[] }): boolean =>
    !charges.lines.some((line) => line.code === column2 && line.modifiers.some((each) => modifiers.includes(each)));
}
