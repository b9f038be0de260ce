/**
 * How scores and measures moved over the sessions of an episode, from stored facts alone. Every point names its session
 * and facts; with a single point there is no baseline and no change is claimed.
 */
import type { Fact, MeasureFact } from '../../../shared/domain/facts.ts';
import type { ScoreRules } from '../../../shared/domain/scoreRules.ts';
import type { Trend, TrendPoint } from '../../../shared/domain/scores.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';
import { isNonEmpty } from '../../../shared/nonEmpty.ts';
import type { IsoDate } from '../../../shared/time.ts';
import { cueIndexes } from './cueIndex.ts';
import { type Entered, scoreSession } from './scoreSession.ts';

export interface SessionFacts {
  readonly sessionId: string;
  readonly date: IsoDate;
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly entered?: Entered;
}

interface Keyed {
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly point: TrendPoint;
}

export function trends(sessions: readonly SessionFacts[], rules: ScoreRules): readonly Trend[] {
  const inOrder = sessions.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const points = inOrder.flatMap((session) => [
    ...scorePoints(session, rules),
    ...cuePoints(session),
    ...measurePoints(session),
  ]);
  const series = [...Map.groupBy(points, ({ key }) => key).values()].flatMap((same) => {
    const { key, label, unit } = same[0]!;
    const list = same.map(({ point }) => point);
    return isNonEmpty(list) ? [{ key, label, unit, points: list, change: changeOver(list) }] : [];
  });
  return [...series, ...cueIndexes(inOrder)];
}

function changeOver(points: readonly TrendPoint[]): Trend['change'] {
  const [from, to] = [points[0]!, points.at(-1)!];
  if (points.length < 2) return null;
  const isNumeric = typeof from.value === 'number' && typeof to.value === 'number';
  return { from, to, by: isNumeric ? Math.round((Number(to.value) - Number(from.value)) * 100) / 100 : null };
}

function scorePoints(session: SessionFacts, rules: ScoreRules): readonly Keyed[] {
  const { sessionId, date, facts, transcript, entered } = session;
  return scoreSession(facts, transcript, rules, entered).burden.flatMap((score) => {
    if (score.status !== 'scored') return [];
    const fact = facts.find((each) => score.factIds.includes(each.id) && each.kind === 'observation');
    const level = fact?.kind === 'observation' ? { level: fact.assistLevel } : {};
    const point = { sessionId, date, factIds: score.factIds, value: score.value, ...level };
    return [{ key: `score.${score.item}`, label: score.label, unit: null, point }];
  });
}

/** The counted cues of a task added up; a task whose cues nobody counted has no point. */
function cuePoints({ sessionId, date, facts }: SessionFacts): readonly Keyed[] {
  const counted = facts.filter((fact) => fact.kind === 'cue').filter((fact) => fact.polarity === 'affirmed');
  const byTask = Map.groupBy(
    counted.filter(({ count, task }) => count !== null && task !== null),
    ({ task }) => task ?? '',
  );
  return [...byTask].map(([task, cues]) => ({
    ...{ key: `cues.${task}`, label: `Cues, ${task}`, unit: 'cues' },
    point: {
      ...{ sessionId, date, factIds: cues.map(({ id }) => id) },
      value: cues.reduce((sum, { count }) => sum + (count ?? 0), 0),
    },
  }));
}

/** The last value of a measure in a session counts: it is the one the therapist left standing. */
function measurePoints({ sessionId, date, facts }: SessionFacts): readonly Keyed[] {
  const today = facts.filter((fact) => fact.kind === 'measure').filter((fact) => fact.polarity === 'affirmed');
  const last = new Map(today.map((fact) => [keyOf(fact), fact]));
  return [...last].map(([key, fact]) => ({
    ...{ key, label: labelOf(fact), unit: fact.unit },
    point: { sessionId, date, factIds: [fact.id], value: fact.value },
  }));
}

function keyOf({ measure, motion, bodyPart, side }: MeasureFact): string {
  return ['measure', measure, motion, bodyPart, side].map((part) => part ?? '').join('.');
}

function labelOf({ measure, motion, bodyPart, side }: MeasureFact): string {
  return [side, bodyPart, motion, measure].filter((part) => part !== null).join(' ');
}
