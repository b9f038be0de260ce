/** Over time: what the last visit changed, and how levels, cues, measures and cues per go moved. Every value opens its session. */
import type { ProgressView } from '../../../shared/contract.ts';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { FlowsheetPart } from './FlowsheetPart.tsx';
import { IndexPart } from './IndexPart.tsx';
import { SinceRows } from './SinceRows.tsx';
import { chartPoints, rangeOf, sinceLastVisit } from './trendWords.ts';
import './progress.css';

export function ProgressPart({ progress }: { readonly progress: ProgressView }) {
  const since = sinceLastVisit(progress.trends);
  const drawn = progress.trends.filter((trend) => trend.index === undefined && chartPoints(trend).length > 1);
  if (progress.trends.length === 0 && progress.flowsheet.length === 0) return null;
  return (
    <>
      {since.length > 0 && (
        <section aria-labelledby="since-title">
          <h3 id="since-title" className="section-title">
            What the last visit changed
          </h3>
          <SinceRows since={since} />
        </section>
      )}
      {drawn.length > 0 && (
        <section aria-labelledby="trends-title">
          <h3 id="trends-title" className="section-title">
            Over the sessions
          </h3>
          <div className="trends">
            {drawn.map((trend) => {
              const range = rangeOf(trend);
              return (
                <TrendChart
                  key={trend.key}
                  title={trend.label}
                  points={chartPoints(trend)}
                  {...(range === undefined ? {} : { range })}
                />
              );
            })}
          </div>
        </section>
      )}
      <IndexPart trends={progress.trends} />
      <FlowsheetPart visits={progress.flowsheet} />
    </>
  );
}
