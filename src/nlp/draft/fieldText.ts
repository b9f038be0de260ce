/**
 * How each field of a fact reads in a note. Drafting writes with this function and the number lock checks with it: a
 * value in a sentence is right only if the record still gives the same text for it.
 */
import {
  ASSIST_LEVELS,
  type Fact,
  type FactOf,
  type FimItem,
  type PlanDeed,
  type Side,
} from '../../shared/domain/facts.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { canBeImpersonal, impersonal, trimmed } from './impersonal.ts';
import { mannerText, ownPartsAfterI, patientsOwnParts } from './mannerText.ts';
import { type FieldContext, noteVoice, plainNouns, uncapitalised, withoutOpeners } from './noteVoice.ts';
import { questionBefore, quoteText } from './quoteText.ts';
import { activityDetail, activityName, activityText, taskText, trialText } from './taskText.ts';
import { isNamedIn } from './taskWords.ts';

/** The text of one field; null when the fact has nothing to show there. */
export function fieldText(fact: Fact, field: string, context: FieldContext): string | null {
  if (field === 'question') return questionBefore(fact, context.transcript)?.text ?? null;
  if (field.startsWith('quote.')) return quoteText(fact, field.slice('quote.'.length), context.transcript);
  if (field === 'gist' && 'gist' in fact) return gistText(fact, context);
  const told = 'task' in fact ? TASK_FIELDS[field] : undefined;
  if (told !== undefined && 'task' in fact)
    return fact.task === null ? null : told(fact.task, 'fimItem' in fact ? fact.fimItem : null, context.wording);
  switch (fact.kind) {
    case 'observation':
      return observationText(fact, field, context);
    case 'prior':
      return priorText(fact, field, context.wording);
    case 'cue':
      return cueText(fact, field, context.wording);
    case 'device':
      return field === 'name' ? deviceName(fact.name) : null;
    case 'safety':
      return safetyText(fact, field, context);
    case 'measure':
      return measureText(fact, field, context.wording);
    case 'pain':
      return painText(fact, field, context.wording);
    case 'plan':
      return planText(fact, field, context);
    default:
      return null;
  }
}

const TASK_FIELDS: Readonly<
  Record<string, (task: string, fimItem: FimItem | null, wording: NoteWording) => string | null>
> = {
  ...{ task: taskText, activity: activityText, 'activity.name': activityName, 'activity.detail': activityDetail },
};

const LONGEST_DEVICE_WORDS = 3;
const NO_NAME = /^(?:had|held|took|used|got|has|with|from|off|on|in)\b|\b(?:from|off|on|with|the|one)$/i;

/**
 * A device has two names, the usual one and the one that was said. "walker (rolling walker)" is a rolling walker and
 * "handrail (rail)" a handrail; words round the device ("board under the left cheek") are no name.
 */
function deviceName(name: string): string {
  const [, usual = '', said = ''] = /^(.+?) \((.+)\)$/.exec(trimmed(name)) ?? [];
  if (usual === '') return trimmed(name);
  if (isNamedIn(said, usual) || usual.replace(/[\s-]/g, '').includes(said.replace(/[\s-]/g, ''))) return usual;
  if (said.split(' ').length > LONGEST_DEVICE_WORDS || NO_NAME.test(said)) return usual;
  const other = said.replace(/^(?:the|an?|his|her) /i, '');
  return isNamedIn(usual, other) ? other : `${usual} (${other})`;
}

/** A patient's gist stays as it is; the doer of a skilled action goes without saying. */
function gistText(fact: Extract<Fact, { gist: string }>, context: FieldContext): string {
  if (fact.kind === 'subjective') return trimmed(fact.gist);
  const isTold = fact.kind === 'skilledAction' || fact.kind === 'safety';
  const gist = fact.kind === 'safety' ? withoutThere(fact.gist) : fact.gist;
  const text = noteVoice(isTold ? ownPartsAfterI(gist) : gist, isTold, context);
  return fact.kind === 'skilledAction' ? text.replace(/^therapist (?=\S)/, '') : text;
}

/** "under the left fold there's a red patch" → "a red patch under the left fold". */
function withoutThere(gist: string): string {
  return gist
    .replace(/^there(?:['’]s| is| was) /i, '')
    .replace(
      /^((?:under|on|over|at|in|behind|round|around|above|below) [^,]+?),? there(?:['’]s| is| was) ([^,]+)/i,
      (_all, place: string, what: string) => `${what} ${place.charAt(0).toLowerCase()}${place.slice(1)}`,
    );
}

function observationText(fact: FactOf<'observation'>, field: string, context: FieldContext): string | null {
  const { wording } = context;
  if (field === 'trial') return trialText(fact.task);
  if (field === 'trial.which') return trialText(fact.task)?.replace(/ trial$/, '') ?? null;
  if (field === 'manner') return fact.manner === undefined ? null : mannerText(fact.manner, context);
  if (fact.assistLevel === null) return null;
  const level = wording.levels[fact.assistLevel];
  const short = levelShort(fact, wording);
  if (field === 'level.short') return short;
  if (field === 'level.means') return levelMeans(fact, wording);
  if (field === 'level.before') return level.before.replace(level.short, short);
  if (field === 'level.after') return level.after.replace(level.short, short);
  return null;
}

function levelShort(fact: FactOf<'observation'>, wording: NoteWording): string {
  const range = fact.range?.map((level) => wording.levels[level].short).join(' to ');
  const level = fact.assistLevel === null ? '' : wording.levels[fact.assistLevel].short;
  return `${range ?? level}${fact.helpers === undefined || fact.helpers < 2 ? '' : ` x${fact.helpers}`}`;
}

/** Of a range the most help counts: what patient can do only sometimes is not yet done. */
function levelMeans({ assistLevel, range, helpers }: FactOf<'observation'>, wording: NoteWording): string | null {
  if (helpers !== undefined && helpers >= 2) return wording.severalHelpers;
  const levels = [...(range ?? []), ...(assistLevel === null ? [] : [assistLevel])];
  const most = levels.toSorted((a, b) => ASSIST_LEVELS.indexOf(b) - ASSIST_LEVELS.indexOf(a))[0];
  return most === undefined ? null : wording.levels[most].means;
}

function priorText(fact: FactOf<'prior'>, field: string, wording: NoteWording): string | null {
  if (field === 'level.short')
    return `${wording.levels[fact.assistLevel].short}${fact.helpers === undefined || fact.helpers < 2 ? '' : ` x${fact.helpers}`}`;
  return field === 'when' ? earlierTime(fact.when) : null;
}

const NAMES_A_TIME =
  /\b(?:eval\w*|admi\w+|assess\w*|intake|initial\w*|start|first|last|week\w*|month\w*|day|days|yesterday|ago|hospital|ward|discharge|before|\w+day|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;
const CAPITALISED =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|christmas|easter|thanksgiving)\b/gi;
const NEEDS_ON = /^(?:the (?:first|second|third|fourth|fifth|\d)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/i;

/** "at evaluation", "last week", "on Monday"; a time told in a broken-off clause ("when he got") is only "earlier". */
function earlierTime(when: string): string {
  const said = trimmed(when)
    .replace(CAPITALISED, (name) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase())
    .replace(/(\b(?:days?|weeks?|months?|years?)) back$/i, '$1 ago');
  const isBroken = /\b(?:i|he|she|they|we|you|it)\b|['’](?:d|s|ve)$/i.test(said);
  if (isBroken || !NAMES_A_TIME.test(said) || /^before (?:today|now)$/i.test(said)) return 'earlier';
  if (NEEDS_ON.test(said)) return `on ${said}`;
  return /^(?:eval|admission|intake|discharge|assessment)\w*$/i.test(said) ? `at ${said}` : said;
}

function cueText(fact: FactOf<'cue'>, field: string, wording: NoteWording): string | null {
  switch (field) {
    case 'count':
      if (fact.range !== undefined) return `${fact.range[0]} to ${fact.range[1]}`;
      return fact.count === null ? null : String(fact.count);
    case 'intensity':
      return fact.intensity === null ? null : wording.cueIntensities[fact.intensity];
    case 'type': {
      const noun = fact.count === 1 ? 'cue' : 'cues';
      const type = wording.cueTypes[fact.type];
      return type === '' ? noun : `${type} ${noun}`;
    }
    case 'kind':
      return wording.cueTypes[fact.type] || null;
    case 'cueing': {
      const type = wording.cueTypes[fact.type];
      return type === '' ? 'cueing' : `${type} cueing`;
    }
    case 'purpose':
      return fact.purpose === undefined ? null : purposeText(fact.purpose);
    default:
      return null;
  }
}

const HOW_OFTEN =
  /(?:,? (?:maybe|about|around|roughly|like|just))?(?: (?:half a dozen|a dozen|a few|a couple of|\w+) times?| (?:once|twice|the once|constant(?:ly)?|throughout|every (?:time|letter|step|line|word|rep)|(?:two|three|four|five|six|seven|eight|nine|ten) (?:or|to) \w+))$/i;
const NEXT_CLAUSE = / and (?:otherwise|then|i|he|she|they|the rest|one|two|three|another|\d+)\b.*$/i;
const BROKEN_OFF = /\b(?:every|each|the|an?|to|of|for|and|with|his|her|(?:let|make|help|get) patient)$/i;
const POINTS =
  /\b(?:it|them|that|those|these)\b(?! [a-z]+(?:s|ing)?$)|^to (?:it|that|this)\b|\bto \w+ (?:it|them|that)\b/i;

/**
 * The count is shown beside it: "to drop the shoulder maybe half a dozen times" is to drop the shoulder. Null for what
 * breaks off or points at something a reader has not heard of ("to bring it round").
 */
function purposeText(purpose: string): string | null {
  const text = impersonal(patientsOwnParts(purpose.replace(NEXT_CLAUSE, '')))
    .replace(/^(?:for|on|about) /, '')
    .replace(HOW_OFTEN, '');
  return text === '' || BROKEN_OFF.test(text) || POINTS.test(text) ? null : text;
}

function safetyText(fact: FactOf<'safety'>, field: string, context: FieldContext): string | null {
  const { predicate, noun, means } = context.wording.safety[fact.event];
  if (field === 'noun') return noun;
  if (field === 'means') return means === '' ? null : means;
  if (field === 'predicate') return predicate === '' ? null : predicate;
  if (field === 'detail') return safetyDetail(fact, context);
  return null;
}

const EMPTY_WORDS = new Set(
  'a an the is was were be been he she they patient some bit little very quite still rather so it that this there and had has on during with no call called calling him her them as i would'.split(
    ' ',
  ),
);

/** What the gist adds to the name of the event ("on the turn"); null when it only repeats it. */
function safetyDetail(fact: FactOf<'safety'>, context: FieldContext): string | null {
  const { predicate, noun } = context.wording.safety[fact.event];
  const known = new Set([...contentWords(predicate), ...contentWords(noun), ...contentWords(fact.task ?? '')]);
  if (contentWords(fact.gist).every((word) => known.has(word))) return null;
  const names = [noun, predicate, predicate.replace(/^(?:was|is|had|showed) (?:an? )?/, '')].filter(
    (name) => name !== '',
  );
  const repeated = names
    .map((name) => new RegExp(`\\b${name.split(' ').join('(?: (?:her|his|their))? ')} `, 'i').exec(fact.gist))
    .find((match) => match !== null);
  const rest = repeated === undefined ? fact.gist : fact.gist.slice(repeated.index + repeated[0].length);
  return noteVoice(ownPartsAfterI(patientsOwnParts(rest)), true, context).replace(/^patient (?:was |is )?/, '');
}

function contentWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9']+/)
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word));
}

function measureText(fact: FactOf<'measure'>, field: string, wording: NoteWording): string | null {
  const measure = wording.measures[fact.measure];
  if (field === 'name') {
    const label = measure?.label ?? fact.measure.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    return [sideWord(fact.side, wording), fact.bodyPart, fact.motion, label].filter((part) => !!part).join(' ');
  }
  if (field === 'side') return sideWord(fact.side, wording);
  if (field !== 'value') return null;
  const unit = fact.unit ?? measure?.unit ?? '';
  return `${fact.value}${wording.units[unit] ?? (unit === '' ? '' : ` ${unit}`)}`;
}

function painText(fact: FactOf<'pain'>, field: string, wording: NoteWording): string | null {
  if (field === 'score') return `${fact.score}/10`;
  if (field === 'when') return wording.painTimes[fact.when] ?? trimmed(fact.when);
  if (field === 'site') {
    const side = sideWord(fact.side, wording);
    if (fact.bodyPart === null) return side === null || fact.side === 'both' ? side : `${side}-sided`;
    return [side, fact.bodyPart].filter((part) => !!part).join(' ');
  }
  return null;
}

/** "Next visit we continue the transfers, and we'll try the reacher" → "continue the transfers, and try the reacher". */
function planText(fact: FactOf<'plan'>, field: string, { wording, transcript }: FieldContext): string | null {
  if (field === 'when') return fact.when === null ? null : trimmed(fact.when);
  if (field !== 'plan') return null;
  if (fact.deeds !== undefined) return fact.deeds.map((deed) => deedText(deed, transcript)).join('; ');
  const said = withoutOpeners(fact.gist, wording).replace(WAITS, '');
  const { when } = fact;
  const timeless = when !== null && said.toLowerCase().startsWith(when.toLowerCase()) ? said.slice(when.length) : said;
  const deed = wording.intentions.reduce(
    (text, intention) => text.replace(new RegExp(`(^|[,;] |\\band )${intention} `, 'gi'), '$1'),
    plainNouns(timeless.replace(/^[\s,]+/, '')),
  );
  return canBeImpersonal(deed, false) ? uncapitalised(impersonal(deed), transcript) : quoted(said);
}

/** "…, we'll see" plans nothing. */
const WAITS = /,? (?:and |so |but )?(?:i|we)['’]ll see[.!]?$/i;

/** With the mark that ends it inside. */
function quoted(said: string): string {
  const text = trimmed(said);
  return /[.!?]$/.test(text) ? `"${text}"` : `"${text}."`;
}

/** "order silicone sheeting", "rocker knife, if patient is not wiped out". */
function deedText({ verb, object, condition }: PlanDeed, transcript: Transcript): string {
  const told = [object, condition].flatMap((part) => (part === null ? [] : [impersonal(plainNouns(part))]));
  const [what = '', ...when] = told;
  const text = verb === null ? uncapitalised(what, transcript) : `${verb} ${what}`;
  return [text, ...when.map((each) => uncapitalised(each, transcript))].join(', ');
}

function sideWord(side: Side | null, wording: NoteWording): string | null {
  return side === null ? null : wording.sides[side].word;
}
