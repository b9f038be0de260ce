/**
 * Facts of one session → scores of the items that were observed, on a seven-level burden-of-care scale and in Section
 * GG codes. Each scale is read from the evidence, never from the other. An item nobody observed stays not observed; an
 * item seen several times counts by the time with the most help.
 */
import type { Fact, FimItem } from '../../../shared/domain/facts.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { GgScale, ScoreRules } from '../../../shared/domain/scoreRules.ts';
import type {
  BurdenLevel,
  BurdenScore,
  GgCode,
  GgScore,
  Score,
  ScoreAnswer,
  ScoreOverride,
  SessionScores,
} from '../../../shared/domain/scores.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';
import type { Why } from '../../../shared/domain/why.ts';
import { type OpenRating, type Rating, rateHelp } from './rateHelp.ts';
import { type Observed, observedHelp } from './scoreEvidence.ts';

export interface Entered {
  readonly answers: readonly ScoreAnswer[];
  readonly overrides: readonly ScoreOverride[];
}

const NOTHING: Entered = { answers: [], overrides: [] };

export function scoreSession(
  facts: readonly Fact[],
  transcript: Transcript,
  rules: ScoreRules,
  entered: Entered = NOTHING,
): SessionScores {
  const observed = observedHelp(facts, transcript);
  const ratings = observed.map((each) => rateHelp(each, labelOf(each, rules), rules, entered.answers));
  const burden = rules.burden.items.map(({ id, label, parts }) => {
    const mine = ratings.filter((rating) => rating.observed.fact.fimItem === id);
    return burdenScore({ id, label, parts }, mine, rules, entered.overrides);
  });
  const sectionGg = rules.sectionGg.items.map((item) => {
    const mine = ratings.filter((rating) => isOfItem(rating.observed, item));
    return ggScore(item, mine, rules, entered.overrides);
  });
  const asked = new Set(
    [...burden, ...sectionGg].flatMap((score) => (score.status === 'asked' ? score.questionIds : [])),
  );
  const questions = ratings.flatMap((rating) => (rating.kind === 'open' ? [rating.question] : []));
  return { burden, sectionGg, questions: questions.filter(({ id }) => asked.has(id)) };
}

function burdenScore(
  item: { readonly id: FimItem; readonly label: string; readonly parts: readonly { label: string; pattern: string }[] },
  ratings: readonly (Rating | OpenRating)[],
  rules: ScoreRules,
  overrides: readonly ScoreOverride[],
): BurdenScore {
  const source = citation(rules.burden.source);
  const meaning = (value: BurdenLevel) => rules.burden.levels.find((level) => level.value === value)!.meaning;
  const partial = partsSeen(item.parts, ratings);
  const remarks = [...partial, ...doubts(ratings)];
  return score({
    scale: 'burden',
    item: item.id,
    label: item.label,
    ratings,
    valueOf: (rating) => rating.burden,
    candidatesOf: ({ question }) => question.options.map(({ burden }) => burden),
    meaning,
    source,
    remarks,
    override: overrides.findLast((each) => each.item === item.id),
  });
}

function ggScore(
  item: GgScale['items'][number],
  ratings: readonly (Rating | OpenRating)[],
  rules: ScoreRules,
  overrides: readonly ScoreOverride[],
): GgScore {
  const meaning = (value: GgCode) => rules.sectionGg.codes.find((code) => code.value === value)!.meaning;
  const scored = score<string, GgCode>({
    scale: 'gg',
    item: item.id,
    label: item.label,
    ratings,
    valueOf: (rating) => rating.gg,
    candidatesOf: ({ question }) => question.options.map(({ gg }) => gg),
    meaning,
    source: citation(rules.sectionGg.source),
    remarks: doubts(ratings),
    override: overrides.findLast((each) => each.item === item.id),
  });
  return { ...scored, loinc: item.loinc };
}

interface ScoreParts<Item extends string, Value extends BurdenLevel | GgCode> {
  readonly scale: 'burden' | 'gg';
  readonly item: Item;
  readonly label: string;
  readonly ratings: readonly (Rating | OpenRating)[];
  readonly valueOf: (rating: Rating) => Value;
  readonly candidatesOf: (rating: OpenRating) => readonly Value[];
  readonly meaning: (value: Value) => string;
  readonly source: string;
  readonly remarks: readonly string[];
  readonly override: ScoreOverride | undefined;
}

function score<Item extends string, Value extends BurdenLevel | GgCode>(
  parts: ScoreParts<Item, Value>,
): Score<Item, Value> {
  const { item, label, ratings, source, remarks, scale, override } = parts;
  const factIds = ratings.map(({ observed }) => observed.fact.id);
  const inputs = ratings.map(({ observed }) => inputOf(observed));
  const base = { item, label, factIds, remarks };
  const why = (branch: string, text: string): Why => ({ ruleId: `${scale}/${branch}`, source, inputs, text });
  if (ratings.length === 0)
    return { ...base, status: 'notObserved', why: why('not-observed', `${label}: not observed, so no score.`) };
  if (override !== undefined) {
    const value = override.value as Value;
    const text = `${label}: ${value}, entered by the therapist: ${override.reason}`;
    return { ...base, status: 'scored', value, isOverridden: true, why: why('entered', text) };
  }
  const rated = ratings.filter((rating) => rating.kind === 'rated');
  const lowest = rated.toSorted((a, b) => Number(parts.valueOf(a)) - Number(parts.valueOf(b)))[0];
  const open = ratings.filter((rating) => rating.kind === 'open').filter((rating) => isDecisive(rating, lowest, parts));
  if (open.length > 0) {
    const candidates = new Set(open.flatMap(parts.candidatesOf).map((value) => least(value, lowest, parts)));
    const questionIds = open.map(({ question }) => question.id);
    const text = `${label}: ${open.map(({ question }) => question.prompt).join(' ')}`;
    return { ...base, status: 'asked', candidates: [...candidates].toSorted(), questionIds, why: why('asked', text) };
  }
  const chosen = lowest!;
  const value = parts.valueOf(chosen);
  const several = rated.length > 1 ? ` The time with the most help counts, of ${rated.length}.` : '';
  const text = `${label}: ${chosen.reason} → ${value}, ${parts.meaning(value)}.${several}`;
  return { ...base, status: 'scored', value, isOverridden: false, why: why(chosen.branch, text) };
}

/** A question is put only if one of its answers would change the score. */
function isDecisive<Item extends string, Value extends BurdenLevel | GgCode>(
  open: OpenRating,
  lowest: Rating | undefined,
  parts: ScoreParts<Item, Value>,
): boolean {
  return new Set(parts.candidatesOf(open).map((value) => least(value, lowest, parts))).size > 1;
}

function least<Item extends string, Value extends BurdenLevel | GgCode>(
  value: Value,
  lowest: Rating | undefined,
  parts: ScoreParts<Item, Value>,
): Value {
  if (lowest === undefined) return value;
  const rated = parts.valueOf(lowest);
  return Number(rated) < Number(value) ? rated : value;
}

function inputOf({ fact }: Observed) {
  const helpers = fact.helpers === undefined ? '' : `, ${fact.helpers} helpers`;
  const level = fact.range?.join(' to ') ?? fact.assistLevel ?? 'no level said';
  return { name: fact.task, value: `${level}${helpers}`, at: fact.id };
}

/** "Only oral care was seen": said where the item has parts and not all of them were named. */
function partsSeen(
  parts: readonly { readonly label: string; readonly pattern: string }[],
  ratings: readonly (Rating | OpenRating)[],
): readonly string[] {
  const words = ratings.map(({ observed }) => observed.words).join(' ');
  const seen = parts.filter(({ pattern }) => new RegExp(pattern, 'iu').test(words));
  if (seen.length === 0 || seen.length === parts.length) return [];
  return [`Only ${seen.map(({ label }) => label).join(' and ')} was seen: a score of a part, not of the whole item.`];
}

function doubts(ratings: readonly (Rating | OpenRating)[]): readonly string[] {
  return ratings.some(({ observed }) => observed.fact.unsure === true) ? ['A word of the level was hard to hear.'] : [];
}

function isOfItem({ fact, words }: Observed, item: GgScale['items'][number]): boolean {
  if (fact.fimItem !== item.fimItem) return false;
  return item.pattern === undefined || new RegExp(item.pattern, 'iu').test(words);
}

function labelOf({ fact }: Observed, rules: ScoreRules): string {
  return rules.burden.items.find(({ id }) => id === fact.fimItem)?.label ?? fact.task;
}
