/**
 * The hard stop on minutes and units: no more units than the minutes allow, no estimate unconfirmed, no tie open, no
 * figure in the charges that the ledger does not have.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import type { UnitRuleDefinition } from '../../shared/domain/rules.ts';
import { allowedUnits } from '../reckon/allowedUnits.ts';
import type { CheckContext } from './checkContext.ts';

export function minutesChecks(context: CheckContext): readonly Issue[] {
  const { ledger, charges, rules } = context;
  const rule = rules.unitRules.find((candidate) => candidate.id === charges.rule);
  return [
    ...unconfirmed(context),
    ...(ledger.issues ?? []),
    ...charges.issues.filter((issue) => issue.code !== 'unit-tie'),
    ...charges.result.ties.map((tie): Issue => {
      return { severity: 'blocker', code: 'unit-tie', message: tie.reason, at: tie.codes.join(',') };
    }),
    ...(rule === undefined ? [unknownRule(charges.rule)] : overBilled(context, rule)),
  ];
}

function unconfirmed({ ledger }: CheckContext): Issue[] {
  return ledger.entries
    .filter((entry) => entry.needsConfirmation)
    .map((entry) => ({
      severity: 'blocker',
      code: 'minutes-unconfirmed',
      message:
        entry.cpt === null
          ? `${entry.minutes} minutes (${entry.task}) have no code yet: choose one.`
          : `${entry.cpt}: ${entry.approximate ? 'about ' : ''}${entry.minutes} minutes are not certain. Confirm or correct them.`,
      at: entry.id,
    }));
}

function overBilled({ ledger, charges }: CheckContext, rule: UnitRuleDefinition): Issue[] {
  const timed = charges.lines.filter((line) => line.timed);
  const billed = timed.reduce((sum, line) => sum + line.units, 0);
  const open = charges.result.ties.reduce((sum, tie) => sum + tie.units, 0);
  const minutes = timed.reduce((sum, line) => sum + line.minutes, 0);
  const issues: Issue[] = [];
  if (minutes !== ledger.timedMinutes)
    issues.push(
      stop('charges-stale', `The charges count ${minutes} timed minutes, the ledger has ${ledger.timedMinutes}.`),
    );
  const allowed = allowedUnits(ledger.timedMinutes, rule);
  if (rule.scope === 'day' && billed + open > allowed)
    issues.push(
      stop(
        'units-over-minutes',
        `${ledger.timedMinutes} timed minutes allow ${allowed} units; ${billed + open} are claimed.`,
      ),
    );
  for (const line of timed) {
    const most = rule.scope === 'day' ? Math.ceil(line.minutes / rule.blockMinutes) : allowedUnits(line.minutes, rule);
    if (line.units > most)
      issues.push(
        stop(
          'units-over-minutes',
          `${line.code}: ${line.minutes} minutes allow at most ${most} units; ${line.units} are claimed.`,
        ),
      );
  }
  return issues;
}

function unknownRule(name: string): Issue {
  return stop('unknown-unit-rule', `The charges follow the unit rule "${name}", which no rule file defines.`);
}

function stop(code: string, message: string): Issue {
  return { severity: 'blocker', code, message, at: 'charges' };
}
