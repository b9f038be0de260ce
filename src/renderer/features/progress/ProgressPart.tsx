/** Over time: what the last visit changed, and how levels, cues and measures moved. Every value opens its session. */
import { ArrowRight } from 'lucide-react';
import type { ProgressView } from '../../../shared/contract.ts';
import type { TrendPoint } from '../../../shared/domain/scores.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { chartPoints, rangeOf, shownValue, sinceLastVisit } from './trendWords.ts';
import './progress.css';

export function ProgressPart({ progress }: { readonly progress: ProgressView }) {
  const { go } = useNavigation();
  const open = ({ sessionId }: TrendPoint): void => go({ name: 'session', sessionId });
  const since = sinceLastVisit(progress.trends);
  const drawn = progress.trends.filter((trend) => chartPoints(trend).length > 1);
  if (progress.trends.length === 0) return null;
  return (
    <>
      {since.length > 0 && (
        <section aria-labelledby="since-title">
          <h3 id="since-title" className="section-title">
            What the last visit changed
          </h3>
          <ul className="list-card">
            {since.map(({ trend, before, now }) => (
              <li key={trend.key} className="since">
                <span className="since-what">{trend.label}</span>
                <span className="since-values">
                  <button type="button" className="value-link" onClick={() => open(before)}>
                    {shownValue(trend, before)}
                    <span className="muted small"> {date(before.date)}</span>
                  </button>
                  <Icon of={ArrowRight} size={16} />
                  <button type="button" className="value-link" onClick={() => open(now)}>
                    {before.value === now.value ? 'the same' : shownValue(trend, now)}
                    <span className="muted small"> {date(now.date)}</span>
                  </button>
                </span>
              </li>
            ))}
          </ul>
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
    </>
  );
}
