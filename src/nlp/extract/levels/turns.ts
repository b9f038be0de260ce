/**
 * Who did which part, where a sentence tells it clause by clause: "he got one leg in, I got the other" is half each,
 * "she washed her face, I had all the rest" is most of it done for her, "I put them on" with no deed of the patient is
 * all of it. The verb may be any verb of doing; what counts is whose it is and how much of the task it takes.
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { isDenied } from '../standing.ts';
import type { Agent } from './agents.ts';
import { isDirecting, subjectAt } from './agents.ts';
import type { LevelEvidence } from './evidence.ts';

type Scope = 'rest' | 'other' | 'whole' | 'part' | 'none';

interface Deed {
  readonly agent: Agent;
  readonly verb: string;
  readonly scope: Scope;
  readonly from: number;
  readonly to: number;
}

const IRREGULAR = new Set(
  'did got had took brought put made gave cut ate drank wrote swung fed threw slid drew shook stuck spread hung bent held found hit set tore tied'.split(
    ' ',
  ),
);
/** Verbs of speech, sense, place and state: no part of the work. */
const NO_WORK = new Set(
  'steadied guided guarded blocked supported braced stabilised stabilized cradled spotted cupped tapped touched pressed patted stroked gestured nodded corrected warned urged encouraged coached instructed directed explained repeated shouted caught grabbed needed wanted asked watched stayed looked waited listened noticed liked loved hated seemed tried refused agreed allowed stopped reminded prompted cued pointed showed counted timed measured checked scored called rated walked followed hovered leaned rested relaxed laughed smiled cried smelled talked telephoned mentioned decided planned used required tolerated complained reported denied missed forgotten dropped slipped stumbled tripped spilled tired moaned winced continued kept managed stood sat hung held had'.split(
    ' ',
  ),
);
/** Verbs that do all of what they name, not only lend a hand to it. */
const WHOLE_VERBS = new Set(
  'did put brushed combed washed shaved fed dressed undressed tied buttoned fastened laced cleaned changed made handled bathed showered toileted wiped donned carried'.split(
    ' ',
  ),
);
const BETWEEN = new Set("'d 've had have just only also then even still all both always really actually".split(' '));
const WHOLE_WORDS = new Set(['it', 'them', 'both', 'everything', 'those']);
const ADVERBS_OF_PLACE = new Set(['on', 'off', 'up', 'all', 'in']);
const MOST_WORDS_TO_VERB = 3;

export function turns(document: Document, sentence: Sentence): LevelEvidence[] {
  const deeds = deedsIn(document, sentence);
  const helper = deeds.filter((deed) => deed.agent === 'helper');
  const patient = deeds.filter((deed) => deed.agent === 'patient' && !NO_WORK.has(deed.verb));
  return helper.flatMap((deed): LevelEvidence[] => {
    const place = { sentence, from: deed.from, to: deed.to, doubtful: false };
    const before = patient.some((other) => other.to <= deed.from);
    if (deed.scope === 'rest') return before ? [{ form: 'share', level: 'MaxA', ...place }] : [];
    if (deed.scope === 'other') return before ? [{ form: 'share', level: 'ModA', ...place }] : [];
    if (deed.scope === 'part' && isHelping(deed) && isFollowed(sentence, deed, patient)) {
      return [{ form: 'hands', level: 'MinA', ...place }];
    }
    if (deed.scope === 'part' && isForThem(sentence, deed)) return [{ form: 'hands', level: 'MinA', ...place }];
    if (deed.scope === 'none' && patient.length === 0 && isFronted(sentence, deed)) {
      return [{ form: 'hands', level: 'TotalA', ...place }];
    }
    if (deed.scope === 'whole' && patient.length === 0) return [{ form: 'hands', level: 'TotalA', ...place }];
    return deed.verb === 'did' && deed.scope === 'part' && patient.some((other) => isCounterpart(sentence, other, deed))
      ? [{ form: 'share', level: 'ModA', ...place }]
      : [];
  });
}

/** "I flattened the corners for her on two of them": a part done for the patient, whatever the verb. */
function isForThem({ tokens }: Sentence, { verb, from, to }: Deed): boolean {
  if ((NO_WORK.has(verb) && verb !== 'held') || READYING.has(verb)) return false;
  return tokens.slice(from, to).some((token, at, all) => {
    const next = all[at + 1]?.text;
    return (
      token.text === 'for' && at > 1 && (next === 'him' || next === 'her') && !/^[a-z]/.test(all[at + 2]?.text ?? '.')
    );
  });
}

/** Things put ready, and words. */
const READYING = new Set(
  'opened handed passed poured fetched brought laid placed filled set got put made left ordered wrote read answered ran adjusted fitted printed timed'.split(
    ' ',
  ),
);

/** "Nails I cut.": the whole task stands before the deed. */
function isFronted(sentence: Sentence, { verb, from }: Deed): boolean {
  if (NO_WORK.has(verb)) return false;
  const start = sentence.chunks[chunkIndexAt(sentence, from)]?.from ?? from;
  return hitsOf(sentence, 'tasks').some((task) => !task.entry.part && task.from >= start && task.to === from);
}

const JOINING = new Set(['and', ',', 'then', 'so']);

/** "I made the loops and he pulled them through": the patient goes on at once. */
function isFollowed({ tokens }: Sentence, deed: Deed, patient: readonly Deed[]): boolean {
  return patient.some(
    (other) => other.from >= deed.to && tokens.slice(deed.to, other.from).every((token) => JOINING.has(token.text)),
  );
}

const isHelping = ({ verb }: Deed) => !NO_WORK.has(verb) && !READYING.has(verb) && verb !== 'did' && verb !== 'had';

const HALVES = new Set('legs trunk top bottom left right front upper lower arms half side body'.split(' '));

/** "she did the legs, I did the trunk": the same verb, each with a part. */
function isCounterpart(sentence: Sentence, patient: Deed, helper: Deed): boolean {
  const apart = Math.abs(chunkIndexAt(sentence, patient.from) - chunkIndexAt(sentence, helper.from));
  const isHalf = ({ from, to }: Deed) => sentence.tokens.slice(from, to).some((token) => HALVES.has(token.text));
  return patient.verb === helper.verb && patient.scope === 'part' && apart <= 1 && isHalf(patient) && isHalf(helper);
}

function deedsIn(document: Document, sentence: Sentence): Deed[] {
  const deeds: Deed[] = [];
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    const agent = subjectAt(document, sentence, at);
    const verb = agent === null ? null : verbAfter(sentence, at);
    if (agent === null || verb === null || isDenied(sentence, verb)) continue;
    const to = endOfClause(document, sentence, verb);
    if (isDirecting(sentence, at, to)) continue;
    const text = sentence.tokens[verb]!.text;
    deeds.push({ agent, verb: text, scope: scopeOf(sentence, at, verb, to), from: at, to });
  }
  return deeds;
}

function verbAfter({ tokens }: Sentence, subject: number): number | null {
  for (let at = subject + 1; at <= subject + MOST_WORDS_TO_VERB; at += 1) {
    const text = tokens[at]?.text ?? '';
    const next = tokens[at + 1]?.text ?? '';
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
  }
  return limit;
}

function scopeOf(sentence: Sentence, subject: number, verb: number, to: number): Scope {
  const words = sentence.tokens.slice(verb + 1, to).map((token) => token.text);
  const said = ` ${words.join(' ')} `;
  const verbText = sentence.tokens[verb]!.text;
  if (/ (the rest|everything else|all else|the remainder|the other (parts|bits)) /.test(said)) return 'rest';
  const otherwise = sentence.tokens[subject - 1]?.text === 'otherwise' || said.endsWith(' otherwise ');
  if (otherwise && /^ (it|them|that|everything|all) /.test(said)) return 'rest';
  if (/ the other( one| leg| arm| side| half| foot| sleeve| sock| shoe| hand| two| three)? $/.test(said))
    return 'other';
  if (/ (it|them|over|on)? ?from (there|then|that point)( on| up)? $/.test(said)) return 'other';
  if (isDoneForThem(verbText, words)) return 'whole';
  if (words.length === 0) return 'none';
  return 'part';
}

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

const FOR_THEM = new Set(['for', 'him', 'her', 'today', 'myself', 'on', 'off', 'up', 'then', 'and', 'all', 'too']);
const isAllSaid = (rest: readonly string[]) =>
  rest.length === 0 || rest.slice(0, 3).every((word) => FOR_THEM.has(word) || ADVERBS_OF_PLACE.has(word));
/** "washed her back": the pronoun owns a part. */
const hitsPart = (next: string | undefined) =>
  next !== undefined && !['the', 'completely', 'all', 'from', 'today', 'then', 'up', 'myself', 'and'].includes(next);
