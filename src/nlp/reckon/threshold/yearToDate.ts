/**
 * What a patient's year comes to in one discipline. The newest year-to-date figure of the contractor's portal covers all
 * providers up to its day; what lies after it is added. Denied visits count nothing, reversals take away.
 */
import type { AccrualEntry, Discipline } from '../../../shared/domain/threshold.ts';
import type { WhyInput } from '../../../shared/domain/why.ts';
import { dollars } from '../../../shared/money.ts';
import type { IsoDate } from '../../../shared/time.ts';

export interface YearToDate {
  readonly cents: number;
  readonly inputs: readonly WhyInput[];
  /** Whether anything is known of other providers. */
  readonly knowsElsewhere: boolean;
}

/** @param sessionId today's own session, which is not yet part of what stands before it */
export function yearToDate(
  entries: readonly AccrualEntry[],
  discipline: Discipline,
  today: IsoDate,
  sessionId: string | null,
): YearToDate {
  const year = today.slice(0, 4);
  const mine = entries.filter(
    (entry) =>
      entry.discipline === discipline &&
      entry.date.startsWith(year) &&
      entry.date <= today &&
      !(entry.kind === 'visit' && entry.sessionId === sessionId),
  );
  const portal = mine
    .filter(({ kind }) => kind === 'yearToDate')
    .toSorted((a, b) => (a.date === b.date ? compare(a.at, b.at) : compare(a.date, b.date)))
    .at(-1);
  const counted = mine.filter(
    (entry) => entry.kind !== 'yearToDate' && (portal === undefined || entry.date > portal.date),
  );
  const used = portal === undefined ? counted : [portal, ...counted];
  return {
    cents: Math.max(
      0,
      used.reduce((sum, entry) => sum + signed(entry), 0),
    ),
    inputs: used.map((entry) => ({ name: nameOf(entry), value: dollars(signed(entry)), at: entry.id })),
    knowsElsewhere: mine.some(({ kind }) => kind === 'yearToDate' || kind === 'elsewhere'),
  };
}

function signed(entry: AccrualEntry): number {
  if (entry.kind === 'reversal') return -entry.amountCents;
  return entry.kind === 'visit' && entry.status === 'denied' ? 0 : entry.amountCents;
}

function nameOf(entry: AccrualEntry): string {
  switch (entry.kind) {
    case 'visit':
      return `visit of ${entry.date}, ${entry.status}${correctionText(entry)}`;
    case 'yearToDate':
      return `all providers to ${entry.date} (${entry.source})`;
    case 'elsewhere':
      return `elsewhere on ${entry.date} (${entry.source})`;
    case 'reversal':
      return `reversal of ${entry.date} (${entry.source})`;
  }
}

/** What was signed stays in sight beside what counts now. */
function correctionText({ corrected }: Extract<AccrualEntry, { kind: 'visit' }>): string {
  if (corrected === undefined) return '';
  return corrected.isPriced
    ? `, corrected minutes (signed as ${dollars(corrected.signedCents)})`
    : ', as signed: the corrected lines have no fee';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
