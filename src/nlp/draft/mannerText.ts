/** What the therapist's hands did, out of a told sentence that may name task and level before it. */
import { trimmed } from './impersonal.ts';
import { type FieldContext, noteVoice } from './noteVoice.ts';

/** "therapist guided patient's hips", "a palm flat on patient's back"; null for what is neither a deed nor about hands. */
export function mannerText(manner: string, context: FieldContext): string | null {
  const told = trimmed(manner)
    .replace(/^(?:this|that) time,? /i, '')
    .replace(/^to give /i, '')
    .replace(OF_MINE, '$1')
    .replace(LOOSE_END, '')
    .replace(/\bthe (left|right)$/i, 'the $1 side');
  const deed =
    withFrontedObject(told, context) ??
    /\bI (?:(?:just|only|then|had to|just had to|also) )*(?=\w)(.*)$/is.exec(told)?.[1];
  const isDeed = deed !== undefined || isPast(told.split(' ')[0]!.toLowerCase(), context);
  const text = noteVoice(isDeed ? ownParts(deed ?? told) : told, true, context);
  const [first = '', second] = text.toLowerCase().split(' ');
  if (second === undefined ? first === 'did' : second === 'was' || second === 'is') return null;
  if (isPast(first, context)) return `therapist ${text}`;
  if (deed !== undefined || !HANDS.test(text)) return null;
  const described = /\bhand over hand\b.*$/is.exec(text)?.[0] ?? text;
  return described.includes(' on') && described.split(' ').length < LEAST_WORDS ? null : described;
}

/** "…and just that", "…, that's all" only ends the talk. */
const LOOSE_END =
  /,? (?:and (?:just|only) (?:that|those|this)|and that['’]s (?:it|all)|that['’]s (?:it|all)|just in case)$/i;

/** "Hands on" alone says no more than the level. */
const LEAST_WORDS = 3;

const HANDS =
  /\b(?:hands?|touch(?:es|ing)?|contact|grip|palm|fingers?|fingertips?|support(?:ing)?|lift(?:ing)?|steadying|guarding|boost)\b/i;

/** True for a description that reads on after "with": "a palm flat on patient's back", "therapist's hand at the belt". */
export function namesAHand(manner: string): boolean {
  return NAMES_A_HAND.test(manner) && !/ and \w|\b(?:stayed|kept|was|were|rode|went|came)\b/i.test(manner);
}

const NAMES_A_HAND =
  /^(?:(?:an?|one|two|both|only|just|the|therapist's|flat|light|steadying) )*(?:hands?|palms?|fingers?|fingertips?)\b(?! over\b)/i;

function isPast(word: string, { wording }: FieldContext): boolean {
  return /^[a-z]{2,}ed$/.test(word) || wording.irregularPastTenses.includes(word);
}

const FRONTED =
  /(?:^|[,.;:]\s+|\b(?:and|but|so|except)\s+)((?:(?!except\b)[^,.;:])+?)(?:\s+that)?\s+I\s+(?:(?:just|only|then)\s+)?(\w+)(\s+(?:up|on|off|in|out|over|open|down|away|through|at|for|from|with|by|while|and)\b.*)?$/is;
const NO_OBJECT =
  /\b(?:i|he|she|they|we|you|it|was|is|were)\b|^(?:at|on|in|to|from|towards?|by|with|up|down|for|then|now|first|and|but)\b|\b(?:and|so|but|then|when|where|while|till|until|because|which|what|if|before|after)$/i;
const TAKES_NO_FRONTED_OBJECT: ReadonlySet<string> = new Set(['had', 'was', 'were', 'went', 'came', 'sat', 'stood']);
const LONGEST_OBJECT = 6;

/** "The bottom half I washed" → "washed the bottom half"; null where nothing stands before its verb. */
function withFrontedObject(told: string, context: FieldContext): string | null {
  const match = FRONTED.exec(told);
  if (match === null) return null;
  const [, object = '', verb = '', rest = ''] = match;
  const isObject = !NO_OBJECT.test(object) && object.split(' ').length <= LONGEST_OBJECT;
  const takesOne = isPast(verb.toLowerCase(), context) && !TAKES_NO_FRONTED_OBJECT.has(verb.toLowerCase());
  if (!isObject || !takesOne) return null;
  const bare = verb.toLowerCase() === 'did' && !object.includes(' ') ? 'the ' : '';
  return `${verb} ${bare}${object.charAt(0).toLowerCase()}${object.slice(1)}${rest}`;
}

const PARTS =
  'hand|palm|finger|fingertip|thumb|wrist|arm|forearm|elbow|shoulder|knee|hip|ankle|heel|toe|head|eye|rib|foot|leg|body|chest|trunk';

const OF_MINE = new RegExp(`\\b((?:${PARTS})s?) of mine\\b`, 'i');

/** "had my knee against his" → "had a knee against his": in the therapist's own deed, whose knee goes without saying. */
function ownParts(deed: string): string {
  return deed
    .replace(new RegExp(`\\bmy (?:own )?((?:left |right )?(?:${PARTS}))\\b`, 'gi'), 'a $1')
    .replace(new RegExp(`\\bmy (?:own )?((?:left |right )?(?:${PARTS})s|feet)\\b`, 'gi'), '$1');
}

/** The same in a told sentence, from its "I" to the next doer. */
export function ownPartsAfterI(told: string): string {
  return told.replace(/\bI\b(?:(?! (?:he|she|they) ).)*/gs, ownParts);
}

/** "crossed his ankles": in what is told of the patient, up to a deed of the therapist, whose ankles goes without saying. */
export function patientsOwnParts(told: string): string {
  const [own = ''] = told.split(/\bI\b/);
  const parts = new RegExp(`\\b(?:his|her|their) ((?:left |right )?(?:(?:${PARTS})s?|feet))\\b`, 'gi');
  return own.replace(parts, 'the $1') + told.slice(own.length);
}
