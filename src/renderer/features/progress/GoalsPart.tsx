/** The goals of the plan, each with the value it is judged by and what that value says about it. */
import type { ProgressView } from '../../../shared/contract.ts';
import type { Goal, GoalAim } from '../../../shared/domain/record.ts';
import { Badge } from '../../ui/Badge.tsx';
import type { Tone } from '../../ui/Banner.tsx';
import { LEVEL_WORDS } from '../review/factWords.ts';
import { shownValue } from './trendWords.ts';

const STATUS: Readonly<Record<string, { readonly word: string; readonly tone: Tone }>> = {
  MET: { word: 'Target reached', tone: 'good' },
  PROGRESSING: { word: 'Progressing', tone: 'good' },
  'NOT MET': { word: 'Not yet', tone: 'attention' },
};

interface GoalsPartProps {
  readonly goals: readonly Goal[];
  readonly progress: ProgressView | undefined;
}

export function GoalsPart({ goals, progress }: GoalsPartProps) {
  if (goals.length === 0) return <p className="muted">None entered yet.</p>;
  return (
    <ul className="goals">
      {goals.map((goal) => {
        const standing = progress?.goals.find(({ goalId }) => goalId === goal.id);
        const trend = progress?.trends.find(({ key }) => key === standing?.trendKey);
        const look = STATUS[standing?.status ?? ''];
        return (
          <li key={goal.id}>
            <span className="goal-term">{goal.term === 'long' ? 'Long' : 'Short'}</span>
            <span>
              {goal.text}
              {goal.target && (
                <span className="goal-standing small soft">
                  {look && <Badge tone={look.tone}>{look.word}</Badge>}
                  <span>
                    {standing?.last && trend ? `Now ${shownValue(trend, standing.last)}; ` : 'No value yet; '}
                    target {aimWords(goal.target)}
                  </span>
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function aimWords({ level, value, unit, better }: GoalAim): string {
  if (level !== null) return LEVEL_WORDS[level];
  return `${value ?? ''}${unit === null ? '' : ` ${unit}`} or ${better === 'higher' ? 'more' : 'less'}`;
}
