/**
 * How each field of a fact reads in a note. Drafting writes with this function and the number lock checks with it: a
 * value in a sentence is right only if the record still gives the same text for it.
 */
import type { Fact, FactOf, Side } from '../../shared/domain/facts.ts';
import type { NoteWording } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { canBeImpersonal, impersonal, trimmed } from './impersonal.ts';
import { spokenWords } from './spokenWords.ts';
import { activityText, taskText, trialText } from './taskText.ts';
import { isNamedIn } from './taskWords.ts';

export interface FieldContext {
  readonly wording: NoteWording;
  readonly transcript: Transcript;
}

/** The text of one field; null when the fact has nothing to show there. */
export function fieldText(fact: Fact, field: string, context: FieldContext): string | null {
  if (field.startsWith('quote.')) return quoteText(fact, Number(field.slice('quote.'.length)), context);
  if (field === 'gist' && 'gist' in fact) return gistText(fact, context.wording);
  if (field === 'task' && 'task' in fact) {
    return fact.task === null ? null : taskText(fact.task, 'fimItem' in fact ? fact.fimItem : null, context.wording);
  }
  if (field === 'activity' && 'task' in fact) {
    return fact.task === null
      ? null
      : activityText(fact.task, 'fimItem' in fact ? fact.fimItem : null, context.wording);
  }
  switch (fact.kind) {
    case 'observation':
      return observationText(fact, field, context.wording);
    case 'prior':
      return priorText(fact, field, context.wording);
    case 'cue':
      return cueText(fact, field, context.wording);
    case 'device':
      return field === 'name' ? deviceName(fact.name) : null;
    case 'safety':
      return safetyText(fact, field, context.wording);
    case 'measure':
      return measureText(fact, field, context.wording);
    case 'pain':
      return painText(fact, field, context.wording);
    case 'plan':
      return planText(fact, field, context.wording);
    default:
      return null;
  }
}

/** "built-up handle toothbrush (toothbrush with the built-up handle)": said twice over is written once. */
function deviceName(name: string): string {
  const [, usual = '', said = ''] = /^(.+?) \((.+)\)$/.exec(trimmed(name)) ?? [];
  return usual !== '' && isNamedIn(said, usual) ? usual : trimmed(name);
}

/** Without the words that only open a spoken sentence: "Okay, so I think …". */
function withoutOpeners(text: string, wording: NoteWording): string {
  const lower = text.toLowerCase();
  const opener = wording.openers.find((each) => lower.startsWith(each) && /^[\s,.]/.test(lower.slice(each.length)));
  return opener === undefined ? text : withoutOpeners(text.slice(opener.length).replace(/^[\s,.]+/, ''), wording);
}

/** A patient's gist stays as it is; the doer of a skilled action goes without saying. */
function gistText(fact: Extract<Fact, { gist: string }>, wording: NoteWording): string {
  if (fact.kind === 'subjective') return trimmed(fact.gist);
  const isTold = fact.kind === 'skilledAction' || fact.kind === 'safety';
  const gist = fact.kind === 'safety' ? fact.gist.replace(/^there(?:['’]s| is| was) /i, '') : fact.gist;
  const text = noteVoice(gist, isTold, wording);
  return fact.kind === 'skilledAction' ? text.replace(/^therapist (?=\S)/, '') : text;
}

/** "on that turn" → "on the turn": nothing to point at on paper; "the Reacher" → "the reacher": no name either. */
function plainNouns(text: string): string {
  return text
    .replace(/\b(on|at|in|during|with|for|from) that (?=[a-z]+$)/, '$1 the ')
    .replace(
      /\b(the|a|an) ([A-Z])(?=[a-z]+\b)/g,
      (_all, article: string, letter: string) => `${article} ${letter.toLowerCase()}`,
    );
}

/** In the voice of a note where the grammar allows it, else in quotation marks. */
function noteVoice(said: string, isTold: boolean, wording: NoteWording): string {
  const text = plainNouns(withoutOpeners(said, wording));
  return canBeImpersonal(text, isTold) ? uncapitalised(impersonal(text)) : `"${trimmed(text)}"`;
}

function observationText(fact: FactOf<'observation'>, field: string, wording: NoteWording): string | null {
  if (field === 'trial') return trialText(fact.task);
  if (field === 'manner') return fact.manner === undefined ? null : mannerText(fact.manner, wording);
  if (fact.assistLevel === null) return null;
  const level = wording.levels[fact.assistLevel];
  const short = levelShort(fact, wording);
  if (field === 'level.short') return short;
  if (field === 'level.before') return level.before.replace(level.short, short);
  if (field === 'level.after') return level.after.replace(level.short, short);
  return null;
}

function levelShort(fact: FactOf<'observation'>, wording: NoteWording): string {
  const range = fact.range?.map((level) => wording.levels[level].short).join(' to ');
  const level = fact.assistLevel === null ? '' : wording.levels[fact.assistLevel].short;
  return `${range ?? level}${fact.helpers === undefined || fact.helpers < 2 ? '' : ` x${fact.helpers}`}`;
}

/** The therapist's deed alone, out of a sentence that may name task and level before it; or what the hands were at. */
function mannerText(manner: string, wording: NoteWording): string | null {
  const deed = /\bI (?:(?:just|only|then|had to|just had to|also) )*(?=\w)(.*)$/is.exec(manner)?.[1] ?? manner;
  const text = noteVoice(deed, true, wording);
  const [first = '', second] = text.toLowerCase().split(' ');
  if (second === undefined ? first === 'did' : second === 'was' || second === 'is') return null;
  if (first.endsWith('ed') || wording.irregularPastTenses.includes(first)) return `therapist ${text}`;
  return deed === manner && HANDS.test(text) ? text : null;
}

const HANDS =
  /\b(?:hands?|touch(?:es|ing)?|contact|grip|palm|fingers?|support(?:ing)?|lift(?:ing)?|steadying|guarding|boost)\b/i;

function priorText(fact: FactOf<'prior'>, field: string, wording: NoteWording): string | null {
  if (field === 'level.short')
    return `${wording.levels[fact.assistLevel].short}${fact.helpers === undefined || fact.helpers < 2 ? '' : ` x${fact.helpers}`}`;
  return field === 'when' ? earlierTime(fact.when) : null;
}

const NAMES_A_TIME =
  /\b(?:eval\w*|admi\w+|assess\w*|intake|initial\w*|start|first|last|week\w*|month\w*|day|days|yesterday|ago|hospital|ward|discharge|before|\w+day|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;

/** "at evaluation", "last week"; a time told in a broken-off clause ("when he got") is only "earlier". */
function earlierTime(when: string): string {
  const said = trimmed(when);
  const isBroken = /\b(?:i|he|she|they|we|you|it)\b|['’](?:d|s|ve)$/i.test(said);
  if (isBroken || !NAMES_A_TIME.test(said)) return 'earlier';
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
  /(?:,? (?:maybe|about|around|roughly|like|just))?(?: (?:half a dozen|a dozen|a few|a couple of|\w+) times?| (?:once|twice|the once))$/i;

/** The count is shown beside it: "to drop the shoulder maybe half a dozen times" is to drop the shoulder. */
function purposeText(purpose: string): string | null {
  const text = impersonal(purpose)
    .replace(/^(?:for|on|about) /, '')
    .replace(HOW_OFTEN, '');
  return text === '' ? null : text;
}

function safetyText(fact: FactOf<'safety'>, field: string, wording: NoteWording): string | null {
  const { predicate, noun } = wording.safety[fact.event];
  if (field === 'noun') return noun;
  if (field === 'predicate') return predicate === '' ? null : predicate;
  if (field === 'detail') return safetyDetail(fact, wording);
  return null;
}

const EMPTY_WORDS = new Set(
  'a an the is was were be been he she they patient some bit little very quite still rather so it that this there and had has on during with no call called calling him her them as i would'.split(
    ' ',
  ),
);

/** What the gist adds to the name of the event ("on the turn"); null when it only repeats it. */
function safetyDetail(fact: FactOf<'safety'>, wording: NoteWording): string | null {
  const { predicate, noun } = wording.safety[fact.event];
  const known = new Set([...contentWords(predicate), ...contentWords(noun), ...contentWords(fact.task ?? '')]);
  if (contentWords(fact.gist).every((word) => known.has(word))) return null;
  const names = [noun, predicate, predicate.replace(/^(?:was|is|had|showed) (?:an? )?/, '')].filter(
    (name) => name !== '',
  );
  const repeated = names
    .map((name) => new RegExp(`\\b${name.split(' ').join('(?: (?:her|his|their))? ')} `, 'i').exec(fact.gist))
    .find((match) => match !== null);
  const rest = repeated === undefined ? fact.gist : fact.gist.slice(repeated.index + repeated[0].length);
  return noteVoice(rest, true, wording).replace(/^patient (?:was |is )?/, '');
}

/** The first word of a spoken sentence inside one of ours; an abbreviation keeps its capitals. */
function uncapitalised(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
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
function planText(fact: FactOf<'plan'>, field: string, wording: NoteWording): string | null {
  if (field === 'when') return fact.when === null ? null : trimmed(fact.when);
  if (field !== 'plan') return null;
  const said = withoutOpeners(fact.gist, wording);
  const { when } = fact;
  const timeless = when !== null && said.toLowerCase().startsWith(when.toLowerCase()) ? said.slice(when.length) : said;
  const deed = wording.intentions.reduce(
    (text, intention) => text.replace(new RegExp(`(^|[,;] |\\band )${intention} `, 'gi'), '$1'),
    plainNouns(timeless.replace(/^[\s,]+/, '')),
  );
  return canBeImpersonal(deed, false) ? uncapitalised(impersonal(deed)) : `"${trimmed(said)}"`;
}

function sideWord(side: Side | null, wording: NoteWording): string | null {
  return side === null ? null : wording.sides[side].word;
}

/** The exact words of one evidence range, in quotation marks. */
function quoteText(fact: Fact, index: number, context: FieldContext): string | null {
  const evidence = fact.evidence[index];
  const words = evidence === undefined ? '' : spokenWords(context.transcript, evidence);
  if (words === '') return null;
  return /[.?!…]$/.test(words) ? `"${words}"` : `"${words.replace(/[,;:]$/, '')}."`;
}
