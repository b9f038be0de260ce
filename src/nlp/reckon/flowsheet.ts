/** What was done in repetitions, visit by visit, oldest first: stored facts as they are, nothing added up or carried over. */
import type { FlowsheetVisit } from '../../shared/domain/scores.ts';
import type { SessionFacts } from './scores/trends.ts';

export function flowsheet(sessions: readonly SessionFacts[]): readonly FlowsheetVisit[] {
  return sessions
    .map(({ sessionId, date, facts }): FlowsheetVisit => {
      const told = facts.filter((fact) => fact.kind === 'exercise');
      const exercises = told.filter(({ polarity }) => polarity === 'affirmed');
      return { sessionId, date, exercises };
    })
    .filter(({ exercises }) => exercises.length > 0)
    .toSorted((a, b) => a.date.localeCompare(b.date));
}
