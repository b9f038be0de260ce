/**
 * Allowed amount of one day's lines: fee-schedule amount per unit, with the multiple-procedure reduction. All units of
 * the day are ranked by practice expense; the first is paid in full, every other one with a share of its practice
 * expense; a tie goes to the higher fee. Units with the assistant's modifier are paid at its share.
 */
import type { ChargeLine } from '../../../shared/domain/billing.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { AllowedAmountRules, FeeRow, FeeSchedule } from '../../../shared/domain/threshold.ts';
import type { Why } from '../../../shared/domain/why.ts';
import { dollars } from '../../../shared/money.ts';

export interface AllowedDay {
  readonly totalCents: number;
  readonly lines: readonly { readonly code: string; readonly units: number; readonly cents: number }[];
  /** Codes the fee schedule does not have: their amount is unknown, not zero. */
  readonly missing: readonly string[];
  readonly why: Why;
}

export interface AllowedRules {
  readonly amounts: AllowedAmountRules;
  readonly assistantModifier: string | null;
  readonly assistantShare: number;
}

export function allowedOfDay(
  lines: readonly Pick<ChargeLine, 'code' | 'units' | 'modifiers'>[],
  fees: FeeSchedule,
  rules: AllowedRules,
): AllowedDay {
  const billed = lines.filter(({ units }) => units > 0);
  const missing = billed.map(({ code }) => code).filter((code) => !fees.rows.some((row) => row.code === code));
  const priced = billed.flatMap((line) => {
    const row = fees.rows.find(({ code }) => code === line.code);
    const isAssisted = rules.assistantModifier !== null && line.modifiers.includes(rules.assistantModifier);
    return row === undefined ? [] : [{ line, row, share: isAssisted ? rules.assistantShare : 1 }];
  });
  const first = priced.toSorted(
    (a, b) => rank(b.row, fees) - rank(a.row, fees) || full(b.row, fees) - full(a.row, fees),
  )[0];
  const results = priced.map((each) => {
    const { line, row, share } = each;
    const reduced = toCents(amount(row, fees, rules.amounts.reducedShare) * share);
    const inFull = each === first ? toCents(amount(row, fees, 1) * share) : reduced;
    return { code: line.code, units: line.units, cents: inFull + reduced * (line.units - 1) };
  });
  const totalCents = results.reduce((sum, line) => sum + line.cents, 0);
  return { totalCents, lines: results, missing: [...new Set(missing)], why: whyOf(results, totalCents, fees, rules) };
}

function whyOf(results: AllowedDay['lines'], totalCents: number, fees: FeeSchedule, rules: AllowedRules): Why {
  const sum = results.map(({ code, units, cents }) => `${code} × ${units} ${dollars(cents)}`).join(' + ');
  const reduction = Math.round(rules.amounts.reducedShare * 100);
  return {
    ruleId: 'allowed/reduction',
    source: `${citation(rules.amounts.source)}; fees: ${fees.source}`,
    inputs: results.map(({ code, units, cents }) => ({
      name: code,
      value: `${units} units, ${dollars(cents)}`,
      at: code,
    })),
    text: `${sum || 'no line'} = ${dollars(totalCents)}: the unit with the highest practice expense in full, the others with ${reduction} % of theirs.`,
  };
}

function rank(row: FeeRow, fees: FeeSchedule): number {
  return row.practiceExpenseRvu * fees.geographic.practiceExpense;
}

function full(row: FeeRow, fees: FeeSchedule): number {
  return amount(row, fees, 1);
}

function amount(row: FeeRow, fees: FeeSchedule, practiceExpenseShare: number): number {
  const { work, practiceExpense, malpractice } = fees.geographic;
  const relative =
    row.workRvu * work +
    practiceExpenseShare * row.practiceExpenseRvu * practiceExpense +
    row.malpracticeRvu * malpractice;
  return relative * fees.conversionFactor;
}

function toCents(value: number): number {
  return Math.round(value * 100);
}
