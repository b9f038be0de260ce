/**
 * Only what the facts carry: why a therapist was needed (from what the therapist did), what help is still needed, change
 * against an earlier level, fall risk, the therapist's own reasoning, the goal that was worked on. No prognosis, no
 * benefit, no praise.
 */
import { ASSIST_LEVELS, type FactOf } from '../../shared/domain/facts.ts';
import type { Activity, GroupedFacts } from './activities.ts';
import { activityList } from './activityList.ts';
import { attestationStatement } from './attestation.ts';
import {
  type DraftContext,
  factPiece,
  factsOf,
  type StatementBody,
  sentence,
  statementOn,
  variation,
} from './draftContext.ts';
import { overlaps } from './evidenceOverlap.ts';
import { goalsWorkedOn } from './goalStatements.ts';
import { measuredDeficits } from './measuredDeficits.ts';
import { safetyWords } from './performanceWords.ts';
import { safetyConcerns, skilledNeeds } from './skilledNeed.ts';
import { joinPieces, listPieces, plainText } from './statementText.ts';
import { taskOverlap } from './taskWords.ts';

export function assessmentStatements(grouped: GroupedFacts, context: DraftContext): readonly StatementBody[] {
  return [
    ...skilledNeeds(grouped, context),
    ...safetyConcerns(grouped, context),
    ...limitations(grouped.activities, context),
    ...measuredDeficits(context),
    ...acrossTrials(grouped.activities, context),
    ...progress(grouped.activities, context),
    ...fallRisk(context),
    ...reasoning(grouped.activities, context),
    ...goalsWorkedOn(latestByTask(grouped.activities, context), context),
  ].filter((statement) => statement !== null);
}

/** True when the record says what a therapist was needed for; without it the note asks. */
export function tellsSkilledNeed(grouped: GroupedFacts, context: DraftContext): boolean {
  return (
    skilledNeeds(grouped, context).some((statement) => statement !== null) ||
    factsOf('skilledAction', context.facts).length > 0
  );
}

const HANDS_FREE: ReadonlySet<string> = new Set(['I', 'ModI']);

/** The help that remains, most help first, and what the therapist attested on it. */
function limitations(activities: readonly Activity[], context: DraftContext): readonly (StatementBody | null)[] {
  const latest = latestByTask(activities, context).filter(
    (fact) =>
      fact.assistLevel !== null && !HANDS_FREE.has(fact.assistLevel) && factPiece(fact, 'activity', context).length > 0,
  );
  const byLevel = Map.groupBy(latest, (fact) => plainText(factPiece(fact, 'level.short', context)));
  const groups = [...byLevel.values()].sort((one, other) => rankOf(other[0]!) - rankOf(one[0]!));
  const levels = groups.map((same) => {
    const slots = { level: factPiece(same[0]!, 'level.short', context), task: activityList(same, context) };
    return sentence('limitation', slots, context);
  });
  const areLists = groups.some((same) => same.length > 1);
  const items = areLists ? joinPieces(levels, '; ', '; and ') : listPieces(levels);
  return [
    statementOn(latest, sentence('limitations', { items }, context, variation(context))),
    attestationStatement(items, latest, context),
  ];
}

function rankOf({ assistLevel }: FactOf<'observation'>): number {
  return ASSIST_LEVELS.indexOf(assistLevel!);
}

/** Counted trials of one task whose help changed: how the patient answered to the treatment within the session. */
function acrossTrials(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const rated = activities.map(({ observation }) => observation).filter(({ assistLevel }) => assistLevel !== null);
  const byTask = Map.groupBy(rated, (fact) => plainText(factPiece(fact, 'activity', context)));
  return [...byTask.values()].map((trials) => {
    const [first] = trials;
    const last = trials.at(-1)!;
    const change = rankOf(last) - rankOf(first!);
    if (change === 0 || factPiece(last, 'trial', context).length === 0) return null;
    const slots = {
      task: factPiece(last, 'activity', context),
      direction: sentence(change < 0 ? 'helpFell' : 'helpRose', {}, context),
      first: factPiece(first!, 'level.short', context),
      last: factPiece(last, 'level.short', context),
    };
    return slots.task.length === 0 ? null : statementOn(trials, sentence('acrossTrials', slots, context));
  });
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
      const when = factPiece(each.prior, 'when', context);
      return sentence(/^\d/.test(plainText(when)) ? 'earlierAgo' : 'earlier', { level, when }, context);
    });
    const slots = {
      task: factPiece(now, 'activity', context),
      level: factPiece(now, 'level.short', context),
      direction: sentence(directionOf(prior, now), {}, context),
      earlier: joinPieces(earlier, '; '),
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
function reasoning(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const told = factsOf('safety', context.facts);
  const repeated = new Set(activities.flatMap((activity) => activity.repeated));
  return factsOf('reasoning', context.facts)
    .filter((fact) => !repeated.has(fact))
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
