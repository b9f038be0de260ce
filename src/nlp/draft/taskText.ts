/**
 * How a task reads in a note. What was said comes as parts ("armhole, sweatshirt, upper body dressing, first"): a reader
 * wants the activity by its usual name, one detail where the name alone says too little, and which trial it was.
 */
import type { FimItem } from '../../shared/domain/facts.ts';
import type { ActivityWording, NoteWording } from '../../shared/domain/rules.ts';
import { activityPhrase, cleanedPiece } from './activityPhrase.ts';
import { impersonal } from './impersonal.ts';
import { taskOverlap, taskWords } from './taskWords.ts';

const TRIAL =
  /^(?:first|second|third|fourth|fifth|last|later|repeat|again|next|another)(?: (?:one|time|trial|go|round))?$/i;

interface TaskParts {
  readonly name: string;
  readonly detail: string | null;
  readonly trial: string | null;
}

/** Empty where nothing of an activity was said. */
export function taskText(task: string, fimItem: FimItem | null, wording: NoteWording): string {
  const { name, detail, trial } = taskParts(task, fimItem, wording);
  const isTold = trial !== null && new RegExp(`\\b${trial.split(' ')[0]}\\b`, 'i').test(`${name} ${detail ?? ''}`);
  return withMore(name, [detail, isTold ? null : trial]);
}

/** The task without its trial: what several trials have in common. */
export function activityText(task: string, fimItem: FimItem | null, wording: NoteWording): string {
  const { name, detail } = taskParts(task, fimItem, wording);
  return withMore(name, [detail]);
}

/** Its name alone, and the detail in brackets behind it: null where the name says it all. */
export function activityName(task: string, fimItem: FimItem | null, wording: NoteWording): string {
  return impersonal(taskParts(task, fimItem, wording).name);
}

export function activityDetail(task: string, fimItem: FimItem | null, wording: NoteWording): string | null {
  const { detail } = taskParts(task, fimItem, wording);
  return detail === null ? null : impersonal(detail);
}

export function trialText(task: string): string | null {
  const trial = partsOf(task).findLast((part) => TRIAL.test(part));
  return trial === undefined ? null : trialWords(trial);
}

function withMore(name: string, more: readonly (string | null)[]): string {
  const said = more.filter((part) => part !== null);
  if (name === '') return '';
  return impersonal(said.length === 0 ? name : `${name} (${said.join(', ')})`);
}

const partsOf = (task: string): readonly string[] => task.split(/,\s+/).map((part) => part.trim());

function taskParts(task: string, fimItem: FimItem | null, wording: NoteWording): TaskParts {
  const parts = namedParts(task, fimItem, wording);
  const detail = parts.detail?.replace(/^(?:the )?(left|right)$/i, '$1 side') ?? null;
  return { ...parts, detail, name: wording.taskNames[parts.name.toLowerCase()] ?? parts.name };
}

function namedParts(task: string, fimItem: FimItem | null, wording: NoteWording): TaskParts {
  const listed = wording.taskNames[task.toLowerCase()];
  if (listed !== undefined) return { name: listed, detail: null, trial: null };
  const trial = trialText(task);
  const said = partsOf(task)
    .filter((part) => !TRIAL.test(part) && taskWords(part).size > 0)
    .flatMap((part) => cleanedPiece(part, wording.irregularPastTenses) ?? []);
  if (fimItem !== null) return { ...named(said, wording.activities[fimItem]), trial };
  if (said.length === 0) return { name: '', detail: null, trial };
  return { name: activityPhrase(longest(said)), detail: null, trial };
}

/** The name as it was said where it is one ("tub transfer", "feeding"), the fullest first; else the usual one. */
function named(said: readonly string[], { name, also }: ActivityWording) {
  const names = said.filter((part) => [name, ...also].some((each) => isAName(part, each)));
  const fullest = [...names].sort((a, b) => b.length - a.length)[0];
  if (fullest !== undefined) return { name: activityPhrase(fullest), detail: null };
  const detail = said.find((part) => taskOverlap(part, name) < 1) ?? null;
  return { name, detail };
}

/** All of the name's words, or at least two of them and nothing else. */
function isAName(part: string, name: string): boolean {
  const size = taskWords(part).size;
  return taskOverlap(part, name) === 1 && (size >= taskWords(name).size || size >= 2);
}

/** Without a usual name the longest part says most. */
function longest(said: readonly string[]): string {
  return said.reduce((most, part) => (part.length > most.length ? part : most));
}

function trialWords(trial: string): string {
  const [which = ''] = trial.toLowerCase().split(' ');
  if (which === 'later') return 'later trial';
  return which === 'again' || which === 'another' ? 'repeat trial' : `${which} trial`;
}
