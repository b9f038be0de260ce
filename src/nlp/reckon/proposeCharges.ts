/**
 * Ledger → proposed claim lines under the payer's rule, each unit count and modifier with its reason. A tie stays open
 * until the therapist has chosen; nothing here can propose more units than the minutes allow.
 */
import type {
  ChargeProposal,
  DistinctAnswer,
  LedgerEntry,
  MinutesLedger,
  SameDaySession,
  TieChoice,
  UnitsResult,
  UnitTie,
} from '../../shared/domain/billing.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import type { PayerRules, RuleSet, UnitRuleDefinition } from '../../shared/domain/rules.ts';
import type { IsoDate } from '../../shared/time.ts';
import { allowedUnits } from './allowedUnits.ts';
import { chargeLines } from './chargeLines.ts';
import { withModifiers } from './modifiers.ts';
import { type PairFindings, pairFindings } from './pairEdits.ts';
import { unitRuleOf } from './payerRules.ts';
import { reckonUnits } from './reckonUnits.ts';
import { lessSameDay, withSameDay } from './sameDay.ts';
import { settleTies } from './settleTies.ts';
import { unitMargin } from './unitMargin.ts';
import { withinMinutes } from './unitsWithinMinutes.ts';

/** What a person settled about the bill, and what else is known of the day. */
export interface BillingContext {
  readonly dateOfService?: IsoDate;
  readonly choices?: readonly TieChoice[];
  readonly distinct?: readonly DistinctAnswer[];
  /** Other sessions of the patient on this day: their minutes count in the day's total. */
  readonly sameDay?: readonly SameDaySession[];
}

const NOTHING: UnitsResult = { timedMinutes: 0, units: 0, lines: [], ties: [] };
const NO_PAIRS: PairFindings = { questions: [], issues: [] };

export function proposeCharges(
  ledger: MinutesLedger,
  payer: PayerRules,
  ruleSet: RuleSet,
  context: BillingContext = {},
): ChargeProposal {
  const rule = unitRuleOf(payer, ruleSet.unitRules);
  const entries = ledger.entries.flatMap((entry) => withPayerCode(entry, payer));
  const sameDay = context.sameDay ?? [];
  const minutes = withSameDay(minutesByCode(entries), sameDay);
  const reckoned = reckonUnits(minutes, rule, ruleSet.catalogue);
  const head = { rule: rule.id, ruleSource: citation(rule.source) };
  if (!reckoned.ok) {
    const refusal: Issue = { severity: 'blocker', code: 'minutes-refused', message: reckoned.error.message };
    return { ...head, result: NOTHING, lines: [], issues: [refusal] };
  }
  const day = settleTies(reckoned.value, context.choices ?? [], rule, ruleSet.catalogue);
  const own = lessSameDay(day, sameDay);
  const lines = chargeLines(own.result, day, entries, { rule, payer, ruleSet });
  const pairs =
    payer.pairEdits && context.dateOfService !== undefined
      ? pairFindings(lines, ruleSet.pairs, context.dateOfService, context.distinct ?? [])
      : NO_PAIRS;
  const modified = withModifiers(lines, payer, pairs.questions, context.distinct ?? []);
  const issues = [
    ...own.result.ties.map(tieIssue),
    ...own.issues,
    ...edgeIssues(day, rule),
    ...pairs.issues,
    ...therapistOnly(entries, ruleSet),
  ];
  const proposal: ChargeProposal = {
    ...head,
    result: own.result,
    lines: modified,
    issues,
    margin: unitMargin(ledger, day, rule),
    ...(pairs.questions.length > 0 ? { distinct: pairs.questions } : {}),
    ...(sameDay.length > 0 ? { sameDay } : {}),
  };
  return withinMinutes(ledger, proposal, ruleSet.unitRules);
}

export type CodedEntry = LedgerEntry & { readonly cpt: string };

function withPayerCode(entry: LedgerEntry, payer: PayerRules): CodedEntry[] {
  return entry.cpt === null ? [] : [{ ...entry, cpt: payer.replacedCodes[entry.cpt] ?? entry.cpt }];
}

function minutesByCode(entries: readonly CodedEntry[]): Record<string, number> {
  const minutes: Record<string, number> = {};
  for (const entry of entries) minutes[entry.cpt] = (minutes[entry.cpt] ?? 0) + entry.minutes;
  return minutes;
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

function therapistOnly(entries: readonly CodedEntry[], { assistants }: RuleSet): Issue[] {
  const codes = entries.filter(
    ({ provider, cpt }) => provider === 'assistant' && assistants.therapistOnly.includes(cpt),
  );
  return [...new Set(codes.map(({ cpt }) => cpt))].map((code) => {
    const message = `${code} is furnished by a therapist only: its minutes are entered as the assistant's.`;
    return { severity: 'blocker', code: 'assistant-evaluation', message, at: code };
  });
}
