/**
 * The threshold's alerts, and the modifier on today's lines once the therapist has attested it with a reason of this
 * patient's own. Without an answer the signature waits; a stock sentence is no reason.
 */
import type { ChargeLine } from '../../../shared/domain/billing.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { PayerRules, PhraseRule } from '../../../shared/domain/rules.ts';
import type { ThresholdRules, ThresholdState } from '../../../shared/domain/threshold.ts';
import { dollars } from '../../../shared/money.ts';
import { withModifier } from '../modifiers.ts';

/** What is wrong with a reason, as one sentence; null when it can stand. */
export function reasonFault(
  reason: string,
  rules: Pick<ThresholdRules, 'fewestReasonWords'>,
  phrases: readonly PhraseRule[],
): string | null {
  const words = reason
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}|\d/u.test(word));
  if (words.length < rules.fewestReasonWords)
    return `Give the reason for this patient in at least ${rules.fewestReasonWords} words: the deficit that remains and what needs a therapist.`;
  const stock = phrases.find(({ pattern }) => new RegExp(pattern, 'iu').test(reason));
  return stock === undefined ? null : `The reason is a stock phrase. ${stock.message}`;
}

export function thresholdIssues(state: ThresholdState, rules: ThresholdRules): readonly Issue[] {
  return [...crossingIssues(state, rules), ...reviewIssues(state, rules)];
}

/** KX on all lines that bill something, from the crossing visit on. */
export function withThresholdModifier(
  lines: readonly ChargeLine[],
  state: ThresholdState,
  rules: ThresholdRules,
  payer: PayerRules,
): readonly ChargeLine[] {
  if (!state.needsModifier || state.decision?.accepted !== true) return lines;
  const why = {
    ruleId: `modifier/${rules.modifier}`,
    source: state.why.source,
    inputs: [
      ...state.why.inputs,
      { name: 'reason of the therapist', value: state.decision.reason, at: state.decision.by },
    ],
    text: `${rules.modifier}: ${state.why.text} ${state.decision.reason}`,
  };
  return withModifier(lines, rules.modifier, why, payer);
}

function crossingIssues(state: ThresholdState, rules: ThresholdRules): readonly Issue[] {
  const at = 'charges';
  if (state.needsModifier) {
    const crossing = state.status === 'crossing' ? 'Today crosses the threshold' : 'The year is above the threshold';
    const head = `${crossing}. ${state.why.text}`;
    if (state.decision === null)
      return [
        {
          severity: 'blocker',
          code: 'threshold-undecided',
          message: `${head} Say whether ${rules.modifier} goes on today's lines, and why.`,
          at,
        },
      ];
    if (!state.decision.accepted)
      return [
        {
          severity: 'warning',
          code: 'threshold-declined',
          message: `${head} Lines above it without ${rules.modifier} are denied.`,
          at,
        },
      ];
    return [];
  }
  if (state.status === 'soon' && state.forecast !== null)
    return [
      {
        severity: 'hint',
        code: 'threshold-soon',
        message: `The threshold is expected to be crossed soon. ${state.forecast.why.text}`,
        at,
      },
    ];
  if (state.status === 'near')
    return [
      {
        severity: 'hint',
        code: 'threshold-near',
        message: `${Math.round(rules.noticeShare * 100)} % of the threshold are reached. ${state.why.text}`,
        at,
      },
    ];
  return [];
}

function reviewIssues(state: ThresholdState, rules: ThresholdRules): readonly Issue[] {
  if (!state.isReviewPossible) return [];
  const message = `Above ${dollars(state.reviewCents)} these services can be chosen for a targeted medical review (${citation(rules.reviewSource)}).`;
  return [{ severity: 'hint', code: 'review-possible', message, at: 'charges' }];
}
