/**
 * How a task reads in a note. What was said comes as parts ("armhole, sweatshirt, upper body dressing, first"): a reader
 * wants the activity by its usual name, one detail where the name alone says too little, and which trial it was.
 */
import type { FimItem } from '../../shared/domain/facts.ts';
import type { ActivityWording, NoteWording } from '../../shared/domain/rules.ts';
import { impersonal } from './impersonal.ts';
import { taskOverlap, taskWords } from './taskWords.ts';

const TRIAL = /^(?:first|second|third|fourth|fifth|last|repeat|again|next|another)(?: (?:one|time|trial|go|round))?$/i;

export function taskText(task: string, fimItem: FimItem | null, wording: NoteWording): string {
  const parts = task.split(/,\s+/).map((part) => part.trim());
  const trial = parts.findLast((part) => TRIAL.test(part));
  const said = parts.filter((part) => !TRIAL.test(part) && taskWords(part).size > 0);
  if (said.length === 0) return impersonal(task.replace(/,\s+(.+)$/, ' ($1)'));
  const { name, detail } = fimItem === null ? unnamed(said) : named(said, wording.activities[fimItem]);
  const more = [detail, trial === undefined ? null : trialWords(trial)].filter((part) => part !== null);
  return impersonal(more.length === 0 ? name : `${name} (${more.join(', ')})`);
}

/** The name as it was said where it is one ("tub transfer", "feeding"), the fullest first; else the usual one. */
function named(said: readonly string[], { name, also }: ActivityWording) {
  const names = said.filter((part) => [name, ...also].some((each) => isAName(part, each)));
  const fullest = names.sort((a, b) => b.length - a.length)[0];
  if (fullest !== undefined) return { name: fullest, detail: null };
  const detail = said.find((part) => taskOverlap(part, name) < 1) ?? null;
  return { name, detail };
}

/** All of the name's words, or at least two of them and nothing else. */
function isAName(part: string, name: string): boolean {
  const words = taskWords(part).size;
  return taskOverlap(part, name) === 1 && (words >= taskWords(name).size || words >= 2);
}

/** Without a usual name the longest part says most. */
function unnamed(said: readonly string[]) {
  const name = said.reduce((longest, part) => (part.length > longest.length ? part : longest));
  return { name, detail: null };
}

function trialWords(trial: string): string {
  const [which = ''] = trial.toLowerCase().split(' ');
  return which === 'again' || which === 'another' ? 'repeat trial' : `${which} trial`;
}
