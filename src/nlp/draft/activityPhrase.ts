/**
 * A told piece of talk as the name of an activity: "washed the bowl" → "washing the bowl", "up to the edge of the bed" →
 * "moving up to the edge of the bed", "jar" → "the jar task". Nothing is added that was not said; pronouns and the loose
 * ends of a sentence go.
 */
import { trimmed } from './impersonal.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const SUBJECTS = words('i he she they we you');
const PRONOUNS = words('her his him himself herself itself myself it them their my me us our your');
const LOOSE_ENDS = words('a an the to of with in on for from at by and or then now after before once again is was');
const DIRECTIONS = words('up out over off into onto on to from down through across back in');
const NO_ACTIVITY = /^(?:in|for|after) an? (?:bit|tick|minute|moment|second|sec|while)$/i;
const IS_ACTIVITY =
  /\b(?:\w+in[g'’]|\w+ing|mobility|transfers?|tasks?|training|management|care|preparation|massage|activit(?:y|ies)|exercises?|turns?|hygiene|balance|skills|laundry|stand|walk|run|reach|shave|bath|shower|use|program|session|stairs?|curb|steps?)\b/i;

/** One walk, run or turn is "the walk"; "sit to stand" and a name with an article of its own are not. */
const NEEDS_ARTICLE =
  /^(?!(?:the|an?|first|second|third|stand|sit)\b)(?:[\w'’-]+ ){0,2}(?:walk|run|curb|program|session|turn)$/i;

/** The piece without pronouns and loose ends; null when nothing of an activity is left. */
export function cleanedPiece(piece: string, irregularPastTenses: readonly string[]): string | null {
  const all = trimmed(piece)
    .replace(VERB_ON_A_PRONOUN, (_, verb: string) => gerundOf(verb))
    .split(/\s+/);
  const subject = all.findIndex((word, i) => i > 0 && SUBJECTS.has(word.toLowerCase()));
  const told = (subject < 0 ? all : all.slice(0, subject)).filter((word) => !PRONOUNS.has(word.toLowerCase()));
  while (told.length > 0 && LOOSE_ENDS.has(told.at(-1)!.toLowerCase())) told.pop();
  const first = told[0]?.toLowerCase();
  if (first === undefined || SUBJECTS.has(first) || NO_ACTIVITY.test(told.join(' '))) return null;
  if (irregularPastTenses.includes(first)) return null;
  const rest = told.slice(1).join(' ');
  return `${/^[a-z]{3,}ed$/i.test(told[0]!) ? gerund(told[0]!) : told[0]} ${rest}`.trim().replace(/['’]s$/, '');
}

/** "open it" tells a deed on something: "opening". */
const VERB_ON_A_PRONOUN = /^([a-z]{3,}(?<!ing|ed)) (?:it|them|those)\b/i;

function gerundOf(verb: string): string {
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

function gerund(past: string): string {
  return past.endsWith('ied') ? `${past.slice(0, -3)}ying` : `${past.slice(0, -2)}ing`;
}

/** "sit on the edge", "reach to cup": a deed in its plain form, but "sit to stand" is a name. */
const DOING =
  /^(sit|stand|roll|reach|lift|lean|kneel|step|scoot) (?:on|at|over|from|in|with|up|to(?! (?:stand|sit)))\b/i;

/** What is longer is no name of a task: it stands as it was said. */
const LONGEST_NAME = 5;

/** As what a patient "required Min A for". */
export function activityPhrase(cleaned: string): string {
  const doing = DOING.exec(cleaned);
  if (doing !== null) return activityPhrase(`${gerundOf(doing[1]!)}${cleaned.slice(doing[1]!.length)}`);
  const parts = cleaned.split(' ');
  const first = parts[0]!.toLowerCase();
  if (DIRECTIONS.has(first) && parts.length > 1) return `moving ${cleaned}`;
  if (/^(?:lying|sitting|standing|supine) to /i.test(cleaned)) return `moving from ${cleaned}`;
  if (NEEDS_ARTICLE.test(cleaned)) return `the ${cleaned}`;
  if (IS_ACTIVITY.test(cleaned)) return cleaned;
  if (/ to /.test(cleaned)) return `${cleaned} transfer`;
  if (first === 'at') return `activity ${cleaned}`;
  const plain = cleaned.replace(/^(?:the|an?) /i, '');
  const [, thing, way = ''] = /^(.+) (off|on)$/i.exec(plain) ?? [];
  if (thing !== undefined) return `${way.toLowerCase() === 'off' ? 'taking off' : 'putting on'} the ${thing}`;
  if (plain.split(' ').length > LONGEST_NAME) return `the "${plain}" task`;
  return / (?:on|at|with|of|in|from) /.test(plain) ? `working with ${plain}` : `the ${plain} task`;
}
