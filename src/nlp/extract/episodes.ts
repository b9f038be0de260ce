/**
 * Groups the therapist's narration into episodes: one task (or part, or trial) with all that was said about the help
 * it took. A new task, a trial word ("second go") or a second rating opens a new episode; a sentence that only adds
 * what the hands did joins the open one.
 */
import type { FimItem } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import type { Chunk } from '../text/sentences.ts';
import type { ActiveTask, TaskHit } from './activeTask.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Place } from './draft.ts';
import type { LevelEvidence } from './levelEvidence.ts';
import { levelEvidence } from './levelEvidence.ts';
import type { NamesInTalk } from './names.ts';
import { isAboutAnotherPerson, isQuestion, isSecondPerson, standingAt } from './standing.ts';

export interface EpisodeTask {
  readonly text: string;
  readonly label: string;
  readonly fimItem: FimItem | null;
  readonly part: boolean;
}

export interface Episode {
  readonly tasks: EpisodeTask[];
  readonly evidence: LevelEvidence[];
  readonly places: Place[];
  readonly trial: string | null;
  readonly prior: string | null;
  /** Sentence opened with a repair: its level replaces the one rated before. */
  readonly corrects: boolean;
  readonly sentences: Set<number>;
}

const MOST_UTTERANCES_APART = 3;

export function readEpisodes(
  document: Document,
  active: readonly (ActiveTask | null)[],
  names: NamesInTalk,
): Episode[] {
  const episodes: Episode[] = [];
  let open: Episode | null = null;
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    if (isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
    for (const chunk of sentence.chunks) {
      const standing = standingAt(sentence, chunk.from, chunk.to);
      if (standing.kind === 'excluded') continue;
      const seen: ChunkView = {
        sentence,
        chunk,
        tasks: tasksIn(sentence, chunk),
        evidence: levelEvidence(sentence, chunk),
        trial: trialIn(sentence, chunk),
        prior: standing.kind === 'prior' ? standing.when : null,
      };
      if (isAddressedRating(seen)) continue;
      for (const part of splitByRating(seen)) {
        if (part.tasks.length === 0 && part.evidence.length === 0 && part.trial === null) continue;
        const current: Episode | null = open && isNear(open, sentence) ? open : null;
        if (current !== null && joins(current, part)) {
          add(current, part);
        } else {
          open = begin(part, current, active[sentence.index] ?? null);
          episodes.push(open);
        }
      }
    }
  }
  return episodes.filter((episode) => episode.evidence.length > 0);
}

interface ChunkView {
  readonly sentence: Sentence;
  readonly chunk: Chunk;
  readonly tasks: readonly TaskHit[];
  readonly evidence: readonly LevelEvidence[];
  readonly trial: string | null;
  readonly prior: string | null;
}

const ORDINALS = new Set(['first', 'second', 'third', 'fourth', 'fifth']);

/** "Second cup, …", "Third, I just steadied him": an ordinal that opens a chunk counts trials. */
function trialIn(sentence: Sentence, chunk: Chunk): string | null {
  const named = hitsOf(sentence, 'trials').find((hit) => within(chunk, hit))?.entry.trial;
  const opening = sentence.tokens[chunk.from]?.text ?? '';
  return named ?? (ORDINALS.has(opening) ? opening : null);
}

const within = (chunk: Chunk, hit: Hit) => hit.from >= chunk.from && hit.from < chunk.to;

function tasksIn(sentence: Sentence, chunk: Chunk): readonly TaskHit[] {
  const devices = hitsOf(sentence, 'devices');
  const cueing = hitsOf(sentence, 'cueVerbs');
  return hitsOf(sentence, 'tasks').filter(
    (hit) =>
      within(chunk, hit) &&
      !cueing.some((cue) => hit.from >= cue.from && hit.to <= cue.to) &&
      !devices.some(
        (device) => hit.from >= device.from && hit.to <= device.to && device.to - device.from > hit.to - hit.from,
      ),
  );
}

/** "You're still contact guard" is talk to somebody; "that was contact guard, you did most" still rates. */
function isAddressedRating({ sentence, chunk, evidence }: ChunkView): boolean {
  if (evidence.length === 0) return false;
  const words = sentence.tokens.slice(chunk.from, chunk.to).map((token) => token.text);
  const you = words.indexOf('you');
  const next = words[you + 1];
  return (
    you >= 0 &&
    isSecondPerson(sentence, chunk.from, chunk.to) &&
    ["'re", 'need', 'are', "'ll", 'will'].includes(next ?? '')
  );
}

/** "min for the shirt and mod for the pants" in one chunk: each rating takes the tasks that stand nearest to it. */
function splitByRating(view: ChunkView): ChunkView[] {
  const ratings = view.evidence.filter((each) => each.form === 'named');
  if (ratings.length < 2 || view.tasks.length < 2) return [view];
  const after = view.tasks[0]!.from > ratings[0]!.from;
  return ratings.map((rating, index) => {
    const from = after ? rating.from : (ratings[index - 1]?.to ?? view.chunk.from);
    const to = after ? (ratings[index + 1]?.from ?? view.chunk.to) : rating.to;
    return {
      ...view,
      chunk: { from, to },
      tasks: view.tasks.filter((task) => task.from >= from && task.from < to),
      evidence: view.evidence.filter((each) => each.from >= from && each.from < to),
    };
  });
}

function isNear(episode: Episode, sentence: Sentence): boolean {
  const last = episode.places.at(-1);
  return last !== undefined && sentence.utteranceIndex - last.sentence.utteranceIndex <= MOST_UTTERANCES_APART;
}

function joins(open: Episode, view: ChunkView): boolean {
  if (open.prior !== view.prior && (view.evidence.length > 0 || open.evidence.length > 0)) return false;
  if (view.sentence.opensWithRepair && view.evidence.length > 0 && !open.sentences.has(view.sentence.index))
    return false;
  if (open.evidence.length === 0) return !isOtherTask(open, view) || open.tasks.length === 0 || isHeadline(open, view);
  if (view.trial !== null && view.trial !== open.trial) return false;
  if (isOtherTask(open, view)) return false;
  if (isOtherPart(open, view)) return false;
  const rated = open.evidence.filter((each) => each.form === 'named');
  const rates = view.evidence.filter((each) => each.form === 'named');
  if (rated.length > 0 && rates.length > 0) return rates.every((rate) => rate.level === rated.at(-1)?.level);
  const elsewhere = !open.sentences.has(view.sentence.index);
  if (elsewhere && rated.length === 0 && rates.length === 0 && view.evidence.length > 0) {
    return view.tasks.length === 0 && open.places.at(-1)?.sentence.utteranceIndex === view.sentence.utteranceIndex;
  }
  return true;
}

/** "Grooming: face and teeth" – in one sentence the first name is the task, the rest are its parts. */
function isHeadline(open: Episode, view: ChunkView): boolean {
  return open.sentences.has(view.sentence.index) && view.tasks.every((task) => task.entry.part);
}

function isOtherTask(open: Episode, view: ChunkView): boolean {
  const strong = view.tasks.filter((task) => !task.entry.part);
  if (strong.length === 0 || open.tasks.length === 0) return false;
  const sameSentence = open.sentences.has(view.sentence.index);
  return !strong.some((task) =>
    open.tasks.some(
      (known) =>
        (known.fimItem !== null &&
          known.fimItem === task.entry.fimItem &&
          (sameSentence || known.label === task.entry.label)) ||
        known.label === task.entry.label,
    ),
  );
}

/** "left sleeve was max, head and right sleeve …": a new part with its own rating. */
function isOtherPart(open: Episode, view: ChunkView): boolean {
  if (view.evidence.length === 0 || view.tasks.length === 0) return false;
  const known = new Set(open.tasks.map((task) => task.text));
  return view.tasks.every((task) => task.entry.part && !known.has(spokenText(view.sentence, task.from, task.to)));
}

function begin(view: ChunkView, previous: Episode | null, active: ActiveTask | null): Episode {
  const episode: Episode = {
    tasks: [],
    evidence: [],
    places: [],
    trial: view.trial,
    prior: view.prior,
    corrects: view.sentence.opensWithRepair,
    sentences: new Set(),
  };
  const onlyParts = view.tasks.every((task) => task.entry.part);
  if (onlyParts) inheritTask(episode, view, previous, active);
  add(episode, view);
  return episode;
}

function inheritTask(episode: Episode, view: ChunkView, previous: Episode | null, active: ActiveTask | null): void {
  const partItem = view.tasks[0]?.entry.fimItem;
  const whole = previous?.tasks.find((task) => !task.part) ?? null;
  const fits = (item: FimItem | null) =>
    partItem === undefined || partItem === item || (isTransfer(partItem) && isTransfer(item));
  if (whole && fits(whole.fimItem)) episode.tasks.push(whole);
  else if (view.tasks.length === 0 && previous?.tasks[0]) episode.tasks.push(...previous.tasks);
  else if (active && fits(active.fimItem)) {
    episode.tasks.push({ text: active.label, label: active.label, fimItem: active.fimItem, part: false });
  }
}

/** A bare "transfer" is of the kind named before it. */
const isTransfer = (item: FimItem | null) => item?.startsWith('transfer') ?? false;

function add(episode: Episode, view: ChunkView): void {
  for (const task of view.tasks) {
    const text = spokenText(view.sentence, task.from, task.to);
    if (episode.tasks.some((known) => known.text === text)) continue;
    episode.tasks.push({ text, label: task.entry.label, fimItem: task.entry.fimItem, part: task.entry.part });
  }
  episode.evidence.push(...view.evidence);
  episode.places.push({ sentence: view.sentence, from: view.chunk.from, to: view.chunk.to });
  episode.sentences.add(view.sentence.index);
}
