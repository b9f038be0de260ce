/** What follows from the session by rules: function observed, diagnoses suggested, and the reviewer's checklist. */
import type { Reckoning } from '../../../shared/domain/reckoning.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { RulePartProps } from './ClaimPart.tsx';
import { DiagnosesPart } from './DiagnosesPart.tsx';
import { ScoresPart } from './ScoresPart.tsx';
import { WhyRow } from './WhyRow.tsx';

export function ReckoningPart({ record, isLocked, onDecide }: RulePartProps) {
  const { reckoning } = record;
  if (reckoning === undefined) return <p className="muted">Nothing follows from this session yet.</p>;
  const decide = isLocked ? null : onDecide;
  return (
    <div className="stack" data-gap="3">
      <ScoresPart scores={reckoning.scores} band={reckoning.band} onDecide={decide} />
      <DiagnosesPart suggestions={reckoning.diagnoses} onDecide={decide} />
      <section aria-labelledby="checklist-title">
        <h3 id="checklist-title" className="section-title">
          What claim reviewers look for
        </h3>
        {reckoning.claimChecks.map(({ id, label, status, why }) => {
          const isMet = status === 'met';
          const text = withoutLabel(label, why.text);
          return (
            <WhyRow
              key={id}
              title={label}
              value={<Badge tone={isMet ? 'good' : 'attention'}>{isMet ? 'Nothing missing' : 'Open'}</Badge>}
              note={isMet ? null : text}
              why={{ ...why, text }}
            />
          );
        })}
      </section>
    </div>
  );
}

/** The reason without the label that stands above it. */
function withoutLabel(label: string, text: string): string {
  return text.startsWith(`${label}: `) ? upperFirst(text.slice(label.length + 2)) : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What waits for the therapist here: disputed scores, and codes neither taken nor declined. */
export function openFindings(reckoning: Reckoning | undefined): number {
  if (reckoning === undefined) return 0;
  const undecided = reckoning.diagnoses.filter(({ decision, codes }) => decision === null && codes.length > 0);
  return reckoning.scores.questions.length + undecided.length;
}
