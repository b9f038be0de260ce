/** What was done in repetitions, as told, each with its sound and with what was told of it the time before. */
import { Volume2 } from 'lucide-react';
import type { ExerciseFact, Fact } from '../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { FlowsheetVisit } from '../../../shared/domain/scores.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { doseShown, exerciseName } from './factWords.ts';

interface ExercisesPartProps {
  readonly record: SessionRecord;
  readonly onPlay: (fact: Fact) => void;
}

export function ExercisesPart({ record, onPlay }: ExercisesPartProps) {
  const { id, dateOfService, patientId } = record.session;
  const exercises = record.facts.filter((fact) => fact.kind === 'exercise');
  const read = useRead('episode.progress', { patientId }, exercises.length > 0);
  if (exercises.length === 0) return null;
  const earlier = (read.data?.flowsheet ?? []).filter((visit) => visit.sessionId !== id && visit.date <= dateOfService);
  return (
    <section className="stack" data-gap="1" aria-labelledby="exercises-title">
      <h3 id="exercises-title" className="section-title">
        Exercises
      </h3>
      <p className="small soft">As told today. They bill nothing; the minutes above do.</p>
      <ul>
        {exercises.map((fact) => (
          <li key={fact.id} className="exercise-row">
            <span className="small muted tabular">{fact.cpt}</span>
            <span>
              <span className="exercise-name">{exerciseName(fact)}</span>
              <strong className="tabular">{doseShown(fact)}</strong>
              <span className="small muted">{lastTime(fact, earlier)}</span>
            </span>
            <span className="row">
              {fact.unsure === true && <Badge tone="attention">Hard to hear</Badge>}
              <IconButton icon={Volume2} label={`Hear ${exerciseName(fact)}`} onPress={() => onPlay(fact)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lastTime(fact: ExerciseFact, earlier: readonly FlowsheetVisit[]): string {
  const isSame = (other: ExerciseFact): boolean => exerciseName(other) === exerciseName(fact);
  const visit = earlier.findLast(({ exercises }) => exercises.some(isSame));
  if (visit === undefined) return 'Not told before.';
  return `${date(visit.date)}: ${visit.exercises.filter(isSame).map(doseShown).join('; ')}`;
}
