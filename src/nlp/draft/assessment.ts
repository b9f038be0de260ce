/**
 * Only what the facts carry: why a therapist was needed (from what the therapist did), what help is still needed, change
 * against an earlier level, fall risk, the therapist's own reasoning, the goal that was worked on. No prognosis, no
 * benefit, no praise.
 */
import { ASSIST_LEVELS, type Fact, type FactOf, type FimItem } from '../../shared/domain/facts.ts';
import type { Goal } from '../../shared/domain/record.ts';
import type { Activity, GroupedFacts, Performance } from './activities.ts';
import { attestationStatement } from './attestation.ts';
import {
  type DraftContext,
  factPiece,
  factsOf,
  recordPiece,
  type StatementBody,
  sentence,
  statementOn,
} from './draftContext.ts';
import { overlaps } from './evidenceOverlap.ts';
import { measuredDeficits } from './measuredDeficits.ts';
import type { PatternName } from './patternSlots.ts';
import { purposeWords, safetyWords } from './performanceWords.ts';
import { joinPieces, listPieces, type Piece, plainText } from './statementText.ts';
import { isNamedIn, taskOverlap } from './taskWords.ts';

export function assessmentStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  return [
    ...skilledNeeds(grouped, context),
    ...safetyConcerns(grouped, context),
    ...limitations(grouped.activities, context),
    ...measuredDeficits(context),
    ...progress(grouped.activities, context),
    ...fallRisk(context),
    ...reasoning(context),
    ...goalsWorkedOn(grouped.activities, context),
  ].filter((statement) => statement !== null);
}

/** True when the record says what a therapist was needed for; without it the note asks. */
export function tellsSkilledNeed(grouped: GroupedFacts, context: DraftContext): boolean {
  return (
    skilledNeeds(grouped, context).some((statement) => statement !== null) ||
    factsOf('skilledAction', context.facts).length > 0
  );
}

/** A part of a sentence with the facts it rests on. */
interface Item {
  readonly facts: readonly Fact[];
  readonly pieces: readonly Piece[];
}

/** More than this in one sentence is a list nobody reads. */
const ITEMS_PER_SENTENCE = 3;

function inSentences(pattern: PatternName, items: readonly Item[], context: DraftContext): (StatementBody | null)[] {
  const count = Math.ceil(items.length / ITEMS_PER_SENTENCE);
  return Array.from({ length: count }, (_, i) => {
    const part = items.slice(i * ITEMS_PER_SENTENCE, (i + 1) * ITEMS_PER_SENTENCE);
    const pieces = joinPieces(
      part.map((item) => item.pieces),
      '; ',
    );
    const facts = [...new Set(part.flatMap((item) => item.facts))];
    return statementOn(facts, sentence(pattern, { items: pieces }, context, i));
  });
}

/** What one task called for. */
interface Need {
  readonly facts: readonly Fact[];
  readonly task: readonly Piece[];
  readonly needs: readonly Piece[];
  readonly safety: readonly FactOf<'safety'>[];
}

/** The tasks in which hands or cues of a therapist were at work, rated or not; the same need is said once for all. */
function skilledNeeds(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const rated = grouped.activities.map(({ observation, ...performance }) =>
    needOf(observation, handsOn(observation, context), performance, context),
  );
  const unrated = grouped.unrated.map((performance) =>
    performance.cues[0] === undefined ? null : needOf(performance.cues[0], [], performance, context),
  );
  const byNeed = new Map<string, Need[]>();
  for (const need of [...rated, ...unrated].filter((each) => each !== null)) {
    const key = need.safety.length > 0 ? need.facts[0]!.id : plainText(need.needs);
    byNeed.set(key, [...(byNeed.get(key) ?? []), need]);
  }
  const items = [...byNeed.values()].map((needs) => needItem(needs, context));
  return inSentences('skilledNeed', items, context);
}

function needOf(
  about: FactOf<'observation'> | FactOf<'cue'>,
  hands: readonly (readonly Piece[])[],
  { cues, safety }: Performance,
  context: DraftContext,
): Need | null {
  const task = factPiece(about, 'activity', context);
  const needs = once([...hands, ...cues.map((cue) => cueNeed(cue, context))]);
  if (needs.length === 0 || task.length === 0) return null;
  return { facts: [...new Set([about, ...cues, ...safety])], task, needs: listPieces(needs), safety };
}

function needItem(same: readonly Need[], context: DraftContext): Item {
  const tasks = same.filter(
    (need, i) => same.findIndex((other) => plainText(other.task) === plainText(need.task)) === i,
  );
  const nouns = safetyNouns(
    same.flatMap((need) => need.safety),
    context,
  );
  const slots = {
    task: listPieces(tasks.map((need) => need.task)),
    needs: same[0]!.needs,
    risk: nouns.length === 0 ? [] : sentence('risk', { nouns }, context),
  };
  return { facts: same.flatMap((need) => need.facts), pieces: sentence('skilledItem', slots, context) };
}

/** Only a described deed counts, and only at a level at which hands touch: standing by is no facilitation. */
function handsOn(fact: FactOf<'observation'>, context: DraftContext): (readonly Piece[])[] {
  if (fact.manner === undefined || fact.assistLevel === null) return [];
  const { hands } = context.rules.wording.levels[fact.assistLevel];
  return hands === null ? [] : [[hands]];
}

/** Safety events that no sentence on skilled need has told. */
function safetyConcerns(grouped: GroupedFacts, context: DraftContext): (StatementBody | null)[] {
  const during = grouped.activities
    .filter(({ observation, cues }) => handsOn(observation, context).length + cues.length === 0)
    .map(({ observation, safety }) => concernItem(observation, safety, context));
  const unrated = grouped.unrated
    .filter(({ cues }) => cues.length === 0)
    .map(({ safety }) => (safety[0] === undefined ? null : concernItem(safety[0], safety, context)));
  return inSentences(
    'safetyConcern',
    [...during, ...unrated].filter((item) => item !== null),
    context,
  );
}

function concernItem(about: Fact, safety: readonly FactOf<'safety'>[], context: DraftContext): Item | null {
  if (safety.length === 0) return null;
  const nouns = concernNouns(safety, context);
  const task = factPiece(about, 'activity', context);
  if (nouns.length === 0 || (task.length === 0 && safety.every((fact) => !isSeen(fact, context)))) return null;
  const during = task.length === 0 ? [] : sentence('during', { task }, context);
  return { facts: [...new Set([about, ...safety])], pieces: [...nouns, ...during] };
}

/** An event with a verb of its own ("lost balance"); a finding ("skin", "hazard") is told in full among what was seen. */
function isSeen(fact: FactOf<'safety'>, { rules }: DraftContext): boolean {
  return rules.wording.safety[fact.event].predicate !== '';
}

/** The name of the event, or what happened where the name alone says nothing. */
function concernNouns(safety: readonly FactOf<'safety'>[], context: DraftContext): readonly Piece[] {
  const named = safetyNouns(
    safety.filter(({ event }) => event !== 'other'),
    context,
  );
  const others = safety.filter(({ event }) => event === 'other').map((fact) => factPiece(fact, 'gist', context));
  return listPieces([named, ...others].filter((pieces) => pieces.length > 0));
}

function safetyNouns(safety: readonly FactOf<'safety'>[], context: DraftContext): readonly Piece[] {
  const events = safety.filter((fact, i) => safety.findIndex((other) => other.event === fact.event) === i);
  return listPieces(events.map((fact) => factPiece(fact, 'noun', context)));
}

function once(groups: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  return groups.filter((group, i) => groups.findIndex((other) => plainText(other) === plainText(group)) === i);
}

function cueNeed(cue: FactOf<'cue'>, context: DraftContext): readonly Piece[] {
  const cueing = sentence('needCues', { cueing: factPiece(cue, 'cueing', context) }, context);
  return [...cueing, ...purposeWords(cue, context)];
}

const HANDS_FREE: ReadonlySet<string> = new Set(['I', 'ModI']);

/** The help that remains, and what the therapist attested on it. */
function limitations(activities: readonly Activity[], context: DraftContext): readonly (StatementBody | null)[] {
  const latest = latestByTask(activities, context).filter(
    (fact) =>
      fact.assistLevel !== null && !HANDS_FREE.has(fact.assistLevel) && factPiece(fact, 'activity', context).length > 0,
  );
  const items = listPieces(
    latest.map((fact) => {
      const slots = { level: factPiece(fact, 'level.short', context), task: factPiece(fact, 'activity', context) };
      return sentence('limitation', slots, context);
    }),
  );
  return [
    statementOn(latest, sentence('limitations', { items }, context, context.facts.length)),
    attestationStatement(items, latest, context),
  ];
}

/** A task tried several times counts by its last trial. */
function latestByTask(activities: readonly Activity[], context: DraftContext): FactOf<'observation'>[] {
  const byTask = new Map<string, FactOf<'observation'>>();
  for (const { observation } of activities) {
    if (observation.assistLevel === null) continue;
    byTask.set(plainText(factPiece(observation, 'activity', context)), observation);
  }
  return [...byTask.values()];
}

/** Each task of today against its earlier levels; earlier ones that say the same of it stand together. */
function progress(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const latest = latestByTask(activities, context);
  const compared = factsOf('prior', context.facts).flatMap((prior) => {
    const now = latest.findLast((fact) => isSameTask(fact, prior));
    return now === undefined || factPiece(now, 'activity', context).length === 0 ? [] : [{ prior, now }];
  });
  const groups = new Map<string, typeof compared>();
  for (const each of compared) {
    const key = `${each.now.id} ${directionOf(each.prior, each.now)}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const { now, prior } = group[0]!;
    const earlier = group.map((each) => {
      const level = factPiece(each.prior, 'level.short', context);
      return sentence('earlier', { level, when: factPiece(each.prior, 'when', context) }, context);
    });
    const slots = {
      task: factPiece(now, 'activity', context),
      level: factPiece(now, 'level.short', context),
      direction: sentence(directionOf(prior, now), {}, context),
      earlier: joinPieces(earlier, ', '),
    };
    return statementOn([...group.map((each) => each.prior), now], sentence('progress', slots, context));
  });
}

function directionOf(prior: FactOf<'prior'>, now: FactOf<'observation'>): 'lessHelp' | 'moreHelp' | 'sameHelp' {
  const step = ASSIST_LEVELS.indexOf(now.assistLevel!) - ASSIST_LEVELS.indexOf(prior.assistLevel);
  return step < 0 ? 'lessHelp' : step > 0 ? 'moreHelp' : 'sameHelp';
}

function isSameTask(now: FactOf<'observation'>, prior: FactOf<'prior'>): boolean {
  return taskOverlap(now.task, prior.task) >= 0.5 || (now.fimItem !== null && now.fimItem === prior.fimItem);
}

function fallRisk(context: DraftContext): (StatementBody | null)[] {
  const risks = factsOf('safety', context.facts).filter((fact) => fact.event === 'fallRisk');
  return risks.map((fact) => {
    const repeated = factsOf('reasoning', context.facts).filter((reason) => overlaps(reason, fact));
    return statementOn([fact, ...repeated], sentence('fallRisk', { safety: safetyWords(fact, context) }, context));
  });
}

/** The therapist's own reading, where its words are not told as a safety event already. */
function reasoning(context: DraftContext): (StatementBody | null)[] {
  const told = factsOf('safety', context.facts);
  return factsOf('reasoning', context.facts)
    .filter((fact) => !told.some((event) => overlaps(event, fact)) && standsAlone(fact.gist))
    .map((fact) => statementOn([fact], sentence('reasoning', { gist: factPiece(fact, 'gist', context) }, context)));
}

const LEAST_REASON_WORDS = 5;

/** "That's why" or "up from the bed" tells a reader nothing who did not hear what went before. */
function standsAlone(gist: string): boolean {
  const said = gist.trim();
  const pointsBack = /^(?:that|this|it|those|these)\b|\bthat(?:['’]s| is| was) why\W*$/i.test(said);
  return said.split(/\s+/).length >= LEAST_REASON_WORDS && !pointsBack;
}

/** Goals of the plan whose words name a task of today. */
function goalsWorkedOn(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const goals = context.patient?.planOfCare.goals ?? [];
  return goals.map((goal) => {
    const item = itemNamedIn(goal.text, context);
    const facts = latestByTask(activities, context).filter(
      (fact) => isNamedIn(fact.task, goal.text) || (item !== null && fact.fimItem === item),
    );
    return facts.length === 0 ? null : goalStatement(goal, facts, context);
  });
}

/** The scored activity that a goal names, by its fullest name: a toilet transfer is no bed transfer. */
function itemNamedIn(text: string, { rules }: DraftContext): FimItem | null {
  const names = Object.entries(rules.wording.activities).flatMap(([item, { name, also }]) =>
    [name, ...also].map((each) => ({ item: item as FimItem, name: each })),
  );
  const named = names.filter(({ name }) => isNamedIn(name, text)).sort((a, b) => b.name.length - a.name.length);
  return named[0]?.item ?? null;
}

function goalStatement(
  goal: Goal,
  facts: readonly FactOf<'observation'>[],
  context: DraftContext,
): StatementBody | null {
  const evidence = [{ kind: 'rule', ruleId: 'record/plan-of-care', inputs: [goal.id] }] as const;
  const slots = {
    term: recordPiece(`goal.${goal.id}.term`, evidence, context),
    goal: recordPiece(`goal.${goal.id}.text`, evidence, context),
    level: factPiece(facts.at(-1)!, 'level.short', context),
  };
  const statement = statementOn(facts, sentence('goal', slots, context), 'record');
  return statement === null ? null : { ...statement, evidence: [...evidence, ...statement.evidence] };
}
