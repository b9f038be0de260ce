/**
 * What the helper's hands did: a verb of lifting or doing a part ("I threaded the sleeve", "boosted her hips"), a verb
 * or a noun of touch ("guided his elbow", "a palm on her back"), or a fixed phrase ("hand over hand all the way").
 * Touch without lifting is contact guard, a small part is minimal assistance.
 */
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import type { Hit } from '../../lexicon/match.ts';
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { isDenied } from '../standing.ts';
import { isDirecting, subjectAt } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';

const MOST_WORDS_TO_SUBJECT = 5;
const MOST_WORDS_TO_OBJECT = 5;
const MOST_WORDS_HAND_TO_BODY = 8;
const LEVEL_OF = { lift: 'MinA', touch: 'CGA' } as const satisfies Record<string, AssistLevel>;
/** May stand between "I" and what the hands did. */
const FILLING = new Set(
  "had have 've 'd to just only also did could needed helped help then always still gently lightly really both kind of sort at was been ended up and basically simply merely mostly briefly again needed maybe a bit of little as sat stood knelt".split(
    ' ',
  ),
);
const OPENING = new Set(['and', 'so', 'then', 'but', 'just', 'only', 'had', 'to', 'also', 'did', 'helped']);
const THIRD_PERSON = new Set(['him', 'her', 'his', 'them', 'their']);
const NEEDED = new Set(['needed', 'needs', 'required', 'wanted', 'with', 'had', 'having', 'need']);
const PATIENTS_OWN = new Set(['his', 'her', 'their', 'your']);

export function hands(document: Document, sentence: Sentence): LevelEvidence[] {
  const found = [...byVerb(document, sentence), ...byNoun(sentence), ...byPhrase(sentence)];
  return found.filter(
    (each) => !isDenied(sentence, each.from) && !isLive(sentence, each.from) && !isPartOfAlone(sentence, each),
  );
}

/** "no hands on her", "my hands behind my back" */
function isPartOfAlone(sentence: Sentence, { from, to }: LevelEvidence): boolean {
  const near = hitsOf(sentence, 'presence').filter((hit) => hit.entry.manner === 'near');
  return [...hitsOf(sentence, 'alone'), ...near].some((hit) => from < hit.to && hit.from < to);
}

function evidence(sentence: Sentence, level: AssistLevel, from: number, to: number): LevelEvidence {
  return { form: 'hands', level, sentence, from, to, doubtful: false };
}

/** "I've got your elbow", "I'm beside you": said while it happens. */
export function isLive(sentence: Sentence, at: number): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
  return chunk !== undefined && isDirecting(sentence, chunk.from, chunk.to);
}

function byPhrase(sentence: Sentence): LevelEvidence[] {
  return hitsOf(sentence, 'hands').flatMap((hit) => {
    const onHand = sentence.tokens.slice(hit.from, hit.to).filter((token) => /^(?:hands?|hers|his)$/.test(token.text));
    if (hit.entry.level === 'TotalA' && isPortion(sentence, hit)) return [];
    const whole = hit.entry.level === 'MinA' && onHand.length >= 2 && isThroughout(sentence, hit.from, hit.to);
    return [evidence(sentence, whole ? 'MaxA' : hit.entry.level, hit.from, hit.to)];
  });
}

/** "I did everything else": not everything. */
function isPortion(sentence: Sentence, { from, to }: Hit<'hands'>): boolean {
  return hitsOf(sentence, 'portions').some((each) => each.from < to && from < each.to);
}

/** "all the way", "every spoonful" in the same clause or the next. */
function isThroughout(sentence: Sentence, from: number, to: number): boolean {
  const chunk = chunkIndexAt(sentence, from);
  return hitsOf(sentence, 'wholeWay').some((hit) => hit.from >= to && chunkIndexAt(sentence, hit.from) - chunk <= 1);
}

function byVerb(document: Document, sentence: Sentence): LevelEvidence[] {
  return hitsOf(sentence, 'helpVerbs').flatMap((verb) => {
    const { strength } = verb.entry;
    if (strength === 'setup' || sentence.tokens[verb.to]?.text === 'not') return [];
    if (strength === 'lift' && isWholeTask(document, sentence, verb)) {
      return [evidence(sentence, 'TotalA', verb.from, verb.to)];
    }
    const object = objectOf(sentence, verb);
    if (object === null && strength === 'lift' && isFrontedPart(document, sentence, verb)) {
      return [evidence(sentence, 'MinA', verb.from, verb.to)];
    }
    if (object === null || isReadying(sentence, verb, object)) return [];
    const done = isHelpersDeed(document, sentence, verb) || isNeeded(document, sentence, verb);
    return done ? [evidence(sentence, levelOfDeed(sentence, verb, object), verb.from, object.to)] : [];
  });
}

const READYING = /^(?:slid|moved|brought|pulled|pushed|turned|plugged|adjusted|positioned|shifted|angled|put|got)$/;

/** "I slid the tray closer": a thing put ready. */
export function isReadying(sentence: Sentence, verb: Hit<'helpVerbs'>, object: Hit<'handled'>): boolean {
  return object.entry.tool && READYING.test(sentence.tokens[verb.to - 1]!.text) && object.from >= verb.to;
}

/** A steadied thing ("the cup") is a part done for the patient; a part done all the way is most of the task. */
function levelOfDeed(sentence: Sentence, verb: Hit<'helpVerbs'>, object: Hit<'handled'>): AssistLevel {
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb.from)];
  const throughout = hitsOf(sentence, 'wholeWay').some((hit) => hit.from >= verb.to && hit.from < (chunk?.to ?? 0));
  if (verb.entry.strength === 'lift') return throughout ? 'MaxA' : 'MinA';
  if (
    GUIDING.test(sentence.tokens[verb.from]!.text) &&
    object.to > object.from &&
    LIMB.has(sentence.tokens[object.to - 1]!.text)
  )
    return throughout ? 'MaxA' : LEVEL_OF.lift;
  return object.entry.touched ? LEVEL_OF.touch : LEVEL_OF.lift;
}

const GUIDING = /^(?:guid|steer|direct)/;
/** A limb that is guided is moved; a trunk that is guided is steadied. */
const LIMB = new Set('hand hands wrist wrists arm arms forearm forearms fingers finger foot feet leg legs'.split(' '));

/** Verbs that say little by themselves: what they act on must follow at once ("got her heel in", not "got it ready"). */
const LIGHT = new Set([
  'turned',
  'finished',
  'changed',
  'closed',
  'do',
  'put',
  'got',
  'did',
  'took',
  'started',
  'worked',
  'moved',
  'helped',
]);
const PRONOUNS = new Set(['it', 'them', 'that']);

/** What the verb acts on: after it, or before it ("the other sleeve I held"). */
function objectOf(sentence: Sentence, verb: Hit<'helpVerbs'>): Hit<'handled'> | null {
  const light = LIGHT.has(sentence.tokens[verb.to - 1]?.text ?? '');
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb.from)];
  const limit = Math.min(verb.to + (light ? 2 : MOST_WORDS_TO_OBJECT), chunk?.to ?? verb.to);
  const handled = hitsOf(sentence, 'handled').filter((hit) => isThing(sentence, hit, light, verb));
  const after = handled.find((hit) => hit.from >= verb.to && hit.from < limit);
  if (after) return after;
  const from = chunk?.from ?? 0;
  return handled.find((hit) => hit.to <= verb.from && verb.from - hit.to <= 3 && hit.from >= from) ?? null;
}

function isThing(sentence: Sentence, hit: Hit<'handled'>, light: boolean, verb: Hit<'helpVerbs'>): boolean {
  const first = sentence.tokens[hit.from]!.text;
  if (sentence.tokens[hit.from - 1]?.text === 'my') return false;
  if (light && hit.entry.tool) return false;
  if (light && hit.entry.touched && first === 'the') return false;
  if (/^hands?$/.test(first) && hit.to === verb.from) return false;
  if (PRONOUNS.has(first)) return !light && verb.entry.strength === 'lift';
  if (hit.entry.touched && hit.to - hit.from === 1) return THIRD_PERSON.has(first) && !light;
  return true;
}

/** "I boosted", "Jo pulled", or the deed without its I: "Guided his hips". */
export function isHelpersDeed(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  if (continuesDeed(document, sentence, verb)) return true;
  for (let at = verb.from - 1; at >= Math.max(0, verb.from - MOST_WORDS_TO_SUBJECT); at -= 1) {
    const subject = subjectAt(document, sentence, at);
    if (subject !== null) return subject === 'helper';
    const { text } = sentence.tokens[at]!;
    if (sentence.tokens[at]!.kind === 'punctuation') break;
    if (!FILLING.has(text) && !sharesSubject(sentence, at)) return false;
  }
  return isElided(document, sentence, verb);
}

/** "I laid it down and turned it": a verb before "and" has the same subject. */
function sharesSubject(sentence: Sentence, at: number): boolean {
  return hitsOf(sentence, 'helpVerbs').some((verb) => at >= verb.from && at < verb.to);
}

/** "He balanced, wiped, and hiked his pants": after "and" the subject of the clause before goes on. */
function goesOn(document: Document, sentence: Sentence, from: number): boolean {
  if (from === 0 || sentence.tokens[from]?.text !== 'and') return false;
  for (let at = from - 1; at >= 0; at -= 1) {
    const subject = subjectAt(document, sentence, at);
    if (subject !== null) return subject === 'patient';
  }
  return false;
}

function isElided(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb.from)];
  if (chunk === undefined) return false;
  if (hitsOf(sentence, 'alone').length > 0 || goesOn(document, sentence, chunk.from)) return false;
  const opening = sentence.tokens.slice(chunk.from, verb.from).every((token) => OPENING.has(token.text));
  const past = /(?:ed|id|held|fed|brought|swung|put|slid|drew)$/.test(sentence.tokens[verb.from]!.text);
  const object = sentence.tokens[verb.to]?.text ?? '';
  return opening && past && THIRD_PERSON.has(object) && sentence.tokens[verb.to + 1]?.text !== 'own';
}

const MOST_WORDS_TO_NEED = 8;

/** "the other I held open and tugged it up": after "and" the subject of the verb before goes on. */
function continuesDeed(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  if (sentence.tokens[verb.from - 1]?.text !== 'and') return false;
  const lead = sentence.tokens.slice(Math.max(0, verb.from - MOST_WORDS_TO_NEED), verb.from).map((token) => token.text);
  if (/ (?:me|i had|had) to (?!wait)\w+ [^,.]*$/.test(` ${lead.join(' ')}`)) return true;
  const earlier = hitsOf(sentence, 'helpVerbs').findLast((other) => other.to < verb.from);
  return earlier !== undefined && isHelpersDeed(document, sentence, earlier);
}

const PARTICIPLE = /(?:ed|id|held|fed|brought|swung|put|slid|drawn|done|tied|hung|set)$/;

/** "he needed his left arm threaded" */
function isNeeded(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  if (!PARTICIPLE.test(sentence.tokens[verb.to - 1]!.text)) return false;
  const from = Math.max(0, verb.from - 6);
  const before = sentence.tokens.slice(from, verb.from).map((token) => token.text);
  const needed = before.findLastIndex((text) => NEEDED.has(text));
  if (before.some((_text, at) => at > needed && subjectAt(document, sentence, from + at) !== null)) return false;
  return needed >= 0 && before.slice(needed + 1).some((text) => text === 'the' || PATIENTS_OWN.has(text));
}

/** "shoes I did for him" */
function isForThem({ tokens }: Sentence, at: number, end: number): boolean {
  return tokens[at]?.text === 'for' && THIRD_PERSON.has(tokens[at + 1]?.text ?? '') && at + 2 === end;
}

/** "Hair I combed.": the whole task stands before the helper's deed. */
function isWholeTask(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb.from)];
  if (chunk === undefined || !(verb.to === chunk.to || isForThem(sentence, verb.to, chunk.to))) return false;
  if (hitsOf(sentence, 'rests').length > 0) return false;
  const fronted = hitsOf(sentence, 'tasks').some(
    (task) => !task.entry.part && task.from >= chunk.from && task.to < verb.from,
  );
  return fronted && subjectAt(document, sentence, verb.from - 1) === 'helper';
}

const MOST_WORDS_OF_PART = 5;
const LEADING = new Set(['the', 'his', 'her', 'and', 'then', 'that', 'but', 'all', 'only', 'just', 'for']);

/** "Back I did.": a part told before the helper's deed. */
function isFrontedPart(document: Document, sentence: Sentence, verb: Hit<'helpVerbs'>): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb.from)];
  if (chunk === undefined || !(verb.to === chunk.to || isForThem(sentence, verb.to, chunk.to))) return false;
  if (subjectAt(document, sentence, verb.from - 1) !== 'helper') return false;
  const part = sentence.tokens.slice(chunk.from, verb.from - 1);
  const content = part.filter((token) => !LEADING.has(token.text));
  return content.length > 0 && part.length <= MOST_WORDS_OF_PART && content.every((token) => token.kind === 'word');
}

/** "my palm on her back", "two fingers under the belt", "hands on his hips"; never the patient's own hand. */
function byNoun(sentence: Sentence): LevelEvidence[] {
  const handled = hitsOf(sentence, 'handled').filter((hit) => !PRONOUNS.has(sentence.tokens[hit.from]!.text));
  return hitsOf(sentence, 'handNouns').flatMap((noun) => {
    const owner = sentence.tokens[noun.from - 1]?.text ?? '';
    if ((PATIENTS_OWN.has(owner) || owner === 'the') && !noun.entry.ours) return [];
    const chunk = sentence.chunks[chunkIndexAt(sentence, noun.from)];
    const limit = Math.min(noun.to + MOST_WORDS_HAND_TO_BODY, chunk?.to ?? noun.to);
    const body = handled.find(
      (hit) => hit.from > noun.to && hit.from < limit && isReached(sentence, noun.to, hit.from),
    );
    if (body === undefined) return [];
    if (isCue(sentence, noun.from, body.to)) return [];
    const overHand = sentence.tokens.slice(body.from, body.to).some((token) => /^hands?$/.test(token.text));
    const boosts =
      overHand ||
      GETS_GOING.test(
        sentence.tokens
          .slice(body.to, body.to + 4)
          .map((token) => token.text)
          .join(' '),
      );
    return [evidence(sentence, boosts ? 'MinA' : 'CGA', noun.from, body.to)];
  });
}

/** "a hand under the arm to get going": more than steadying. */
const GETS_GOING =
  /^to (?:get|come|bring|start|help|lift|raise|clear|push|pull)(?: (?:him|her|it|them))?(?: (?:going|started|moving|up|off|over|out|it|the|along|upright))?/;

const MOST_WORDS_TO_BODY = 3;

/** A word of contact before the body: "on the small of her back", not "on the bar and … touching him". */
function isReached({ tokens }: Sentence, from: number, body: number): boolean {
  return tokens.slice(Math.max(from, body - MOST_WORDS_TO_BODY), body).some((token) => CONTACT.has(token.text));
}

const CUEING = new Set([
  'ran',
  'run',
  'tapped',
  'tap',
  'stroked',
  'brushed',
  'taps',
  'patted',
  'pressed',
  'cue',
  'tapping',
]);
const FEELING = new Set(['feel', 'know', 'find', 'notice', 'remember']);

/** "put my finger under the wrist twice", "… so she'd feel what I meant": a touch to guide, no support. */
function isCue(sentence: Sentence, from: number, to: number): boolean {
  const { tokens } = sentence;
  const before = tokens.slice(Math.max(0, from - 3), from).some((token) => CUEING.has(token.text));
  const counted = hitsOf(sentence, 'cueCounts').some(
    (hit) => hit.entry.count !== null && hit.from >= to && hit.from - to <= 1,
  );
  const after = tokens.slice(to, to + 6).map((token) => token.text);
  return before || counted || (after.includes('so') && after.some((text) => FEELING.has(text)));
}

const CONTACT = new Set(
  'between along across on at to against around behind under over near upon round beneath underneath in'.split(' '),
);
