/**
 * The therapist's narration cut into segments: a clause that may count, with the tasks it names, what it says about
 * the help, its trial word, and whether it tells of an earlier time.
 */
import type { FimItem } from '../../shared/domain/facts.ts';
import type { Hit } from '../lexicon/match.ts';
import type { Chunk } from '../text/sentences.ts';
import type { Token } from '../text/token.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { LevelEvidence } from './levels/evidence.ts';
import { isHelpersDeed } from './levels/hands.ts';
import { named } from './levels/named.ts';
import { readLevelEvidence } from './levels/read.ts';
import { withoutRescues } from './levels/rescue.ts';
import { isAboutAnotherPerson, isQuestion, namesInTalk, standingAt } from './standing.ts';

export interface NamedTask {
  readonly text: string;
  readonly label: string;
  readonly fimItem: FimItem | null;
  /** A part ("left sleeve") of a task named elsewhere. */
  readonly part: boolean;
  /** Read from the shape of the sentence, not known to the lexicon. */
  readonly guessed?: boolean;
  readonly from: number;
}

export interface Segment {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  readonly tasks: readonly NamedTask[];
  readonly evidence: readonly LevelEvidence[];
  readonly trial: string | null;
  /** When it was, for talk of an earlier time. */
  readonly prior: string | null;
  /** "same as the first": the level of an earlier trial again. */
  readonly same: Hit<'sameAs'> | null;
}

export function readSegments(document: Document): Segment[] {
  const names = namesInTalk(document);
  return document.sentences.flatMap((sentence) => {
    if (isAdopted(document, sentence)) return [adopted(document, sentence)];
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) return [];
    if (isAboutAnotherPerson(sentence, names.patient, names.all, names.helpers)) return [];
    const previous = document.sentences[sentence.index - 1];
    const before = previous?.utteranceIndex === sentence.utteranceIndex ? previous : null;
    const evidence = withoutRescues(sentence, before, readLevelEvidence(document, sentence));
    return sentence.chunks
      .flatMap((chunk) => byTrial(sentence, chunk))
      .flatMap((chunk) => segmentsOf(document, sentence, chunk, evidence));
  });
}

/** "up was standby and down was contact": each way has its own rating. */
function isOtherWay({ tokens }: Sentence, at: number): boolean {
  const text = (offset: number) => tokens[at + offset]?.text ?? '';
  if (isOtherSide(tokens, at)) return true;
  if (text(-1) !== 'and') return false;
  const again = text(0) === 'same' || (text(0) === 'the' && text(1) === 'same');
  return again || (WAYS.has(text(0)) && AFTER_WAY.has(text(1)));
}

const OPPOSITE: Readonly<Record<string, string>> = { left: 'right', right: 'left' };

/** "rolling to the right mod … to the left he was max", unpunctuated: the other side is another rating. */
function isOtherSide(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== 'to' || tokens[at + 1]?.text !== 'the') return false;
  const other = OPPOSITE[tokens[at + 2]?.text ?? ''];
  if (other === undefined || tokens.slice(0, -1).some((token) => token.kind === 'punctuation')) return false;
  return tokens.slice(0, at).some((token, i) => token.text === other && tokens[i - 1]?.text === 'the');
}

/** "Coming down, same.": the word alone in its clause. */
function bareSame({ tokens }: Sentence, { from, to }: Chunk): Segment['same'] {
  if (to - from !== 1 || tokens[from]?.text !== 'same') return null;
  return { group: 'sameAs', entry: { phrases: ['same'] }, from, to, numbers: [] };
}

const AGREEING = new Set(
  'yes yep yeah yup exactly correct right agreed agree absolutely precisely perfect spot bang same sure good indeed'.split(
    ' ',
  ),
);

/** A level a student or colleague offers when asked, and the therapist takes over: "Contact guard?" – "Yes, spot on." */
function isAdopted(document: Document, sentence: Sentence): boolean {
  if (sentence.speaker !== 'other' || hitsOf(sentence, 'levels').length === 0) return false;
  const { sentences } = document;
  const asked = sentences[sentence.index - 1];
  const answer = sentences[sentence.index + 1];
  if (asked?.speaker !== 'therapist' || !isQuestion(asked) || answer?.speaker !== 'therapist') return false;
  const words = answer.tokens.slice(0, MOST_WORDS_TO_AGREE).map((token) => token.text);
  return words.some((word) => AGREEING.has(word)) && !words.includes('no') && !words.includes('not');
}

const MOST_WORDS_TO_AGREE = 3;

function adopted(document: Document, sentence: Sentence): Segment {
  const asked = document.sentences[sentence.index - 1];
  const tasks = asked === undefined ? [] : hitsOf(asked, 'tasks').map((hit) => namedTask(asked, hit));
  const said = { ...sentence, tokens: sentence.tokens.filter((token) => token.text !== '?') };
  const evidence = named(said).map((each) => ({ ...each, sentence }));
  return { sentence, from: 0, to: sentence.tokens.length, tasks, evidence, trial: null, prior: null, same: null };
}

/** "first one max second one mod" without a comma between. */
function byTrial(sentence: Sentence, chunk: Chunk): Chunk[] {
  const starts = hitsOf(sentence, 'trials')
    .filter((hit) => within(chunk, hit))
    .map((hit) => hit.from)
    .slice(1);
  const ways = Array.from({ length: chunk.to - chunk.from }, (_, at) => chunk.from + at).filter(
    (at) => at > chunk.from && isOtherWay(sentence, at),
  );
  const cuts = [chunk.from, ...[...starts, ...ways].sort((a, b) => a - b), chunk.to];
  return cuts.slice(1).map((to, index) => ({ from: cuts[index]!, to }));
}

function segmentsOf(document: Document, sentence: Sentence, chunk: Chunk, all: readonly LevelEvidence[]): Segment[] {
  const standing = standingAt(sentence, chunk.from, chunk.to);
  if (standing.kind === 'excluded') return [];
  const evidence = all.filter((each) => each.from >= chunk.from && each.from < chunk.to);
  if (isAddressedRating(sentence, chunk, evidence)) return [];
  return splitByRating({
    sentence,
    ...chunk,
    tasks: tasksIn(document, sentence, chunk, evidence),
    evidence,
    trial: trialIn(sentence, chunk),
    prior: standing.kind === 'prior' ? standing.when : null,
    same: hitsOf(sentence, 'sameAs').find((hit) => within(chunk, hit)) ?? bareSame(sentence, chunk),
  });
}

/** What hands or nearness were told of ("the heel of my hand") is no part of the task. */
const TOUCHING = new Set(['hands', 'near', 'far']);

const BODY = new Set(['arm', 'arms', 'heel', 'hand', 'hands', 'foot', 'feet', 'leg', 'legs']);

function isBody(sentence: Sentence, hit: Hit): boolean {
  return sentence.tokens.slice(hit.from, hit.to).every((token) => BODY.has(token.text));
}

const within = (chunk: Chunk, hit: { readonly from: number }) => hit.from >= chunk.from && hit.from < chunk.to;

function tasksIn(
  document: Document,
  sentence: Sentence,
  chunk: Chunk,
  evidence: readonly LevelEvidence[],
): NamedTask[] {
  const tasks = hitsOf(sentence, 'tasks').filter((hit) => within(chunk, hit));
  if (tasks.length === 0) return [];
  const devices = hitsOf(sentence, 'devices');
  const told = [
    ...hitsOf(sentence, 'cueVerbs'),
    ...hitsOf(sentence, 'presence'),
    ...hitsOf(sentence, 'hands').filter((hit) => hit.entry.level !== 'TotalA'),
  ];
  const deeds = hitsOf(sentence, 'helpVerbs').filter((verb) => isHelpersDeed(document, sentence, verb));
  const covers = (outer: { readonly from: number; readonly to: number }, hit: Hit) =>
    hit.from >= outer.from && hit.to <= outer.to;
  return tasks
    .filter(
      (hit) =>
        !told.some((other) => hit.from < other.to && other.from < hit.to && !hit.entry.part) &&
        !(
          hit.entry.part &&
          isBody(sentence, hit) &&
          evidence.some((each) => TOUCHING.has(each.form) && covers(each, hit))
        ) &&
        !deeds.some((deed) => hit.from === deed.from && hit.to > deed.to) &&
        !devices.some((device) => covers(device, hit) && device.to - device.from > hit.to - hit.from),
    )
    .map((hit) => namedTask(sentence, hit));
}

function namedTask(sentence: Sentence, hit: Hit<'tasks'>): NamedTask {
  const { label, fimItem, part } = hit.entry;
  return { text: spokenText(sentence, hit.from, hit.to), label, fimItem, part, from: hit.from };
}

const ORDINALS = new Set(['first', 'second', 'third', 'fourth', 'fifth', 'last', 'final']);
const BEFORE_ORDINAL = new Set(['and', 'the', 'so', 'on', 'for', 'then', 'his', 'her', 'okay', 'that', 'now']);
const AFTER_OTHER_ORDINAL = new Set(
  'thing things of floor week visit day session two few three couple time half step name night month snip stroke letter line minute'.split(
    ' ',
  ),
);

/** "On with the board, … Off, …", "Up was …, down was …" */
const WAYS = new Set(['on', 'off', 'up', 'down']);
/** "Coming off again", "going down": the other way of the same task. */
const MOVING = new Set(['coming', 'going', 'getting', 'heading']);
const BACK_OR_OFF = new Set(['off', 'down', 'out', 'again']);
/** "getting off the floor" names its own task. */
const ARTICLES = new Set(['the', 'a', 'an', 'his', 'her', 'of', 'from']);
const AFTER_WAY = new Set(['with', 'was', 'using', 'is']);

/** "Second cup, …", "and the third I only …": an ordinal that opens a clause counts trials. */
function trialIn(sentence: Sentence, chunk: Chunk): string | null {
  const often = hitsOf(sentence, 'cueIntensity');
  const named = hitsOf(sentence, 'trials').find(
    (hit) => within(chunk, hit) && !often.some((each) => hit.from >= each.from && hit.from < each.to),
  )?.entry.trial;
  if (named !== undefined) return named;
  const words = sentence.tokens.slice(chunk.from, chunk.to).map((token) => token.text);
  if (words.at(-1) === 'again' && words.length <= 3) return 'repeat';
  if (MOVING.has(words[0] ?? '') && BACK_OR_OFF.has(words[1] ?? '') && !ARTICLES.has(words[2] ?? '')) return words[1]!;
  if (WAYS.has(words[0] ?? '') && (words.length === 1 || AFTER_WAY.has(words[1] ?? ''))) return words[0]!;
  let at = chunk.from;
  while (at < chunk.to && BEFORE_ORDINAL.has(sentence.tokens[at]?.text ?? '')) at += 1;
  const word = sentence.tokens[at]?.text ?? '';
  return ORDINALS.has(word) && !AFTER_OTHER_ORDINAL.has(sentence.tokens[at + 1]?.text ?? '') ? word : null;
}

const ADDRESSING = new Set(["'re", 'need', 'are', "'ll", 'will']);

/** "You're still contact guard" is talk to somebody; "that was contact guard, you did most" still rates. */
function isAddressedRating(sentence: Sentence, chunk: Chunk, evidence: readonly LevelEvidence[]): boolean {
  if (evidence.length === 0) return false;
  const words = sentence.tokens.slice(chunk.from, chunk.to).map((token) => token.text);
  const you = words.indexOf('you');
  return you >= 0 && ADDRESSING.has(words[you + 1] ?? '');
}

/** "min for the shirt and mod for the pants" in one clause: each rating takes the tasks that stand nearest to it. */
function splitByRating(segment: Segment): Segment[] {
  const ratings = segment.evidence.filter((each) => each.form === 'named');
  if (ratings.length < 2 || segment.tasks.length < 2) return [segment];
  const after = segment.tasks[0]!.from > ratings[0]!.from;
  return ratings.map((rating, index) => {
    const from = after ? rating.from : (ratings[index - 1]?.to ?? segment.from);
    const to = after ? (ratings[index + 1]?.from ?? segment.to) : rating.to;
    const inside = (each: { readonly from: number }) => each.from >= from && each.from < to;
    return {
      ...segment,
      from,
      to,
      tasks: segment.tasks.filter(inside),
      evidence: segment.evidence.filter(inside),
    };
  });
}
