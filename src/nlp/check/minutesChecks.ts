/**
 * The hard stop on minutes and units: no more units than the minutes allow, no estimate unconfirmed, no tie open, no
 * figure in the charges that the ledger does not have.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import { unitFaults } from '../reckon/unitsWithinMinutes.ts';
import type { CheckContext } from './checkContext.ts';

export function minutesChecks(context: CheckContext): readonly Issue[] {
  const { ledger, charges, rules } = context;
  return [
    ...unconfirmed(context),
    ...(ledger.issues ?? []),
    ...charges.issues.filter((issue) => issue.code !== 'unit-tie'),
    ...charges.result.ties.map((tie): Issue => {
      return { severity: 'blocker', code: 'unit-tie', message: tie.reason, at: tie.codes.join(',') };
    }),
    ...unitFaults(ledger, charges, rules.unitRules),
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
          : `${entry.cpt}: ${entry.approximate ? 'about ' : ''}${entry.minutes} minutes are not certain${otherFigure(entry)}. Confirm or correct them.`,
      at: entry.id,
    }));
}

function otherFigure({ contradictedBy }: CheckContext['ledger']['entries'][number]): string {
  return contradictedBy === undefined ? '' : ` (the ${contradictedBy.source} measured ${contradictedBy.minutes})`;
}
