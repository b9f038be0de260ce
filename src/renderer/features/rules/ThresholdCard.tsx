/** The year against the KX threshold, and the therapist's own attestation where today's lines need it. */
import { useState } from 'react';
import type { DecisionInput } from '../../../shared/contract.ts';
import type { ThresholdState } from '../../../shared/domain/threshold.ts';
import { dollars } from '../../../shared/money.ts';
import { date } from '../../format/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { WhyRow } from './WhyRow.tsx';

interface ThresholdCardProps {
  readonly state: ThresholdState;
  /** null: nothing can be decided here. */
  readonly onDecide: ((decision: DecisionInput) => void) | null;
}

const WORDS: Readonly<Record<ThresholdState['status'], string>> = {
  below: 'Below',
  near: 'Near',
  soon: 'Crossing soon',
  crossing: 'Crossed today',
  over: 'Above',
};

export function ThresholdCard({ state, onDecide }: ThresholdCardProps) {
  const total = state.beforeCents + (state.todayCents ?? 0);
  return (
    <section className="stack" data-gap="1" aria-labelledby="threshold-title">
      <div className="rule-head">
        <h3 id="threshold-title">KX threshold {state.year}</h3>
        <Badge tone={state.status === 'below' ? 'info' : 'attention'}>{WORDS[state.status]}</Badge>
      </div>
      <div className="threshold-bar" data-status={state.status} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * total) / state.thresholdCents)}%` }} />
      </div>
      <div>
        <WhyRow
          title="Allowed this year"
          value={`${dollars(total)} of ${dollars(state.thresholdCents)}`}
          why={state.why}
        />
        {state.forecast !== null && (
          <WhyRow
            title="Expected to cross"
            value={`Visit ${state.forecast.visit}, ${date(state.forecast.date)}`}
            why={state.forecast.why}
          />
        )}
      </div>
      {state.remarks.map((remark) => (
        <p key={remark} className="small muted">
          {remark}
        </p>
      ))}
      {state.isReviewPossible && (
        <Banner tone="info">
          Above {dollars(state.reviewCents)}: these services can be chosen for a targeted review.
        </Banner>
      )}
      {state.needsModifier && state.decision !== null && (
        <p className="small">
          {state.decision.accepted ? 'KX attested' : 'KX declined'}: {state.decision.reason}
        </p>
      )}
      {state.needsModifier && onDecide !== null && <Attestation onDecide={onDecide} />}
    </section>
  );
}

interface AttestationProps {
  readonly onDecide: (decision: Extract<DecisionInput, { kind: 'threshold' }>) => void;
}

/** The therapist's own reason, for the modifier or against it. */
export function Attestation({ onDecide }: AttestationProps) {
  const [reason, setReason] = useState('');
  const decide = (accepted: boolean) => onDecide({ kind: 'threshold', accepted, reason });
  const isEmpty = reason.trim() === '';
  return (
    <div className="rule-question">
      <Field
        label="Why this patient still needs a therapist"
        help="In your own words: the deficit that remains and what needs your skill."
        value={reason}
        onChange={setReason}
        rows={3}
      />
      <div className="row" data-end>
        <Button size="small" isDisabled={isEmpty} onPress={() => decide(false)}>
          Leave KX off
        </Button>
        <Button size="small" variant="primary" isDisabled={isEmpty} onPress={() => decide(true)}>
          Attest and add KX
        </Button>
      </div>
    </div>
  );
}
