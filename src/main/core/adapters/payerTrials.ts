/** One set of minutes under every payer's rules of a day: what choosing the payer does to a claim. */
import { buildLedger } from '../../../nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../nlp/reckon/proposeCharges.ts';
import type { PayerTrial } from '../../../shared/contractDesk.ts';
import type { LedgerChange } from '../../../shared/domain/billing.ts';
import type { RuleSet } from '../../../shared/domain/rules.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { findPayer } from '../rules/loadRules.ts';

export function payerTrials(
  minutes: readonly { readonly code: string; readonly minutes: number }[],
  today: IsoDate,
  rules: RuleSet,
): readonly PayerTrial[] {
  const typed = { by: 'trial', at: `${today}T00:00:00Z` };
  const changes = minutes
    .filter((row) => row.minutes > 0)
    .map(({ code, minutes: count }): LedgerChange => ({ kind: 'add', cpt: code, task: '', minutes: count, ...typed }));
  const ledger = buildLedger([], [], changes, rules.catalogue);
  const ids = [...new Set(rules.payers.map(({ id }) => id))];
  return ids.flatMap((id): PayerTrial[] => {
    const payer = findPayer(rules, id, today);
    if (!payer.ok) return [];
    const { result, lines } = proposeCharges(ledger, payer.value, rules, { dateOfService: today });
    return [
      {
        ...{ payerId: id, payerName: payer.value.name, units: result.units },
        lines: lines.map((line) => ({
          ...{ code: line.code, minutes: line.minutes, units: line.units },
          ...{ modifiers: line.modifiers, why: line.why },
        })),
        ties: result.ties.map(({ codes }) => codes),
      },
    ];
  });
}
