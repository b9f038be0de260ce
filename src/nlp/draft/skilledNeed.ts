/** Why a therapist was needed, from what the hands and cues of the therapist did; and the safety events beside it. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import type { GroupedFacts, Performance } from './activities.ts';
import { activityList } from './activityList.ts';
import {
  type DraftContext,
  factPiece,
  factsOf,
  type StatementBody,
  sentence,
  statementOn,
  variation,
} from './draftContext.ts';
import { isBetween } from './evidenceOverlap.ts';
import type { PatternName } from './patternSlots.ts';
import { purposeWords, tellsItself } from './performanceWords.ts';
import { joinPieces, listPieces, type Piece, plainText } from './statementText.ts';
import { taskOverlap } from './taskWords.ts';

/** A part of a sentence with the facts it rests on. */
interface Item {
  readonly facts: readonly Fact[];
  readonly pieces: readonly Piece[];
}

/** More than this in one sentence is a list nobody reads. */
const ITEMS_PER_SENTENCE = 3;

function inSentences(
  pattern: 'skilledNeed' | 'safetyConcern',
  items: readonly Item[],
  context: DraftContext,
): (StatementBody | null)[] {
  const count = Math.ceil(items.length / ITEMS_PER_SENTENCE);
  return Array.from({ length: count }, (_, i) => {
    const part = items.slice(i * ITEMS_PER_SENTENCE, (i + 1) * ITEMS_PER_SENTENCE);
    const pieces = inOneSentence(
      part.map((item) => item.pieces),
      pattern,
    );
    const facts = [...new Set(part.flatMap((item) => item.facts))];
    const isFirst = i === 0;
    const name = nameOf(pattern, isFirst, part.length > 1);
    return statementOn(facts, sentence(name, { items: pieces }, context, isFirst ? variation(context) : i - 1));
  });
}

function nameOf(pattern: 'skilledNeed' | 'safetyConcern', isFirst: boolean, areSeveral: boolean): PatternName {
  if (!isFirst) return `${pattern}More`;
  return pattern === 'safetyConcern' && areSeveral ? 'safetyConcerns' : pattern;
}

/** What was needed goes on as a sentence; concerns stand side by side after their label. */
function inOneSentence(
  parts: readonly (readonly Piece[])[],
  pattern: 'skilledNeed' | 'safetyConcern',
): readonly Piece[] {
  if (pattern === 'safetyConcern') return joinPieces(parts, '; ');
  const areTwo = parts.length === 2 && parts.every((part) => !plainText(part).includes(','));
  return joinPieces(parts, '; ', areTwo ? ', and ' : '; and ');
}

/** What one task called for. */
interface Need {
  readonly facts: readonly Fact[];
  readonly about: Fact;
  readonly task: readonly Piece[];
  readonly needs: readonly Piece[];
  readonly safety: readonly FactOf<'safety'>[];
  /** What the cues were for names the task: "for reaching into the cupboard" happened while reaching. */
  readonly isNamedByPurpose: boolean;
}

/** The tasks in which hands or cues of a therapist were at work, rated or not; the same need is said once for all. */
export function skilledNeeds(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const rated = grouped.activities.map(({ observation, ...performance }) =>
    needOf(observation, handsOn(observation, context), performance, context),
  );
  const unrated = grouped.unrated.map((performance) =>
    performance.cues[0] === undefined ? null : needOf(performance.cues[0], [], performance, context),
  );
  const byNeed = new Map<string, Need[]>();
  for (const need of [...rated, ...unrated].filter((each) => each !== null)) {
    const key = need.safety.length > 0 || need.task.length === 0 ? need.facts[0]!.id : plainText(need.needs);
    byNeed.set(key, [...(byNeed.get(key) ?? []), need]);
  }
  const items = [
    ...[...byNeed.values()].map((needs) => needItem(needs, context)),
    ...monitoring(context),
    ...training(context),
  ];
  return inSentences('skilledNeed', items, context);
}

const OF_ACTIVITIES: ReadonlySet<Fact['kind']> = new Set(['observation', 'cue', 'exercise']);

/** A vital sign read before and after something was done: the therapist watched how the patient answered to it. */
function monitoring(context: DraftContext): readonly Item[] {
  const vitals = factsOf('measure', context.facts).filter(
    ({ measure }) => context.rules.wording.measures[measure]?.vital === true,
  );
  const byName = Map.groupBy(vitals, (fact) => plainText(factPiece(fact, 'name', context)));
  const done = context.facts.filter(({ kind }) => OF_ACTIVITIES.has(kind));
  const watched = [...byName.values()].filter((readings) =>
    done.some((activity) => isBetween(activity, readings, context.transcript)),
  );
  if (watched.length === 0) return [];
  const measures = listPieces(watched.map(([fact]) => factPiece(fact!, 'name', context)));
  return [{ facts: watched.flat(), pieces: sentence('monitoring', { measures }, context) }];
}

/** What was taught stands in the objective part; that it was is a reason of its own. */
function training(context: DraftContext): readonly Item[] {
  const byWho = Map.groupBy(factsOf('education', context.facts), ({ who }) => who);
  return [...byWho].map(([who, facts]) => ({ facts, pieces: sentence(`${who}Training`, {}, context) }));
}

function needOf(
  about: FactOf<'observation'> | FactOf<'cue'>,
  hands: readonly (readonly Piece[])[],
  { cues, safety }: Performance,
  context: DraftContext,
): Need | null {
  const task = factPiece(about, 'activity', context);
  const needs = once([...hands, ...cueNeeds(cues, context)]);
  const isSaid = task.length > 0 || cues.some((cue) => purposeWords(cue, context).length > 0);
  if (needs.length === 0 || !isSaid) return null;
  const seen = safety.filter((fact) => isSeen(fact, context));
  const facts = [...new Set([about, ...cues, ...seen])];
  const isNamedByPurpose =
    hands.length === 0 &&
    cues.every(({ purpose }) => purpose !== undefined && taskOverlap(purpose, plainText(task)) > 0);
  return { facts, about, task, needs: listPieces(needs), safety: seen, isNamedByPurpose };
}

function needItem(same: readonly Need[], context: DraftContext): Item {
  const isAlone = same.length === 1 && same[0]!.isNamedByPurpose && same[0]!.safety.length === 0;
  if (isAlone || same[0]!.task.length === 0) {
    const pieces = sentence('skilledItemAlone', { needs: same[0]!.needs }, context);
    return { facts: same.flatMap((need) => need.facts), pieces };
  }
  const safety = same.flatMap((need) => need.safety);
  const events = listPieces(once(safety.map((fact) => factPiece(fact, 'predicate', context))));
  const slots = {
    task: activityList(
      same.map((need) => need.about),
      context,
    ),
    needs: same[0]!.needs,
    risk: events.length === 0 ? [] : sentence('risk', { events }, context),
  };
  return { facts: same.flatMap((need) => need.facts), pieces: sentence('skilledItem', slots, context) };
}

/** Only a described deed counts, and only at a level at which hands touch: standing by is no facilitation. */
function handsOn(fact: FactOf<'observation'>, context: DraftContext): (readonly Piece[])[] {
  if (fact.manner === undefined || fact.assistLevel === null) return [];
  const { hands } = context.rules.wording.levels[fact.assistLevel];
  return hands === null ? [] : [[hands]];
}

/** Safety events that no sentence on skilled need has told: a finding is always one of its own. */
export function safetyConcerns(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const untold = (isTold: boolean, safety: readonly FactOf<'safety'>[]) =>
    isTold ? safety.filter((fact) => !isSeen(fact, context)) : safety;
  const during = grouped.activities.map(({ observation, cues, safety }) => {
    const isTold = handsOn(observation, context).length + cues.length > 0;
    return concernItem(observation, untold(isTold, safety), context);
  });
  const unrated = grouped.unrated.map(({ cues, safety }) => {
    const concerns = untold(cues.length > 0, safety);
    return concerns[0] === undefined ? null : concernItem(concerns[0], concerns, context);
  });
  return inSentences(
    'safetyConcern',
    [...during, ...unrated].filter((item) => item !== null),
    context,
  );
}

function concernItem(about: Fact, safety: readonly FactOf<'safety'>[], context: DraftContext): Item | null {
  if (safety.length === 0) return null;
  const events = listPieces(once(safety.map((fact) => eventWords(fact, context))));
  const task = factPiece(about, 'activity', context);
  if (events.length === 0 || (task.length === 0 && safety.every((fact) => !isSeen(fact, context)))) return null;
  const means = listPieces(once(safety.map((fact) => factPiece(fact, 'means', context))));
  const slots = {
    events,
    during: task.length === 0 ? [] : sentence('during', { task }, context),
    means: means.length === 0 ? [] : [', so ', ...means],
  };
  return { facts: [...new Set([about, ...safety])], pieces: sentence('safetyConcernItem', slots, context) };
}

/** An event with a verb of its own ("lost balance"); a finding ("skin", "hazard") is told in full among what was seen. */
function isSeen(fact: FactOf<'safety'>, { rules }: DraftContext): boolean {
  return rules.wording.safety[fact.event].predicate !== '';
}

/** The event by its name, which the objective part tells in full; one without a name of its own is what happened. */
function eventWords(fact: FactOf<'safety'>, context: DraftContext): readonly Piece[] {
  if (fact.event !== 'other') return factPiece(fact, 'noun', context);
  return tellsItself(fact) ? factPiece(fact, 'gist', context) : [];
}

function once(groups: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  const said = groups.filter(({ length }) => length > 0);
  return said.filter((group, i) => said.findIndex((other) => plainText(other) === plainText(group)) === i);
}

/** Cues without a purpose are named together ("verbal and tactile cueing"), each other one with what it was for. */
function cueNeeds(cues: readonly FactOf<'cue'>[], context: DraftContext): readonly (readonly Piece[])[] {
  const plain = cues.filter((cue) => purposeWords(cue, context).length === 0);
  const kinds = once(plain.map((cue) => factPiece(cue, 'kind', context)).filter(({ length }) => length > 0));
  const unnamed = plain.filter((cue) => factPiece(cue, 'kind', context).length === 0);
  return [
    ...(kinds.length === 0 ? [] : [sentence('needCues', { cueing: [...listPieces(kinds), ' cueing'] }, context)]),
    ...forPurposes(
      cues.filter((cue) => unnamed.includes(cue) || !plain.includes(cue)),
      context,
    ),
  ];
}

/** "verbal cueing for the brakes and for the weak foot": one kind once, with all that it was for. */
function forPurposes(cues: readonly FactOf<'cue'>[], context: DraftContext): readonly (readonly Piece[])[] {
  const byKind = Map.groupBy(cues, (cue) => plainText(factPiece(cue, 'cueing', context)));
  return [...byKind.values()].map((same) => {
    const purposes = once(same.map((cue) => purposeWords(cue, context)).filter(({ length }) => length > 0));
    return [
      ...sentence('needCues', { cueing: factPiece(same[0]!, 'cueing', context) }, context),
      ...joinPieces(purposes, ',', ' and'),
    ];
  });
}
