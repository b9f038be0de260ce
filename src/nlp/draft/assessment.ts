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

/**
 * What the help of today means for the tasks, most help first; the levels themselves stand in the objective part. The
 * therapist's attestation names them, as its payer reads it alone.
 */
function limitations(activities: readonly Activity[], context: DraftContext): readonly (StatementBody | null)[] {
  const latest = latestByTask(activities, context).filter(
    (fact) =>
      fact.assistLevel !== null && !HANDS_FREE.has(fact.assistLevel) && factPiece(fact, 'activity', context).length > 0,
  );
  const meant = helpGroups(latest, 'level.means', context);
  const items = meant.map((same) =>
    sentence(
      'limitation',
      { means: factPiece(same[0]!, 'level.means', context), task: activityList(same, context) },
      context,
    ),
  );
  const levels = helpGroups(latest, 'level.short', context).map((same) =>
    sentence(
      'limitationLevel',
      { level: factPiece(same[0]!, 'level.short', context), task: activityList(same, context) },
      context,
    ),
  );
  const told = { items: joinPieces(items, '; ', '; and ') };
  const areLists = latest.length > levels.length;
  const findings = areLists ? joinPieces(levels, '; ', '; and ') : listPieces(levels);
  return [
    statementOn(latest, sentence('limitations', told, context, variation(context))),
    attestationStatement(findings, latest, context),
  ];
}

type Help = FactOf<'observation'>;

/** Tasks that read the same in one field, most help first. */
function helpGroups(latest: readonly Help[], field: string, context: DraftContext): readonly (readonly Help[])[] {
  const groups = Map.groupBy(latest, (fact) => plainText(factPiece(fact, field, context)));
  return [...groups.values()].sort((one, other) => rankOf(other[0]!) - rankOf(one[0]!));
}

function rankOf({ assistLevel }: FactOf<'observation'>): number {
  return ASSIST_LEVELS.indexOf(assistLevel!);
}

/** Counted trials of one task whose help changed: how the patient answered to the treatment within the session. */
function acrossTrials(activities: readonly Activity[], context: DraftContext): (StatementBody | null)[] {
  const rated = activities.map(({ observation }) => observation).filter(({ assistLevel }) => assistLevel !== null);
  const byTask = Map.groupBy(rated, (fact) => plainText(factPiece(fact, 'activity', context)));
  const tried = [...byTask].filter(
    ([task, trials]) => task !== '' && factPiece(trials.at(-1)!, 'trial', context).length > 0,
  );
  return (['helpFell', 'helpRose'] as const).map((direction) => {
    const moved = tried
      .map(([, trials]) => trials)
      .filter((trials) => {
        const change = rankOf(trials.at(-1)!) - rankOf(trials[0]!);
        return direction === 'helpFell' ? change < 0 : change > 0;
      });
    const tasks = activityList(
      moved.map((trials) => trials.at(-1)!),
      context,
    );
    const slots = { tasks, direction: sentence(direction, {}, context) };
    return statementOn(moved.flat(), sentence('acrossTrials', slots, context));
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
    const earlier = datedOnce(group, context).map((each) => {
      const level = factPiece(each.prior, 'level.short', context);
      const when = factPiece(each.prior, 'when', context);
      return sentence(/^\d/.test(plainText(when)) ? 'earlierAgo' : 'earlier', { level, when }, context);
    });
    const slots = {
      task: factPiece(now, 'activity', context),
      direction: sentence(directionOf(prior, now), {}, context),
      earlier: joinPieces(earlier, '; '),
      now: HANDS_FREE.has(now.assistLevel!) ? sentence('nobodyNeeded', {}, context) : [],
    };
    return statementOn([...group.map((each) => each.prior), now], sentence('progress', slots, context));
  });
}

const UNDATED = 'earlier';

/** "Earlier" of a level that has a day of its own among the others says nothing more. */
function datedOnce<T extends { readonly prior: FactOf<'prior'> }>(group: readonly T[], context: DraftContext): T[] {
  const shown = (each: T, field: string) => plainText(factPiece(each.prior, field, context));
  const isDated = (each: T) => shown(each, 'when') !== UNDATED;
  return group.filter(
    (each) =>
      isDated(each) ||
      !group.some((other) => isDated(other) && shown(other, 'level.short') === shown(each, 'level.short')),
  );
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
