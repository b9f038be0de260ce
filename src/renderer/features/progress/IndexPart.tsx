/** Cues for each go at a task over the visits: the chart, and beside it every figure it was worked out from. */
import type { CueIndex, Trend } from '../../../shared/domain/scores.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { chartPoints, cuesShown, goesShown, indexShown } from './trendWords.ts';
import './progress.css';

export function IndexPart({ trends }: { readonly trends: readonly Trend[] }) {
  const indexes = trends.flatMap((trend) => (trend.index === undefined ? [] : [{ trend, index: trend.index }]));
  const first = indexes[0];
  if (first === undefined) return null;
  const { text, source } = first.index.why;
  return (
    <section className="stack" data-gap="2" aria-labelledby="index-title">
      <h3 id="index-title" className="section-title">
        Cues for each go
      </h3>
      <p className="small soft">
        {text} {source}
      </p>
      {indexes.map(({ trend, index }) => (
        <div key={trend.key} className="index-row">
          {trend.points.length > 1 && <TrendChart title={trend.label} points={chartPoints(trend)} hasTableBeside />}
          <VisitTable label={trend.label} index={index} />
        </div>
      ))}
    </section>
  );
}

function VisitTable({ label, index }: { readonly label: string; readonly index: CueIndex }) {
  const { go } = useNavigation();
  return (
    <table className="index-table small tabular" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Visit</th>
          <th scope="col">Goes</th>
          <th scope="col">Cues</th>
          <th scope="col">Cues per go</th>
        </tr>
      </thead>
      <tbody>
        {index.visits.map((visit) => (
          <tr key={visit.sessionId}>
            <th scope="row">
              <button
                type="button"
                className="value-link"
                onClick={() => go({ name: 'session', sessionId: visit.sessionId })}
              >
                {date(visit.date)}
              </button>
            </th>
            <td>{goesShown(visit)}</td>
            <td>{cuesShown(visit)}</td>
            <td>{indexShown(visit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
