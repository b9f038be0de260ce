/**
 * Ledger → proposed claim lines under the payer's rule, each with the sentence that explains its unit count. A tie stays
 * open until the therapist has chosen; nothing here can propose more units than the minutes allow.
 */
import type {
  ChargeLine,
  ChargeProposal,
  LedgerEntry,
  MinutesLedger,
  TieChoice,
  UnitLine,
  UnitsResult,
  UnitTie,
} from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import type { PayerRules, RuleSet, UnitRuleDefinition } from '../../shared/domain/rules.ts';
import { nonEmpty } from '../../shared/nonEmpty.ts';
import { allowedUnits } from './allowedUnits.ts';
import { explainUnits } from './explainUnits.ts';
import { reckonUnits } from './reckonUnits.ts';
import { settleTies } from './settleTies.ts';

const NOTHING: UnitsResult = { timedMinutes: 0, units: 0, lines: [], ties: [] };

export function proposeCharges(
  ledger: MinutesLedger,
  payer: PayerRules,
  ruleSet: RuleSet,
  choices: readonly TieChoice[] = [],
): ChargeProposal {
  const rule = ruleSet.unitRules.find((candidate) => candidate.id === payer.unitRule)!;
  const entries = ledger.entries.flatMap((entry) => withPayerCode(entry, payer));
  const reckoned = reckonUnits(minutesByCode(entries), rule, ruleSet.catalogue);
  const head = { rule: rule.id, ruleSource: `${rule.source.title}, ${rule.source.section}` };
  if (!reckoned.ok) {
    const refusal: Issue = { severity: 'blocker', code: 'minutes-refused', message: reckoned.error.message };
    return { ...head, result: NOTHING, lines: [], issues: [refusal] };
  }
  const result = settleTies(reckoned.value, choices, rule, ruleSet.catalogue);
  return {
    ...head,
    result,
    lines: result.lines.flatMap((line) => chargeLine(line, entries, result, rule, payer, ruleSet)),
    issues: [...result.ties.map(tieIssue), ...edgeIssues(result, rule)],
  };
}

function withPayerCode(entry: LedgerEntry, payer: PayerRules): (LedgerEntry & { readonly cpt: string })[] {
  return entry.cpt === null ? [] : [{ ...entry, cpt: payer.replacedCodes[entry.cpt] ?? entry.cpt }];
}

function minutesByCode(entries: readonly (LedgerEntry & { readonly cpt: string })[]): Record<string, number> {
  const minutes: Record<string, number> = {};
  for (const entry of entries) minutes[entry.cpt] = (minutes[entry.cpt] ?? 0) + entry.minutes;
  return minutes;
}

function chargeLine(
  line: UnitLine,
  entries: readonly LedgerEntry[],
  result: UnitsResult,
  rule: UnitRuleDefinition,
  payer: PayerRules,
  ruleSet: RuleSet,
): ChargeLine[] {
  const basis = nonEmpty(
    entries.filter((entry) => feeds(entry, line.code, ruleSet)).flatMap((entry) => entry.evidence),
  );
  if (basis === null) return [];
  const bundled = payer.notPaidSeparately.includes(line.code);
  const why = bundled
    ? `${payer.name} does not pay ${line.code} by itself: documented, no unit.`
    : explainUnits(line, result, rule);
  const units = bundled ? 0 : line.units;
  return [{ ...line, units, timed: line.timed !== false, modifiers: payer.modifiers, basis, why }];
}

/** An entry feeds the line of its own code and of the code that takes its further units. */
function feeds(entry: LedgerEntry, code: string, ruleSet: RuleSet): boolean {
  const own = ruleSet.catalogue.codes.find((candidate) => candidate.code === entry.cpt);
  return own !== undefined && [own.code, own.restTo, own.addOnTo].includes(code);
}

function tieIssue(tie: UnitTie): Issue {
  return { severity: 'blocker', code: 'unit-tie', message: tie.reason, at: tie.codes.join(',') };
}

/** The total sits on the lower edge of its unit count: one minute less would cost a unit, so the minutes deserve a look. */
function edgeIssues(result: UnitsResult, rule: UnitRuleDefinition): Issue[] {
  const isEdge = rule.scope === 'day' && result.units > 0 && allowedUnits(result.timedMinutes - 1, rule) < result.units;
  if (!isEdge) return [];
  const message = `${result.timedMinutes} minutes are the least that allow ${result.units} ${result.units === 1 ? 'unit' : 'units'}: one minute less would be ${result.units - 1}.`;
  return [{ severity: 'hint', code: 'unit-edge', message }];
}
