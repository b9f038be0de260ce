/** Values of the signed sessions over the period: each opens its session, a row can be left out of the report. */
import { Trash2 } from 'lucide-react';
import type { DraftScore } from '../../../shared/contractReports.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useReportForm } from './FormContext.tsx';
import { Place } from './fields.tsx';

export function ScoresField() {
  const { draft, set } = useReportForm();
  const scores = draft.scores ?? [];
  return (
    <Place path="scores">
      <h3 className="field-label">Scores over the period</h3>
      {scores.length === 0 && <p className="small muted">No level or measure was taken in two signed sessions.</p>}
      {scores.length > 0 && (
        <ul className="score-rows">
          {scores.map(({ name, first, between, latest }, index) => (
            <li key={name} className="row">
              <div>
                <p>{name}</p>
                <p className="small soft">
                  {[first, ...between, latest].map((score, i) => (
                    <span key={score.sessionId}>
                      {i > 0 && ' → '}
                      <ScoreLink score={score} />
                    </span>
                  ))}
                </p>
              </div>
              <span className="push">
                <IconButton
                  icon={Trash2}
                  label={`Leave out ${name}`}
                  onPress={() => set('scores', scores.toSpliced(index, 1))}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Place>
  );
}

export function ScoreLink({ score }: { readonly score: DraftScore }) {
  const { go } = useNavigation();
  return (
    <button
      type="button"
      className="source-link"
      onClick={() => go({ name: 'session', sessionId: score.sessionId })}
      aria-label={`${score.text}, the session of ${date(score.date)}`}
    >
      {score.text} ({date(score.date)})
    </button>
  );
}
