/** Values of a series in words, and where they stand on its axis. Pure. */
import type { Trend, TrendPoint } from '../../../shared/domain/scores.ts';
import { date } from '../../format/time.ts';
import type { ChartPoint } from '../../ui/TrendChart.tsx';
import { LEVEL_WORDS } from '../review/factWords.ts';

/** Burden of care: 1 total help, 7 alone. */
const SCORE_RANGE = [1, 7] as const;

export function shownValue({ unit }: Pick<Trend, 'unit'>, { value, level }: TrendPoint): string {
  if (level) return LEVEL_WORDS[level];
  return unit === null ? String(value) : `${value} ${unit}`;
}

/** Values that can be drawn, one for each session; text values have no place on an axis. */
export function chartPoints(trend: Trend): readonly ChartPoint[] {
  return trend.points.flatMap((point) =>
    typeof point.value === 'number'
      ? [{ label: date(point.date), shown: shownValue(trend, point), value: point.value }]
      : [],
  );
}

export function rangeOf({ key }: Trend): readonly [number, number] | undefined {
  return key.startsWith('score.') ? SCORE_RANGE : undefined;
}

export interface SinceLast {
  readonly trend: Pick<Trend, 'key' | 'label' | 'unit'>;
  readonly before: TrendPoint;
  readonly now: TrendPoint;
}

/** What the newest session changed against the one before that had a value: from facts alone. */
export function sinceLastVisit(trends: readonly Trend[]): readonly SinceLast[] {
  const newest = trends
    .flatMap(({ points }) => [...points])
    .reduce<TrendPoint | null>((last, point) => (last === null || point.date >= last.date ? point : last), null);
  if (newest === null) return [];
  return trends.flatMap((trend): SinceLast[] => {
    const now = trend.points.at(-1)!;
    const before = trend.points.at(-2);
    if (now.date !== newest.date || before === undefined) return [];
    return [{ trend, before, now }];
  });
}
