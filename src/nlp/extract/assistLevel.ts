/**
 * Assist level per task, today (observation) or at an earlier time (prior). A named level wins over a share, a share
 * over what the hands did, and all over "alone"; nothing is guessed when none of them was said.
 */
import type { AssistLevel, Side } from '../../shared/domain/facts.ts';
import type { NonEmpty } from '../../shared/nonEmpty.ts';
import type { ActiveTask } from './activeTask.ts';
import type { Document } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft, Place } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import type { Episode, EpisodeTask } from './episodes.ts';
import { readEpisodes } from './episodes.ts';
import { headlineTask } from './headline.ts';
import type { LevelEvidence } from './levelEvidence.ts';
import { heavier } from './levelEvidence.ts';
import { isDenied, namesInTalk } from './standing.ts';

export function extractAssistLevels(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  return readEpisodes(document, active, namesInTalk(document)).flatMap((episode) => {
    const draft = episode.prior === null ? observation(document, episode) : prior(episode);
    return draft === null ? [] : [draft];
  });
}

interface Decision {
  readonly level: AssistLevel;
  readonly by: LevelEvidence;
  readonly rule: string;
}

function decide(episode: Episode): Decision | null {
  const of = (form: LevelEvidence['form']) => episode.evidence.filter((each) => each.form === form);
  const named = of('named').at(-1);
  if (named) return { level: named.level, by: named, rule: 'assistLevel/named' };
  const share = of('share').at(-1);
  if (share) return { level: share.level, by: share, rule: 'assistLevel/share' };
  const hands = of('hands');
  if (hands[0]) {
    const by = hands.reduce((a, b) => (heavier(a.level, b.level) === b.level ? b : a));
    return { level: by.level, by, rule: 'assistLevel/hands' };
  }
  const alone = of('alone')[0];
  if (alone) return { level: aloneLevel(episode), by: alone, rule: 'assistLevel/alone' };
  const weak = of('weakAlone')[0];
  return weak ? { level: 'Supervision', by: weak, rule: 'assistLevel/noHands' } : null;
}

/** Alone with a device, an adapted way or long time is modified independence. */
function aloneLevel(episode: Episode): AssistLevel {
  const helped = episode.places.some(
    ({ sentence }) =>
      hitsOf(sentence, 'devices').some((hit) => !isDenied(sentence, hit.from)) ||
      hitsOf(sentence, 'extraTime').length > 0,
  );
  return helped ? 'ModI' : 'I';
}

function observation(document: Document, episode: Episode): Draft | null {
  const decision = decide(episode);
  if (decision === null) return null;
  const tasks = episode.tasks.length > 0 ? episode.tasks : headlineTask(document, episode);
  const main = mainTask(tasks);
  if (main === null) return null;
  const { by } = decision;
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
    ...common(decision.rule, 'therapist', { certainty: by.form === 'named' ? 'stated' : 'implied' }),
    evidence: evidenceFor(episode, by),
  };
}

function prior(episode: Episode): Draft | null {
  const named =
    episode.evidence.find((each) => each.form === 'named') ?? episode.evidence.find((each) => each.form === 'share');
  const main = mainTask(episode.tasks);
  if (!named || main === null || episode.prior === null) return null;
  const helpers = helpersIn(episode);
  return {
    kind: 'prior',
    task: taskText(episode.tasks, null),
    fimItem: main.fimItem,
    assistLevel: named.level,
    when: episode.prior,
    ...(helpers === null ? {} : { helpers }),
    ...common('assistLevel/prior', 'therapist', { polarity: 'past' }),
    evidence: evidenceFor(episode, named),
  };
}

function mainTask(tasks: readonly EpisodeTask[]): EpisodeTask | null {
  return tasks.find((task) => !task.part) ?? tasks[0] ?? null;
}

function taskText(tasks: readonly EpisodeTask[], trial: string | null): string {
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
