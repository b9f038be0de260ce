/**
 * Minutes of a session in which others were treated too. A timed code counts minutes of one patient alone, so the timed
 * minutes are asked about; said to be together, they go to the group code where the payer's rule says so, which is
 * billed once a day whatever its minutes. Where no rule is known nothing is moved.
 */
import type { MinutesLedger } from '../../shared/domain/billing.ts';
import type {
  CompanyDecision,
  CompanyState,
  PayerTogether,
  SeveralPatientsRules,
} from '../../shared/domain/company.ts';
import { type Decision, decisionsOf } from '../../shared/domain/decisions.ts';
import type { Issue } from '../../shared/domain/issue.ts';
import { citation } from '../../shared/domain/ruleSource.ts';
import { sumMinutes } from './buildLedger.ts';

type Company = CompanyDecision & { readonly mode: CompanyState['mode'] };

/** The newest word on it; null: this patient alone. */
export function companyOf(decisions: readonly Decision[]): Company | null {
  const last = decisionsOf('company', decisions).at(-1);
  return last === undefined || last.mode === 'alone' ? null : (last as Company);
}

export function togetherRule(payerId: string, rules: SeveralPatientsRules): PayerTogether {
  return rules.payers[payerId] ?? rules.otherwise;
}

/** null: it can be said so. */
export function companyFault(
  { mode, patients, minutes }: Pick<CompanyDecision, 'mode' | 'patients' | 'minutes'>,
  payerId: string,
  rules: SeveralPatientsRules,
): string | null {
  if (mode === 'alone') return patients === 1 && minutes === null ? null : 'Alone means one patient.';
  if (mode === 'concurrent' && patients !== rules.concurrentPatients) {
    return `Concurrent means ${rules.concurrentPatients} patients. More of them are a group.`;
  }
  if (patients < rules.leastPatients) return `A group has ${rules.leastPatients} patients or more.`;
  const isKnown = togetherRule(payerId, rules)[mode] === 'groupCode';
  return minutes === 'together' && !isKnown
    ? 'What this payer pays for is not known here. Change the codes as the contract says, then keep them as entered.'
    : null;
}

export function withCompany(
  ledger: MinutesLedger,
  company: Company | null,
  payerId: string,
  rules: SeveralPatientsRules,
): MinutesLedger {
  if (company?.minutes !== 'together' || togetherRule(payerId, rules)[company.mode] === 'ask') return ledger;
  const entries = ledger.entries.map((entry) => {
    if (!entry.timed || entry.cpt === null) return entry;
    const moved = { kind: 'rule', ruleId: 'company/group-code', inputs: [entry.id] } as const;
    const evidence: typeof entry.evidence = [...entry.evidence, moved];
    return { ...entry, cpt: rules.groupCode, timed: false, evidence };
  });
  const timedMinutes = sumMinutes(entries.filter(({ timed, cpt }) => timed && cpt !== null));
  return { ...ledger, entries, timedMinutes };
}

/** @param ledger with the minutes where `withCompany` put them */
export function companyState(
  ledger: MinutesLedger,
  company: Company | null,
  payerId: string,
  rules: SeveralPatientsRules,
): CompanyState | null {
  if (company === null) return null;
  const { mode, patients, minutes } = company;
  const rule = togetherRule(payerId, rules);
  const groupCode = rule[mode] === 'groupCode' ? rules.groupCode : null;
  const check = rule.verified ? '' : ' Check it against the payer’s own manual.';
  return {
    ...{ mode, patients, minutes, groupCode },
    askedMinutes: minutes === null || isUnmoved(minutes, groupCode) ? ledger.timedMinutes : 0,
    why: {
      ruleId: `company/${mode}`,
      source: citation(rules.source),
      inputs: [
        { name: 'Patients at the same time', value: String(patients) },
        { name: 'Timed minutes', value: `${ledger.timedMinutes} minutes` },
      ],
      text: `${rule.says}${check}`,
    },
  };
}

/** Said to be together, and moved to no code: said under another payer whose rule was known. */
function isUnmoved(minutes: CompanyState['minutes'], groupCode: string | null): boolean {
  return minutes === 'together' && groupCode === null;
}

export function companyIssues(
  ledger: MinutesLedger,
  company: CompanyState | null,
  { groupCode }: SeveralPatientsRules,
): readonly Issue[] {
  const hasGroup = ledger.entries.some(({ cpt }) => cpt === groupCode);
  if (company === null) {
    const message = `${groupCode} stands in the minutes: say on the Minutes tab how many patients were treated together.`;
    return hasGroup ? [{ severity: 'warning', code: 'company-unmarked', message, at: groupCode }] : [];
  }
  const issues: Issue[] = [];
  if (company.askedMinutes > 0) {
    const message = isUnmoved(company.minutes, company.groupCode)
      ? `The ${company.askedMinutes} timed minutes were together, and what this payer pays for is not known here: change the codes as the contract says, then keep them as entered.`
      : `${company.patients} patients at the same time: were the ${company.askedMinutes} timed minutes one-on-one, or together?`;
    issues.push({ severity: 'blocker', code: 'company-minutes', message, at: 'company' });
  } else if (!hasGroup && company.groupCode !== null) {
    const message = `No minutes of the ${company.mode} session stand under ${groupCode}: add them, or say that only this patient was treated.`;
    issues.push({ severity: 'warning', code: 'company-no-minutes', message, at: 'company' });
  }
  const message = `Say in the note that ${company.patients} patients were treated together, and what this patient gained by it.`;
  return [...issues, { severity: 'hint', code: 'company-in-note', message, at: 'company' }];
}
