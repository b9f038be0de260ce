/** Exercises by visit: a row for each, by the code it is mostly billed with; each visit opens its session. */
import type { FlowsheetVisit } from '../../../shared/domain/scores.ts';
import { useNavigation } from '../../app/route.ts';
import { date } from '../../format/time.ts';
import { doseShown, exerciseName } from '../review/factWords.ts';
import './progress.css';

/** As many as fit beside each other; older ones stand in their sessions. */
const VISITS_SHOWN = 5;

export function FlowsheetPart({ visits }: { readonly visits: readonly FlowsheetVisit[] }) {
  const { go } = useNavigation();
  const shown = visits.slice(-VISITS_SHOWN);
  if (shown.length === 0) return null;
  const told = shown.flatMap(({ exercises }) => exercises);
  const rows = [...Map.groupBy(told, (fact) => `${fact.cpt} ${exerciseName(fact)}`)].toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  return (
    <section className="flowsheet" aria-labelledby="flowsheet-title">
      <h3 id="flowsheet-title" className="section-title">
        Flowsheet
      </h3>
      <table className="index-table small tabular">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Exercise</th>
            {shown.map(({ sessionId, date: day }) => (
              <th key={sessionId} scope="col">
                <button type="button" className="value-link" onClick={() => go({ name: 'session', sessionId })}>
                  {date(day)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, [first]]) => (
            <tr key={key}>
              <td>{first?.cpt}</td>
              <th scope="row">{first && exerciseName(first)}</th>
              {shown.map(({ sessionId, exercises }) => (
                <td key={sessionId}>
                  {exercises
                    .filter((fact) => `${fact.cpt} ${exerciseName(fact)}` === key)
                    .map(doseShown)
                    .join('; ') || <span className="muted">not told</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
