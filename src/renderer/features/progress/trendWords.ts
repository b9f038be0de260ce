/** Values of a series in words, and where they stand on its axis. Pure. */
import type { IndexVisit, Trend, TrendPoint } from '../../../shared/domain/scores.ts';
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

/** What the newest session changed against the one before that had a value: from facts alone. An index only repeats them. */
export function sinceLastVisit(trends: readonly Trend[]): readonly SinceLast[] {
  const newest = trends
    .flatMap(({ points }) => [...points])
    .reduce<TrendPoint | null>((last, point) => (last === null || point.date >= last.date ? point : last), null);
  if (newest === null) return [];
  return trends.flatMap((trend): SinceLast[] => {
    if (trend.index !== undefined) return [];
    const now = trend.points.at(-1)!;
    const before = trend.points.at(-2);
    if (now.date !== newest.date || before === undefined) return [];
    return [{ trend, before, now }];
  });
}

const LACKS: Readonly<Record<NonNullable<IndexVisit['lacks']>, string>> = {
  go: 'no go at it was told',
  cue: 'no cue was told',
  count: 'cues without a number',
};

/** "2 × Maximal assist", "Moderate assist, Minimal assist": the goes of a visit in the order told. */
export function goesShown({ levels }: IndexVisit): string {
  if (levels.length === 0) return '0';
  const named = levels.map((level) => (level === null ? 'no level' : LEVEL_WORDS[level]));
  const kinds = [...Map.groupBy(named, (name) => name)];
  return kinds.map(([name, same]) => `${same.length} × ${name}`).join(', ');
}

export function cuesShown({ cues, cueWords, lacks }: IndexVisit): string {
  const counted = cues === null ? (lacks === 'count' ? 'not counted' : 'none told') : String(cues);
  return cueWords.length === 0 ? counted : `${counted} (called ${[...new Set(cueWords)].join(', ')})`;
}

/** The value, or why a visit has none. */
export function indexShown({ value, lacks }: IndexVisit): string {
  return value === null ? `None: ${lacks === null ? 'not known' : LACKS[lacks]}` : String(value);
}
