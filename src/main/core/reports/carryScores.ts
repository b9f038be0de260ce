/** Levels, measures, pain and cues of the period as a table: every series with a first and a latest value. */
import type { DraftScore, ReportDraft } from '../../../shared/contractReports.ts';
import { capitalised } from './carryGoals.ts';
import type { Series, SeriesPoint } from './carrySeries.ts';

/** More rows than this are no overview, more values in one cell no list. */
const MOST_ROWS = 10;
const MOST_BETWEEN = 3;

export function carryScores(series: readonly Series[]): NonNullable<ReportDraft['scores']> {
  return series
    .filter(({ points }) => points.length > 1)
    .slice(0, MOST_ROWS)
    .map(({ label, points }) => {
      const values = points.map((point) => scoreOf(point, label));
      const [first, ...rest] = values;
      return { name: capitalised(label), first: first!, between: spread(rest.slice(0, -1)), latest: rest.at(-1)! };
    });
}

function scoreOf({ measurement: { text }, source: { date, sessionId } }: SeriesPoint, label: string): DraftScore {
  return { text: text.startsWith(`${label} `) ? text.slice(label.length + 1) : text, date, sessionId };
}

/** Evenly over the time between, so that neither end of it is lost. */
function spread(values: readonly DraftScore[]): DraftScore[] {
  if (values.length <= MOST_BETWEEN) return [...values];
  const step = (values.length - 1) / (MOST_BETWEEN - 1);
  return Array.from({ length: MOST_BETWEEN }, (_, i) => values[Math.round(i * step)]!);
}
