/** A value before and now, each a link to its session. */
import { ArrowRight } from 'lucide-react';
import type { TrendPoint } from '../../../shared/domain/scores.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import { type SinceLast, shownValue } from './trendWords.ts';
import './progress.css';

export function SinceRows({ since }: { readonly since: readonly SinceLast[] }) {
  const { go } = useNavigation();
  const open = ({ sessionId }: TrendPoint): void => go({ name: 'session', sessionId });
  return (
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
  );
}
