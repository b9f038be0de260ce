/** Units by code → claim lines: evidence, the sentence with the arithmetic, and the split where an assistant took part. */
import type { ChargeLine, UnitLine, UnitsResult } from '../../shared/domain/billing.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import type { PayerRules, RuleSet, UnitRuleDefinition } from '../../shared/domain/rules.ts';
import type { Why } from '../../shared/domain/why.ts';
import { nonEmpty } from '../../shared/nonEmpty.ts';
import { type SplitUnits, splitTimed, splitUntimed } from './assistants.ts';
import { explainUnits } from './explainUnits.ts';
import type { CodedEntry } from './proposeCharges.ts';

export interface LineRules {
  readonly rule: UnitRuleDefinition;
  readonly payer: PayerRules;
  readonly ruleSet: RuleSet;
}

/** @param day the whole day's units, of which `result` is this session's part: the arithmetic is the day's. */
export function chargeLines(
  result: UnitsResult,
  day: UnitsResult,
  entries: readonly CodedEntry[],
  rules: LineRules,
): readonly ChargeLine[] {
  return result.lines.flatMap((line) => {
    const ofDay = day.lines.find(({ code }) => code === line.code) ?? line;
    return linesOf(line, ofDay, day, entries, rules);
  });
}

function linesOf(
  line: UnitLine,
  ofDay: UnitLine,
  day: UnitsResult,
  entries: readonly CodedEntry[],
  rules: LineRules,
): ChargeLine[] {
  const { payer, rule, ruleSet } = rules;
  const mine = entries.filter((entry) => feeds(entry, line.code, ruleSet));
  const basis = nonEmpty(mine.flatMap((entry) => entry.evidence));
  if (basis === null) return [];
  const isBundled = payer.notPaidSeparately.includes(line.code);
  const text = isBundled
    ? `${payer.name} does not pay ${line.code} by itself: documented, no unit.`
    : explainUnits(ofDay, day, rule);
  const why: Why = {
    ruleId: isBundled ? 'units/not-paid-separately' : line.timed === false ? 'units/untimed' : `units/${rule.id}`,
    source: citation(isBundled ? payer.source : rule.source),
    inputs: mine.map((entry) => ({ name: entry.task || entry.cpt, value: `${entry.minutes} minutes`, at: entry.id })),
    text,
  };
  const units = isBundled ? 0 : line.units;
  const base = { code: line.code, timed: line.timed !== false, basis, why: text, whys: [why], modifiers: [] };
  const split = splitOf(units, line, mine, rules);
  if (split === null) return [{ ...base, minutes: line.minutes, units }];
  const reason = assistantWhy(split, mine, rules);
  const assisted = { whys: [why, reason], modifiers: [payer.assistantModifier!] };
  if (split.without === 0) return [{ ...base, ...assisted, minutes: line.minutes, units }];
  const assistantMinutes = sumOf(mine, 'assistant');
  return [
    { ...base, whys: [why, reason], minutes: line.minutes - assistantMinutes, units: split.without },
    { ...base, ...assisted, minutes: assistantMinutes, units: split.with },
  ];
}

/** null: no unit of the line carries the assistant's modifier. */
function splitOf(
  units: number,
  line: UnitLine,
  entries: readonly CodedEntry[],
  { payer, rule, ruleSet }: LineRules,
): SplitUnits | null {
  const minutes = { therapist: sumOf(entries, 'therapist'), assistant: sumOf(entries, 'assistant') };
  if (units === 0 || minutes.assistant === 0 || payer.assistantModifier === null) return null;
  const split =
    line.timed === false
      ? splitUntimed(units, minutes, ruleSet.assistants)
      : splitTimed(units, minutes, rule.blockMinutes, ruleSet.assistants);
  return split.with === 0 ? null : split;
}

function assistantWhy(split: SplitUnits, entries: readonly CodedEntry[], { payer, ruleSet }: LineRules): Why {
  const { assistants } = ruleSet;
  const share = Math.round(assistants.deMinimisShare * 100);
  return {
    ruleId: 'modifier/assistant',
    source: citation(assistants.source),
    inputs: entries.map((entry) => ({
      name: entry.provider ?? 'therapist',
      value: `${entry.minutes} minutes`,
      at: entry.id,
    })),
    text: `${payer.assistantModifier} on ${split.with} of ${split.with + split.without}: ${split.reason}; more than ${share} % of a unit by an assistant carries it.`,
  };
}

function sumOf(entries: readonly CodedEntry[], provider: 'therapist' | 'assistant'): number {
  return entries
    .filter((entry) => (entry.provider ?? 'therapist') === provider)
    .reduce((sum, entry) => sum + entry.minutes, 0);
}

/** An entry feeds the line of its own code and of the code that takes its further units. */
function feeds(entry: CodedEntry, code: string, ruleSet: RuleSet): boolean {
  const own = ruleSet.catalogue.codes.find((candidate) => candidate.code === entry.cpt);
  return own !== undefined && [own.code, own.restTo, own.addOnTo].includes(code);
}
