/** A patient's year and plan on one day: clocks, threshold, amounts and events. */
import { episodeClocks } from '../../../nlp/reckon/clocks/episodeClocks.ts';
import { withPayers } from '../../../nlp/reckon/payerRules.ts';
import { thresholdState } from '../../../nlp/reckon/threshold/thresholdState.ts';
import type { EpisodeView } from '../../../shared/contractEpisode.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { EpisodeInput } from '../ports.ts';
import { findPayer } from '../rules/loadRules.ts';

export function episodeOf({ patient, today, context }: EpisodeInput, rules: RuleSet): Result<EpisodeView> {
  const payer = findPayer(withPayers(rules, context.ownPayers), patient.payerId, today);
  if (!payer.ok) return payer;
  const { frequency } = patient.planOfCare;
  const year = payer.value.threshold
    ? thresholdState(
        { entries: context.accruals, discipline: 'OT', today, session: null, frequency, decision: null },
        rules.thresholds,
      )
    : null;
  const { events, treatmentDates } = context;
  return ok({
    clocks: episodeClocks({ plan: patient.planOfCare, treatmentDates, events, today }, rules.clocks),
    threshold: year?.ok ? year.value : null,
    thresholdFault: year !== null && !year.ok ? year.error.message : null,
    amounts: context.accruals,
    events,
  });
}
