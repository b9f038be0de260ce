/**
 * The deeds a sentence tells, clause by clause: whose each was (the patient's or the helping side's), its verb, and how
 * much of the task it took. A deed is told by a verb ("she washed …", "I had to run it up") or by handing a portion of
 * the work to somebody ("the rest was my job", "threading was me, pulling up was him").
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { isDenied } from '../standing.ts';
import type { Agent } from './agents.ts';
import { isDirecting, subjectAt } from './agents.ts';

export type Scope = 'rest' | 'other' | 'whole' | 'part' | 'none';

export interface Deed {
  readonly agent: Agent;
  readonly verb: string;
  readonly scope: Scope;
  /** Told as a portion of the work that was somebody's. */
  readonly attributed: boolean;
  readonly from: number;
  readonly to: number;
}

const IRREGULAR = new Set(
  'did got had took brought put made gave cut ate drank wrote swung fed threw slid drew shook stuck spread hung bent held found hit set tore tied saw dealt ran spun undid wound lifted'.split(
    ' ',
  ),
);
/** Verbs of speech, sense, place and state: no part of the work. */
const NO_WORK = new Set(
  'steadied guided guarded blocked supported braced stabilised stabilized cradled spotted cupped tapped touched pressed patted stroked gestured nodded corrected warned urged encouraged coached instructed directed explained repeated shouted caught grabbed needed wanted asked watched stayed looked waited listened noticed liked loved hated seemed tried refused agreed allowed stopped reminded prompted cued pointed showed counted timed measured checked scored called rated walked followed hovered leaned rested relaxed laughed smiled cried smelled talked telephoned mentioned decided planned used required tolerated complained reported denied missed forgotten dropped slipped stumbled tripped spilled tired moaned winced continued kept managed stood sat hung held had saw ran'.split(
    ' ',
  ),
);
const NO_WORK_NOW = new Set(
  'steady guide guard block support brace stabilise stabilize cradle spot cup tap touch press pat stroke gesture nod correct warn urge encourage coach instruct direct explain repeat shout catch grab need want ask watch stay look wait listen notice like try refuse agree allow stop remind prompt cue point show count time measure check score call rate walk follow hover lean rest laugh smile talk mention decide plan use require tolerate report miss keep stand sit hang hold have say tell be go come do let laughing saying telling talking standing sitting holding keeping watching'.split(
    ' ',
  ),
);
const BETWEEN = new Set("'d 've had have just only also then even still all both always really actually".split(' '));
/** "had to lift", "ended up doing", "needed to finish" */
const LEADING_ON = new Set(['to', 'up']);
const LEADS = new Set(['had', 'needed', 'ended', 'wound', "'d", 'got', 'have']);
const MOST_WORDS_TO_VERB = 3;

/** No part of the work, whatever its form. */
export const isNoWork = (verb: string): boolean => NO_WORK.has(verb) || NO_WORK_NOW.has(verb);

export function deedsIn(document: Document, sentence: Sentence): Deed[] {
  return [...told(document, sentence), ...attributed(sentence)].sort((a, b) => a.from - b.from);
}

function told(document: Document, sentence: Sentence): Deed[] {
  const deeds: Deed[] = [];
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    const agent = subjectAt(document, sentence, at);
    const verb = agent === null ? null : verbAfter(sentence, at);
    if (agent === null || verb === null || isDenied(sentence, verb)) continue;
    const to = endOfClause(document, sentence, verb);
    if (isDirecting(sentence, at, to)) continue;
    const text = sentence.tokens[verb]!.text;
    deeds.push({ agent, verb: text, scope: scopeOf(sentence, at, verb, to), attributed: false, from: at, to });
  }
  return deeds;
}

/** "the rest of her was my job", "everything below that came down to me" */
function attributed(sentence: Sentence): Deed[] {
  return hitsOf(sentence, 'attributions')
    .filter((hit) => !isDenied(sentence, hit.from) && endsThere(sentence, hit.to))
    .map((hit) => {
      const chunk = sentence.chunks[chunkIndexAt(sentence, hit.from)];
      const portion = hitsOf(sentence, 'portions').findLast(
        (each) => each.to <= hit.to && each.from >= (chunk?.from ?? 0) && each.from <= hit.from,
      );
      const from = portion?.from ?? chunk?.from ?? hit.from;
      const lead = sentence.tokens.slice(chunk?.from ?? 0, hit.from).map((token) => token.text);
      const half = / from (?:there|then|that point) /.test(` ${lead.join(' ')} `);
      const scope: Scope = half ? 'other' : portion ? 'rest' : 'part';
      return { agent: hit.entry.agent, verb: 'was', scope, attributed: true, from, to: hit.to };
    });
}

const CLOSING = new Set('and but so then while for today again this because either too'.split(' '));

/** "was him", not "was him who dropped it". */
function endsThere({ tokens }: Sentence, at: number): boolean {
  const next = tokens[at];
  return next === undefined || next.kind === 'punctuation' || CLOSING.has(next.text);
}

function verbAfter({ tokens }: Sentence, subject: number): number | null {
  for (let at = subject + 1; at <= subject + MOST_WORDS_TO_VERB; at += 1) {
    const text = tokens[at]?.text ?? '';
    const next = tokens[at + 1]?.text ?? '';
    const leads = LEADS.has(text) && LEADING_ON.has(next);
    if (leads) {
      const verb = tokens[at + 2];
      return verb?.kind === 'word' ? at + 2 : null;
    }
    const auxiliary = BETWEEN.has(text) && (IRREGULAR.has(next) || /ed$/.test(next) || BETWEEN.has(next));
    if (!auxiliary && (IRREGULAR.has(text) || /[a-z]{2}ed$/.test(text))) return at;
    if (!BETWEEN.has(text)) return null;
  }
  return null;
}

function endOfClause(document: Document, sentence: Sentence, verb: number): number {
  const chunk = sentence.chunks[chunkIndexAt(sentence, verb)];
  const limit = chunk?.to ?? sentence.tokens.length;
  for (let at = verb + 1; at < limit; at += 1) {
    const joined = ['and', 'which', 'while', 'or'].includes(sentence.tokens[at - 1]!.text);
    if (joined && subjectAt(document, sentence, at) !== null) return at - 1;
    if (OPENS_CLAUSE.has(sentence.tokens[at]!.text)) return at;
  }
  return limit;
}

/** These are never objects: unpunctuated talk goes on with another clause. */
const OPENS_CLAUSE = new Set(['i', 'he', 'she', 'we', 'they']);

const WHOLE_WORDS = new Set(['it', 'them', 'both', 'everything', 'those', 'that', 'these', 'this']);
const ADVERBS_OF_PLACE = new Set(['on', 'off', 'up', 'all', 'in']);
/** Verbs that do all of what they name, not only lend a hand to it. */
const WHOLE_VERBS = new Set(
  'did put brushed combed washed shaved fed dressed undressed tied buttoned fastened laced cleaned changed made handled bathed showered toileted wiped donned carried'.split(
    ' ',
  ),
);

function scopeOf(sentence: Sentence, subject: number, verb: number, to: number): Scope {
  const words = sentence.tokens.slice(verb + 1, to).map((token) => token.text);
  const said = ` ${words.join(' ')} `;
  const verbText = sentence.tokens[verb]!.text;
  const rest = hitsOf(sentence, 'portions').some((each) => each.from > verb && each.to <= to);
  if (rest) return 'rest';
  const otherwise = sentence.tokens[subject - 1]?.text === 'otherwise' || said.endsWith(' otherwise ');
  if (otherwise && /^ (it|them|that|everything|all) /.test(said)) return 'rest';
  if (/ the other( one| leg| arm| side| half| foot| sleeve| sock| shoe| hand| two| three)? $/.test(said))
    return 'other';
  if (/^ the (other|last|second|remaining|opposite|final) /.test(said) && halvesBefore(sentence, subject))
    return 'other';
  if (/ (it|them|over|on)? ?from (there|then|that point)( on| up)? $/.test(said)) return 'other';
  if (isDoneForThem(verbText, words)) return 'whole';
  if (frontsOpposite(sentence, subject)) return 'other';
  if (words.length === 0) return 'none';
  return 'part';
}

const FIRST_HALF = /\b(?:one|the first|the left|the right|the top|the front|the near|the good|his good|her good) \w+/;

/** "he got one buttock on the bench and I slid the other across": the patient's half was told before. */
function halvesBefore({ tokens }: Sentence, subject: number): boolean {
  const lead = tokens.slice(0, subject).map((token) => token.text);
  return FIRST_HALF.test(lead.join(' '));
}

const SIDES: Readonly<Record<string, string>> = {
  left: 'right',
  right: 'left',
  top: 'bottom',
  bottom: 'top',
  front: 'back',
  back: 'front',
  upper: 'lower',
  lower: 'upper',
  second: 'first',
  other: 'one',
};

/** "right one he lifted, left one I swung in": the opposite part was told of the patient in the clause before. */
function frontsOpposite(sentence: Sentence, subject: number): boolean {
  const chunk = sentence.chunks[chunkIndexAt(sentence, subject)];
  if (chunk === undefined || subject - chunk.from > MOST_WORDS_FRONTED || subject === chunk.from) return false;
  const side = sentence.tokens.slice(chunk.from, subject).find((token) => token.text in SIDES)?.text;
  const task = hitsOf(sentence, 'tasks').some((hit) => !hit.entry.part && hit.from >= chunk.from && hit.to <= subject);
  if (side === undefined || task) return false;
  const before = sentence.chunks[chunkIndexAt(sentence, subject) - 1];
  const earlier = sentence.tokens.slice(before?.from ?? chunk.from, chunk.from).map((token) => token.text);
  return earlier.includes(SIDES[side]!) && earlier.some((word) => word === 'he' || word === 'she');
}

const MOST_WORDS_FRONTED = 4;

/** "put them on", "fed him the whole bowl", "got her into the gown", "did both". */
function isDoneForThem(verb: string, words: readonly string[]): boolean {
  const [first, second] = words as [string | undefined, string | undefined];
  const person = first === 'him' || first === 'her';
  if (verb === 'got') return person && ['into', 'in', 'dressed', 'changed', 'washed'].includes(second ?? '');
  if (!WHOLE_VERBS.has(verb)) return false;
  if (verb === 'put' || verb === 'made') return WHOLE_WORDS.has(first ?? '') && isAllSaid(words.slice(1));
  if (WHOLE_WORDS.has(first ?? '')) return isAllSaid(words.slice(1));
  return person && !['a', 'with', 'for'].includes(second ?? '') && !hitsPart(second);
}

const FOR_THEM = new Set(
  'for him her today myself on off up then and all too from start to finish beginning end top bottom'.split(' '),
);
const isAllSaid = (rest: readonly string[]) =>
  rest.length === 0 || rest.slice(0, 3).every((word) => FOR_THEM.has(word) || ADVERBS_OF_PLACE.has(word));
/** "washed her back": the pronoun owns a part. */
const hitsPart = (next: string | undefined) =>
  next !== undefined && !['the', 'completely', 'all', 'from', 'today', 'then', 'up', 'myself', 'and'].includes(next);
