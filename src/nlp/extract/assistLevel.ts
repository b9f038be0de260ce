/**
 * Assist level per task, today (observation) or at an earlier time (prior). A named level wins over a share, a share
 * over what the hands did, and all over "alone"; nothing is guessed when none of them was said.
 */
import type { Side } from '../../shared/domain/facts.ts';
import type { NonEmpty } from '../../shared/nonEmpty.ts';
import type { ActiveTask } from './activeTask.ts';
import type { Document } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft, Place } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import type { Episode } from './episodes.ts';
import { readEpisodes } from './episodes.ts';
import { decide } from './levels/decide.ts';
import type { EvidenceForm, LevelEvidence } from './levels/evidence.ts';
import type { NamedTask } from './segments.ts';

export function extractAssistLevels(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  return readEpisodes(document, active).flatMap((episode) => {
    const draft = episode.prior === null ? observation(episode) : prior(episode);
    return draft === null ? [] : [draft];
  });
}

/** Forms too weak to rate a task that was only named some time before. */
const NEEDS_TASK: ReadonlySet<EvidenceForm> = new Set([
  'helpers',
  'rest',
  'near',
  'setup',
  'far',
  'cueOnly',
  'alone',
  'noHands',
]);

function observation(episode: Episode): Draft | null {
  const decision = decide(episode.evidence, episode.places);
  const { tasks } = episode;
  const main = mainTask(tasks);
  if (decision === null || main === null) return null;
  const { by } = decision;
  if (!episode.named && NEEDS_TASK.has(by.form)) return null;
  const helpers = helpersIn(episode);
  const manner = mannerOf(episode);
  const side = sideOf(episode);
  return {
    kind: 'observation',
    task: taskText(tasks, episode.trial),
    fimItem: main.fimItem,
    assistLevel: decision.level,
    ...(by.range ? { range: by.range } : {}),
    ...(helpers === null ? {} : { helpers }),
    ...(side === null ? {} : { side }),
    ...(manner === null ? {} : { manner }),
    ...(by.doubtful ? { unsure: true } : {}),
    ...(episode.corrects ? { corrects: true } : {}),
    label: main.label,
    ...common(decision.rule, 'therapist', { certainty: by.form === 'named' ? 'stated' : 'implied' }),
    evidence: evidenceFor(episode, by),
  };
}

function prior(episode: Episode): Draft | null {
  const decision = decide(episode.evidence, episode.places);
  const main = mainTask(episode.tasks);
  if (decision === null || main === null || episode.prior === null) return null;
  const named = decision.by;
  const helpers = helpersIn(episode);
  return {
    kind: 'prior',
    task: taskText(episode.tasks, null),
    fimItem: main.fimItem,
    assistLevel: decision.level,
    when: episode.prior,
    ...(helpers === null ? {} : { helpers }),
    ...common('assistLevel/prior', 'therapist', { polarity: 'past' }),
    evidence: evidenceFor(episode, named),
  };
}

function mainTask(tasks: readonly NamedTask[]): NamedTask | null {
  const known = tasks.filter((task) => !task.guessed);
  return known.find((task) => !task.part) ?? known[0] ?? tasks.find((task) => !task.part) ?? tasks[0] ?? null;
}

function taskText(tasks: readonly NamedTask[], trial: string | null): string {
  const names = tasks.map((task) => task.text.toLowerCase());
  const distinct = names.filter(
    (name, at) => !names.some((other, i) => i !== at && other.includes(name) && (other !== name || i < at)),
  );
  return [...distinct, ...(trial === null ? [] : [trial])].join(', ');
}

/** The deciding words first, then the rest of the talk about this episode. */
function evidenceFor(episode: Episode, by: LevelEvidence): NonEmpty<ReturnType<typeof evidenceOf>[0]> {
  const first =
    episode.places.find((place) => place.sentence === by.sentence && by.from >= place.from && by.from < place.to) ?? by;
  const others = episode.places.filter(
    (place) => place !== first && episode.evidence.some((each) => isInside(each, place)),
  );
  return evidenceOf(first, ...others);
}

function isInside(each: LevelEvidence, place: Place): boolean {
  return each.sentence === place.sentence && each.from >= place.from && each.from < place.to;
}

function helpersIn(episode: Episode): number | null {
  for (const { sentence, from, to } of episode.places) {
    const hit = hitsOf(sentence, 'helpers').find((each) => each.from >= from && each.from < to);
    if (hit) return hit.entry.count;
  }
  return null;
}

/** What the hands did, in the therapist's words. */
function mannerOf(episode: Episode): string | null {
  const hand = episode.evidence.find((each) => each.form === 'hands');
  if (!hand) return null;
  const place = episode.places.find((each) => isInside(hand, each)) ?? hand;
  return spokenText(hand.sentence, place.from, place.to).replace(
    /^(?:and |so |but )?i(?:'d|'ve)? (?:just |only |had |have )?(?=\w)/i,
    '',
  );
}

function sideOf(episode: Episode): Side | null {
  for (const { sentence, from, to } of episode.places) {
    const hit = hitsOf(sentence, 'sides').find((each) => each.from >= from && each.from < to);
    if (hit && hit.entry.side !== 'other') return hit.entry.side;
  }
  return null;
}
