/**
 * Which cues, devices, safety events and skilled actions belong to which observed task: by the task they name, else by
 * standing nearest in the same utterance. What cannot be placed that way stays loose; nothing is attached by guess.
 */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import { factsOf } from './draftContext.ts';
import { taskOverlap } from './taskWords.ts';

export interface Activity {
  readonly observation: FactOf<'observation'>;
  readonly cues: readonly FactOf<'cue'>[];
  readonly devices: readonly FactOf<'device'>[];
  readonly safety: readonly FactOf<'safety'>[];
}

type Attachable = FactOf<'cue'> | FactOf<'device'> | FactOf<'safety'>;

export interface GroupedFacts {
  readonly activities: readonly Activity[];
  readonly loose: readonly Attachable[];
}

export function groupActivities(facts: readonly Fact[]): GroupedFacts {
  const observations = factsOf('observation', facts);
  const attachable = facts.filter(
    (fact): fact is Attachable =>
      fact.kind === 'cue' || fact.kind === 'device' || (fact.kind === 'safety' && fact.event !== 'fallRisk'),
  );
  const owners = new Map(attachable.map((fact) => [fact, ownerOf(fact, observations, facts)]));
  const owned = <K extends Attachable['kind']>(kind: K, owner: FactOf<'observation'>) =>
    factsOf(kind, attachable).filter((fact) => owners.get(fact) === owner);
  return {
    activities: observations.map((observation) => ({
      observation,
      cues: owned('cue', observation) as readonly FactOf<'cue'>[],
      devices: owned('device', observation) as readonly FactOf<'device'>[],
      safety: owned('safety', observation) as readonly FactOf<'safety'>[],
    })),
    loose: attachable.filter((fact) => owners.get(fact) === null),
  };
}

function ownerOf(
  fact: Attachable,
  observations: readonly FactOf<'observation'>[],
  facts: readonly Fact[],
): FactOf<'observation'> | null {
  if (fact.task === null) return nearestInUtterance(fact, observations);
  const scored = observations.map((observation) => ({
    observation,
    overlap: taskOverlap(fact.task!, observation.task),
  }));
  const best = Math.max(0, ...scored.map(({ overlap }) => overlap));
  if (best === 0) return null;
  const candidates = scored.filter(({ overlap }) => overlap === best).map(({ observation }) => observation);
  return nearestInUtterance(fact, candidates) ?? nearestInOrder(fact, candidates, facts);
}

function nearestInUtterance(
  fact: Attachable,
  observations: readonly FactOf<'observation'>[],
): FactOf<'observation'> | null {
  let best: { observation: FactOf<'observation'>; distance: number } | null = null;
  for (const observation of observations)
    for (const own of observation.evidence)
      for (const other of fact.evidence) {
        if (own.utteranceId !== other.utteranceId) continue;
        const distance = Math.max(0, own.from - other.to, other.from - own.to);
        if (best === null || distance < best.distance) best = { observation, distance };
      }
  return best?.observation ?? null;
}

/** Facts come in the order they were said: the repetition of a task that was told last before the fact, else the first. */
function nearestInOrder(
  fact: Attachable,
  candidates: readonly FactOf<'observation'>[],
  facts: readonly Fact[],
): FactOf<'observation'> | null {
  const at = facts.indexOf(fact);
  return candidates.findLast((candidate) => facts.indexOf(candidate) < at) ?? candidates[0] ?? null;
}
