/**
 * Groups segments into episodes: one task (or part, or trial) with all that was said about the help it took. A new
 * task, a trial word ("second go") or a second rating opens a new episode; a sentence that only adds what the hands
 * did joins the open one.
 */
import type { ActiveTask } from './activeTask.ts';
import type { Document } from './document.ts';
import { hitsOf } from './document.ts';
import type { Place } from './draft.ts';
import { withHeadlines } from './headline.ts';
import { joins } from './joins.ts';
import { decide } from './levels/decide.ts';
import type { LevelEvidence } from './levels/evidence.ts';
import type { NamedTask, Segment } from './segments.ts';
import { readSegments } from './segments.ts';

export interface Episode {
  readonly tasks: NamedTask[];
  readonly evidence: LevelEvidence[];
  readonly places: Place[];
  readonly trial: string | null;
  readonly prior: string | null;
  /** Told in a sentence that opens with a repair: its level replaces the one rated before. */
  readonly corrects: boolean;
  readonly sentences: Set<number>;
  /** Its task was named in its own utterance, not only before. */
  named: boolean;
}

const MOST_UTTERANCES_APART = 3;

export function readEpisodes(document: Document, active: readonly (ActiveTask | null)[]): Episode[] {
  const episodes: Episode[] = [];
  let open: Episode | null = null;
  for (const segment of withHeadlines(document, readSegments(document))) {
    if (isEmpty(segment)) continue;
    const current: Episode | null = open && isNear(open, segment) ? open : null;
    if (open !== null) lendTasks(open, segment);
    if (current !== null && joins(current, segment)) {
      add(current, segment, episodes);
    } else {
      open = begin(segment, current, active[segment.sentence.index] ?? null, episodes);
      episodes.push(open);
    }
  }
  const rated = episodes.filter((episode) => episode.evidence.length > 0);
  return rated.filter((episode, index) => !isRecap(episode, rated.slice(0, index)));
}

/** Words that only go over again what was told: "recap", "to sum up"; "overall" and "in total" may still rate. */
const RECAP = new Set(['recap', 'recapping', 'sum', 'summing', 'summary', 'summarise', 'summarize']);

/** "So, recap, bath minimum": a task rated before, told again, is no further trial. */
function isRecap(episode: Episode, before: readonly Episode[]): boolean {
  const { sentence } = episode.places[0]!;
  const recaps = hitsOf(sentence, 'context').filter((hit) => hit.entry.kind === 'recap');
  if (recaps.length === 0) return false;
  const strong = recaps.some((hit) => sentence.tokens.slice(hit.from, hit.to).some((token) => RECAP.has(token.text)));
  const level = decide(episode.evidence, episode.places)?.level;
  return before.some(
    (other) =>
      other.prior === null &&
      sharesTask(other, episode) &&
      (strong || decide(other.evidence, other.places)?.level === level),
  );
}

function sharesTask(other: Episode, { tasks }: Episode): boolean {
  return tasks.some((task) =>
    other.tasks.some(
      (known) => known.label === task.label || (task.fimItem !== null && known.fimItem === task.fimItem),
    ),
  );
}

/** "Up from mod last visit, the pants are min today": the task is named after the earlier level. */
function lendTasks(open: Episode, segment: Segment): void {
  if (open.tasks.length === 0 && open.sentences.has(segment.sentence.index) && open.evidence.length > 0) {
    open.tasks.push(...segment.tasks);
    open.named ||= segment.tasks.length > 0;
  }
}

function isEmpty({ tasks, evidence, trial, same }: Segment): boolean {
  return tasks.length === 0 && evidence.length === 0 && trial === null && same === null;
}

function isNear(episode: Episode, { sentence }: Segment): boolean {
  const last = episode.places.at(-1);
  return last !== undefined && sentence.utteranceIndex - last.sentence.utteranceIndex <= MOST_UTTERANCES_APART;
}

function begin(
  segment: Segment,
  previous: Episode | null,
  active: ActiveTask | null,
  episodes: readonly Episode[],
): Episode {
  const episode: Episode = {
    tasks: [],
    evidence: [],
    places: [],
    trial: segment.trial,
    prior: segment.prior,
    corrects: segment.sentence.opensWithRepair,
    sentences: new Set(),
    named: false,
  };
  if (segment.tasks.every((task) => task.part)) inheritTask(episode, segment, previous, active);
  add(episode, segment, episodes);
  return episode;
}

function inheritTask(episode: Episode, segment: Segment, previous: Episode | null, active: ActiveTask | null): void {
  const partItem = segment.tasks[0]?.fimItem;
  const whole = previous?.tasks.find((task) => !task.part) ?? null;
  const fits = (item: NamedTask['fimItem']) =>
    partItem === undefined ||
    partItem === item ||
    ((partItem?.startsWith('transfer') && item?.startsWith('transfer')) ?? false);
  const since = previous?.places.at(-1)?.sentence.index ?? -1;
  const newer = active !== null && active.sentence > since && segment.tasks.length === 0;
  if (newer) {
    episode.tasks.push({ text: active.label, label: active.label, fimItem: active.fimItem, part: false, from: -1 });
  } else if (whole && fits(whole.fimItem)) {
    episode.tasks.push(whole);
    episode.named = previous?.named ?? false;
  } else if (segment.tasks.length === 0 && previous?.tasks[0]) {
    episode.tasks.push(...previous.tasks);
    episode.named = previous.named;
  } else if (active && fits(active.fimItem)) {
    episode.tasks.push({ text: active.label, label: active.label, fimItem: active.fimItem, part: false, from: -1 });
  }
}

function add(episode: Episode, segment: Segment, episodes: readonly Episode[]): void {
  for (const task of segment.tasks) {
    episode.named = true;
    if (!episode.tasks.some((known) => known.text === task.text)) episode.tasks.push(task);
  }
  episode.evidence.push(...segment.evidence);
  const again = sameLevel(segment, episodes);
  if (again !== null) episode.evidence.push(again);
  episode.places.push({ sentence: segment.sentence, from: segment.from, to: segment.to });
  episode.sentences.add(segment.sentence.index);
}

const TRIAL_WORDS: Readonly<Record<string, string>> = {
  one: 'first',
  '1': 'first',
  two: 'second',
  '2': 'second',
  three: 'third',
  '3': 'third',
};

const SHORTEST_TASK_WORD = 4;

/** "Trial three, same as two": the level of the trial named, else of the last one rated. */
function sameLevel({ same, sentence }: Segment, episodes: readonly Episode[]): LevelEvidence | null {
  if (same === null) return null;
  const words = sentence.tokens.slice(same.from, same.to).map((token) => TRIAL_WORDS[token.text] ?? token.text);
  const rated = episodes.filter((episode) => episode.evidence.length > 0 && episode.prior === null);
  const alike = rated.findLast((episode) =>
    episode.tasks.some((task) =>
      words.some((word) => word.length > SHORTEST_TASK_WORD && task.text.toLowerCase().includes(word)),
    ),
  );
  const meant =
    alike ?? rated.findLast((episode) => episode.trial !== null && words.includes(episode.trial)) ?? rated.at(-1);
  const decision = meant === undefined ? null : decide(meant.evidence, meant.places);
  if (decision === null) return null;
  return { form: 'same', level: decision.level, sentence, from: same.from, to: same.to, doubtful: false };
}
