/**
 * How minutes, codes, units and goals read in a note, by a path into the record: "ledger.timedMinutes",
 * "line.97530.code", "goal.g1.text". Shared by drafting and the number lock, like the texts of facts.
 */
import type { ChargeProposal, LedgerEntry, MinutesLedger } from '../../shared/domain/billing.ts';
import type { Patient } from '../../shared/domain/record.ts';
import type { RuleSet } from '../../shared/domain/rules.ts';
import { attestedModifier } from './attestation.ts';
import { impersonal } from './impersonal.ts';
import { isNamedIn } from './taskWords.ts';

export interface RecordContext {
  readonly ledger: MinutesLedger;
  readonly charges: ChargeProposal;
  readonly patient: Patient | null;
  readonly rules: RuleSet;
}

export function recordText(path: string, context: RecordContext): string | null {
  const [root, key, field] = path.split('.');
  switch (root) {
    case 'ledger':
      return ledgerText(key, context.ledger);
    case 'service':
      return serviceText(key!, field, context);
    case 'entry':
      return entryText(
        context.ledger.entries.find((entry) => entry.id === key),
        field,
      );
    case 'units':
      return key === 'rule' ? ruleName(context) : unitsText(context.charges);
    case 'attestation':
      return attestationText(key, context.charges);
    case 'goal':
      return goalText(key, field, context.patient);
    default:
      return null;
  }
}

/** The entries of one code, in ledger order. */
export function entriesOf(code: string, ledger: MinutesLedger): readonly LedgerEntry[] {
  return ledger.entries.filter((entry) => entry.cpt === code);
}

function ledgerText(key: string | undefined, ledger: MinutesLedger): string | null {
  const isOpen = ledger.entries.some((entry) => entry.approximate);
  if (key === 'timedMinutes') return minutesText(ledger.timedMinutes, isOpen);
  return key === 'treatmentMinutes' ? minutesText(ledger.treatmentMinutes, isOpen) : null;
}

function serviceText(code: string, field: string | undefined, context: RecordContext): string | null {
  const services = context.rules.catalogue.codes.map(({ noteWords }) => noteWords);
  const entries = entriesOf(code, context.ledger);
  if (entries.length === 0) return null;
  const words = context.rules.catalogue.codes.find((entry) => entry.code === code)?.noteWords ?? null;
  if (field === 'code') return code;
  if (field === 'words') return words;
  if (field === 'tasks') return tasksText(entries, words ?? '', services);
  const total = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  return field === 'minutes'
    ? minutesText(
        total,
        entries.some((entry) => entry.approximate),
      )
    : null;
}

/** What was done under the code, where it says more than the code's own name. */
function tasksText(entries: readonly LedgerEntry[], serviceWords: string, services: readonly string[]): string {
  const tasks = entries.map((entry) => impersonal(entry.task)).filter((task) => task !== '');
  return [...new Set(tasks)].filter((task) => !isNamedIn(task, serviceWords) && !isAService(task, services)).join('; ');
}

/** "Therapeutic activity" under another code is a name of billing, not of what was done. */
function isAService(task: string, services: readonly string[]): boolean {
  return services.some((service) => singular(service) === singular(task));
}

function singular(name: string): string {
  return name.trim().toLowerCase().replace(/ies$/, 'y');
}

function entryText(entry: LedgerEntry | undefined, field: string | undefined): string | null {
  if (entry === undefined) return null;
  if (field === 'task') return impersonal(entry.task);
  return field === 'minutes' ? minutesText(entry.minutes, entry.approximate) : null;
}

function minutesText(minutes: number, approximate: boolean): string {
  return approximate ? `about ${minutes}` : String(minutes);
}

function ruleName(context: RecordContext): string | null {
  return context.rules.unitRules.find((rule) => rule.id === context.charges.rule)?.name ?? null;
}

function unitsText(charges: ChargeProposal): string {
  const billed = charges.lines.filter((line) => line.units > 0);
  const lines = billed.map((line) => `${[line.code, ...line.modifiers].join('-')} x ${line.units}`);
  const open = charges.result.ties.map((tie) => `${tie.units} open between ${tie.codes.join(' and ')}`);
  const total = billed.reduce((sum, line) => sum + line.units, 0);
  const count = `${total} ${total === 1 ? 'unit' : 'units'}`;
  return lines.length + open.length === 0 ? 'no units' : `${count} (${[...lines, ...open].join(', ')})`;
}

function attestationText(key: string | undefined, charges: ChargeProposal): string | null {
  const attested = attestedModifier(charges);
  return key === 'modifier' || key === 'reason' ? (attested?.[key] ?? null) : null;
}

function goalText(id: string | undefined, field: string | undefined, patient: Patient | null): string | null {
  const goal = patient?.planOfCare.goals.find((candidate) => candidate.id === id);
  if (goal === undefined) return null;
  if (field === 'term') return goal.term;
  return field === 'text' ? (/[.!?]$/.test(goal.text) ? goal.text : `${goal.text}.`) : null;
}
