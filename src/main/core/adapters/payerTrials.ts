/** One set of minutes under every payer's rules of a day: what choosing the payer does to a claim. */
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import type { PayerTrial } from '../../../shared/contractDesk.ts';
import type { LedgerChange } from '../../../shared/domain/billing.ts';
import type { PayerRules, RuleSet } from '../../../shared/domain/rules.ts';
import type { IsoDate } from '../../../shared/time.ts';
import type { SampleMinutes } from '../ports.ts';
import { findPayer } from '../rules/loadRules.ts';

export function payerTrials(minutes: SampleMinutes, today: IsoDate, rules: RuleSet): readonly PayerTrial[] {
  const ids = [...new Set(rules.payers.map(({ id }) => id))];
  return ids.flatMap((id): PayerTrial[] => {
    const payer = findPayer(rules, id, today);
    return payer.ok ? [payerTrial(minutes, today, payer.value, rules)] : [];
  });
}

export function payerTrial(minutes: SampleMinutes, today: IsoDate, payer: PayerRules, rules: RuleSet): PayerTrial {
  const typed = { by: 'trial', at: `${today}T00:00:00Z` };
  const changes = minutes
    .filter((row) => row.minutes > 0)
    .map(({ code, minutes: count }): LedgerChange => ({ kind: 'add', cpt: code, task: '', minutes: count, ...typed }));
  const ledger = buildLedger([], [], changes, rules.catalogue);
  const { result, lines } = proposeCharges(ledger, payer, rules, { dateOfService: today });
  return {
    ...{ payerId: payer.id, payerName: payer.name, units: result.units },
    lines: lines.map((line) => ({
      ...{ code: line.code, minutes: line.minutes, units: line.units },
      ...{ modifiers: line.modifiers, why: line.why },
    })),
    ties: result.ties.map(({ codes }) => codes),
  };
}
