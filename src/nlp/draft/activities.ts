/**
 * Which cues, devices, safety events and skilled actions belong to which observed task: by the task they name, else by
 * standing nearest in the same utterance. What cannot be placed that way stays with its own task or loose; nothing is
 * attached by guess. A device is placed by the utterance first: it is often shown long before the task it is used for.
 */
import type { Fact, FactOf, FimItem } from '../../shared/domain/facts.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import { factsOf } from './draftContext.ts';
import { overlaps } from './evidenceOverlap.ts';
import { isNamedIn, taskOverlap, taskWords } from './taskWords.ts';

type Observation = FactOf<'observation'>;

/** Cues and safety events of one task. */
export interface Performance {
  readonly cues: readonly FactOf<'cue'>[];
  readonly safety: readonly FactOf<'safety'>[];
}

export interface Activity extends Performance {
  readonly observation: Observation;
  readonly devices: readonly FactOf<'device'>[];
  /** Facts that say again what the observation says. */
  readonly repeated: readonly Fact[];
}

export interface GroupedFacts {
  readonly activities: readonly Activity[];
  /** By task; the ones that name no task come one by one. */
  readonly unrated: readonly Performance[];
  readonly devices: readonly FactOf<'device'>[];
}

type Attachable = FactOf<'cue'> | FactOf<'device'> | FactOf<'safety'>;

/** What one scored activity is called; an activity that is told by its usual name belongs to the task scored as it. */
type ActivityNames = NoteWording['activities'];

export function groupActivities(facts: readonly Fact[], names: ActivityNames): GroupedFacts {
  const observations = factsOf('observation', facts);
  const attachable = facts.filter(
    (fact): fact is Attachable =>
      fact.kind === 'cue' || fact.kind === 'device' || (fact.kind === 'safety' && fact.event !== 'fallRisk'),
  );
  const owners = new Map(attachable.map((fact) => [fact, ownerOf(fact, observations, facts, names)]));
  const ownedBy = (owner: Observation | null) => attachable.filter((fact) => owners.get(fact) === owner);
  return {
    activities: observations.map((observation) => {
      const owned = ownedBy(observation);
      return {
        observation,
        cues: factsOf('cue', owned),
        devices: factsOf('device', owned),
        safety: factsOf('safety', owned),
        repeated: [...factsOf('skilledAction', facts), ...factsOf('reasoning', facts)].filter((fact) =>
          isSameDeed(fact, observation),
        ),
      };
    }),
    unrated: byTask(ownedBy(null)),
    devices: factsOf('device', ownedBy(null)),
  };
}

function byTask(facts: readonly Attachable[]): readonly Performance[] {
  const groups = new Map<string, Attachable[]>();
  for (const fact of facts) {
    if (fact.kind === 'device') continue;
    const key = fact.task === null ? fact.id : [...taskWords(fact.task)].sort().join(' ') || fact.id;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()].map((group) => ({ cues: factsOf('cue', group), safety: factsOf('safety', group) }));
}

function ownerOf(
  fact: Attachable,
  observations: readonly Observation[],
  facts: readonly Fact[],
  names: ActivityNames,
): Observation | null {
  const inUtterance = nearestInUtterance(fact, observations);
  if (
    fact.task === null ||
    (fact.kind === 'device' && inUtterance !== null && !isTaskOfAny(fact.task, fact, observations))
  )
    return inUtterance;
  const scored = observations.map((observation) => ({
    observation,
    overlap: taskOverlap(fact.task!, observation.task),
  }));
  const best = Math.max(0, ...scored.map(({ overlap }) => overlap));
  if (best === 0) return onlyOneScoredAs(fact.task, fact, observations, facts, names);
  const candidates = scored.filter(({ overlap }) => overlap === best).map(({ observation }) => observation);
  return nearestInUtterance(fact, candidates) ?? nearestInOrder(fact, candidates, facts);
}

/** "Cues during lower body dressing" are those of the pants, where nothing else of it was done. */
function onlyOneScoredAs(
  task: string,
  fact: Fact,
  observations: readonly Observation[],
  facts: readonly Fact[],
  names: ActivityNames,
): Observation | null {
  const items = (Object.keys(names) as FimItem[]).filter((item) =>
    [names[item].name, ...names[item].also].some((name) => name === task.toLowerCase() || isNamedIn(task, name)),
  );
  const candidates = observations.filter(({ fimItem }) => fimItem !== null && items.includes(fimItem));
  const [first] = candidates;
  const areOne = first !== undefined && candidates.every((each) => taskOverlap(each.task, first.task) > 0);
  return areOne ? (nearestInUtterance(fact, candidates) ?? nearestInOrder(fact, candidates, facts)) : null;
}

/** True when an observation that stands with the fact in one utterance is of this task. */
function isTaskOfAny(task: string, fact: Fact, observations: readonly Observation[]): boolean {
  return observations.some(
    (observation) => distanceInUtterance(fact, observation) !== null && taskOverlap(task, observation.task) > 0,
  );
}

function nearestInUtterance(fact: Fact, observations: readonly Observation[]): Observation | null {
  let best: { readonly observation: Observation; readonly distance: number } | null = null;
  for (const observation of observations) {
    const distance = distanceInUtterance(fact, observation);
    if (distance !== null && (best === null || distance < best.distance)) best = { observation, distance };
  }
  return best?.observation ?? null;
}

/** Words between two facts of one utterance; null when no utterance has both. */
function distanceInUtterance(one: Fact, other: Fact): number | null {
  const distances = one.evidence.flatMap((a) =>
    other.evidence.filter((b) => a.utteranceId === b.utteranceId).map((b) => Math.max(0, a.from - b.to, b.from - a.to)),
  );
  return distances.length === 0 ? null : Math.min(...distances);
}

/** Facts come in the order they were said: the trial of the task that was told last before the fact, else the first. */
function nearestInOrder(fact: Fact, candidates: readonly Observation[], facts: readonly Fact[]): Observation | null {
  const at = facts.indexOf(fact);
  return candidates.findLast((candidate) => facts.indexOf(candidate) < at) ?? candidates[0] ?? null;
}

/** "I guided his hips" as an action (or as the reason for a level) and as the manner of the transfer is one deed. */
function isSameDeed(action: FactOf<'skilledAction'> | FactOf<'reasoning'>, observation: Observation): boolean {
  if (observation.manner === undefined || !overlaps(action, observation)) return false;
  return isNamedIn(observation.manner, action.gist) || isNamedIn(action.gist, observation.manner);
}
