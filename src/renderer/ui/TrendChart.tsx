/**
 * One series over the dates of sessions. Markers and a line of one colour, first and last value written beside them, and
 * the same figures as a table below: nothing is told by colour, and a screen reader gets the table.
 */
import './trendChart.css';

export interface ChartPoint {
  readonly label: string;
  readonly shown: string;
  readonly value: number;
}

export interface TrendChartProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  /** Ends of the axis; without them the series' own smallest and largest value. */
  readonly range?: readonly [number, number];
  /** A level to be reached, drawn as a dashed line. */
  readonly target?: number | null;
  /** The figures stand in a table beside it already. */
  readonly hasTableBeside?: boolean;
}

const WIDTH = 320;
const HEIGHT = 96;
const PAD = 10;

export function TrendChart({ title, points, range, target = null, hasTableBeside = false }: TrendChartProps) {
  const values = points.map(({ value }) => value);
  const low = range?.[0] ?? Math.min(...values, target ?? Number.POSITIVE_INFINITY);
  const high = range?.[1] ?? Math.max(...values, target ?? Number.NEGATIVE_INFINITY);
  const x = (at: number): number =>
    points.length < 2 ? WIDTH / 2 : PAD + (at * (WIDTH - 2 * PAD)) / (points.length - 1);
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : HEIGHT - PAD - ((value - low) * (HEIGHT - 2 * PAD)) / (high - low);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className="trend">
      <figcaption className="trend-title">{title}</figcaption>
      <svg className="trend-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        <path className="trend-axis" d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
        {target !== null && <path className="trend-target" d={`M0 ${y(target)}H${WIDTH}`} />}
        <polyline className="trend-line" points={points.map(({ value }, at) => `${x(at)},${y(value)}`).join(' ')} />
        {points.map(({ label, value }, at) => (
          <circle
            key={label}
            className={at === points.length - 1 ? 'trend-last' : 'trend-point'}
            cx={x(at)}
            cy={y(value)}
            r={at === points.length - 1 ? 5 : 3.5}
          />
        ))}
      </svg>
      <div className="trend-ends small" aria-hidden="true">
        <span>
          <strong>{first?.shown}</strong> <span className="muted">{first?.label}</span>
        </span>
        {points.length > 1 && (
          <span>
            <strong>{last?.shown}</strong> <span className="muted">{last?.label}</span>
          </span>
        )}
      </div>
      {!hasTableBeside && <FigureTable title={title} points={points} />}
    </figure>
  );
}

function FigureTable({ title, points }: Pick<TrendChartProps, 'title' | 'points'>) {
  return (
    <details className="trend-table">
      <summary className="small">As a table</summary>
      <table className="small tabular">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">{title}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ label, shown }) => (
            <tr key={label}>
              <td>{label}</td>
              <td>{shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
