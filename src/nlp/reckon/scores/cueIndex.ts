/**
 * Cues for each go at a task: the counted cues of a visit over the goes at that task which were told in it. Both are
 * stored facts; a visit in which one of the two is missing has no index and says which. No published scale.
 */
import type { CueFact, ObservationFact } from '../../../shared/domain/facts.ts';
import type { CueIndex, IndexVisit, Trend, TrendPoint } from '../../../shared/domain/scores.ts';
import { isNonEmpty } from '../../../shared/nonEmpty.ts';
import type { SessionFacts } from './trends.ts';

const HOW: CueIndex['why'] = {
  ruleId: 'index/cuesPerGo',
  source: 'Two counts of this record, divided. No published scale; not for comparing patients.',
  inputs: [],
  text: 'Cues per go = counted cues for the task in a visit ÷ goes at the task that were told in that visit.',
};

/** `sessions` oldest first. A task without an index in any visit has no series. */
export function cueIndexes(sessions: readonly SessionFacts[]): readonly Trend[] {
  const tasks = new Set(sessions.flatMap((session) => cuesOf(session).flatMap(({ task }) => task ?? [])));
  return [...tasks].flatMap((task): readonly Trend[] => {
    const visits = sessions.flatMap((session) => visitOf(session, task) ?? []);
    const points = visits.flatMap(({ sessionId, date, factIds, value }): TrendPoint[] =>
      value === null ? [] : [{ sessionId, date, factIds, value }],
    );
    if (!isNonEmpty(points) || !isNonEmpty(visits)) return [];
    const [from, to] = [points[0], points.at(-1)!];
    const by = Math.round((Number(to.value) - Number(from.value)) * 100) / 100;
    return [
      {
        ...{ key: `index.${task}`, label: `Cues per go, ${task}`, unit: 'cues per go', points },
        change: points.length < 2 ? null : { from, to, by },
        index: { why: HOW, visits },
      },
    ];
  });
}

function cuesOf({ facts }: SessionFacts): readonly CueFact[] {
  return facts.filter((fact) => fact.kind === 'cue').filter(({ polarity }) => polarity === 'affirmed');
}

/** null: the task played no part in the visit. */
function visitOf(session: SessionFacts, task: string): IndexVisit | null {
  const cues = cuesOf(session).filter((cue) => cue.task === task);
  const goes = session.facts
    .filter((fact) => fact.kind === 'observation')
    .filter((fact) => fact.polarity === 'affirmed' && isGoAt(fact, task, cues));
  if (cues.length === 0 && goes.length === 0) return null;
  const isCounted = cues.length > 0 && cues.every(({ count }) => count !== null);
  const count = isCounted ? cues.reduce((sum, cue) => sum + (cue.count ?? 0), 0) : null;
  return {
    ...{ sessionId: session.sessionId, date: session.date, factIds: [...goes, ...cues].map(({ id }) => id) },
    levels: goes.map(({ assistLevel }) => assistLevel),
    cues: count,
    cueWords: cues.flatMap(({ intensity }) => intensity ?? []),
    value: count === null || goes.length === 0 ? null : Math.round((count / goes.length) * 100) / 100,
    lacks: goes.length === 0 ? 'go' : cues.length === 0 ? 'cue' : count === null ? 'count' : null,
  };
}

/** A rating told under the name of the task ("toilet transfer, second"), or in the same words as a cue for it. */
function isGoAt({ task: told, evidence }: ObservationFact, task: string, cues: readonly CueFact[]): boolean {
  const words = (text: string): readonly string[] => text.toLowerCase().split(/[^a-z0-9]+/);
  const named = words(told);
  if (words(task).every((word) => named.includes(word))) return true;
  return cues.some((cue) =>
    cue.evidence.some((said) =>
      evidence.some(
        ({ utteranceId, from, to }) => utteranceId === said.utteranceId && from <= said.from && said.to <= to,
      ),
    ),
  );
}
