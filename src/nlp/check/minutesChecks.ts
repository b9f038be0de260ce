/**
 * The hard stop on minutes and units: no more units than the minutes allow, no estimate unconfirmed, no tie open, no
 * figure in the charges that the ledger does not have.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import { unitFaults } from '../reckon/unitsWithinMinutes.ts';
import type { CheckContext } from './checkContext.ts';

const MS_PER_MINUTE = 60_000;

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
    ...overSession(context),
  ];
}

/** Timers run with the recording: where there are any, the day's minutes cannot be more than the session was long. */
function overSession({ ledger, session }: CheckContext): Issue[] {
  if (!ledger.entries.some(({ source }) => source === 'timer')) return [];
  const length = Math.ceil(session.durationMs / MS_PER_MINUTE);
  if (ledger.treatmentMinutes <= length) return [];
  const message = `The minutes add up to ${ledger.treatmentMinutes}; the session was ${length} minutes long. Correct what is too much.`;
  return [{ severity: 'warning', code: 'minutes-over-session', message, at: 'charges' }];
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
