/** Cues and safety events in words: "was unsteady on the turn and needed 2 verbal cues for hand placement". */
import type { FactOf } from '../../shared/domain/facts.ts';
import type { Performance } from './activities.ts';
import { type DraftContext, factPiece, sentence } from './draftContext.ts';
import { joinPieces, listPieces, type Piece, plainText } from './statementText.ts';
import { taskOverlap } from './taskWords.ts';

/** One sentence for what has a predicate, one for each hazard; `during` names the task where nothing else does. */
export function performanceSentences(
  { cues: all, safety }: Performance,
  during: readonly Piece[],
  context: DraftContext,
): readonly (readonly Piece[])[] {
  const cues = all.filter((cue) => !isToldByCount(cue, all));
  const named = safety.filter((fact) => factPiece(fact, 'predicate', context).length > 0);
  const told = new Set(named.map(({ gist }) => gist.toLowerCase()));
  const hazards = safety.filter(
    (fact) => !named.includes(fact) && !told.has(fact.gist.toLowerCase()) && tellsItself(fact),
  );
  const isTold = cues.some(({ purpose }) => purpose !== undefined && taskOverlap(purpose, plainText(during)) > 0);
  const events = named.map((fact, i) => safetyWords(fact, context, named.slice(0, i)));
  const slots = {
    cues: listPieces(cues.map((cue, i) => cueWords(cue, cues.slice(0, i), context))),
    safety: cues.length > 0 ? joinPieces(events, ', ') : listPieces(events),
    during: during.length === 0 || (isTold && named.length === 0) ? [] : sentence('during', { task: during }, context),
  };
  const pattern = named.length === 0 ? 'cuesOnly' : cues.length === 0 ? 'safetyOnly' : 'safetyAndCues';
  return [
    ...(named.length + cues.length === 0 ? [] : [sentence(pattern, slots, context)]),
    ...hazards.map((fact) => hazardSentence(fact, context)),
  ];
}

/** "Demonstration cues" beside "1 demonstration cue" says nothing more. */
function isToldByCount(cue: FactOf<'cue'>, all: readonly FactOf<'cue'>[]): boolean {
  const isBare = cue.count === null && cue.range === undefined && cue.intensity === null && cue.purpose === undefined;
  return isBare && all.some((other) => other.type === cue.type && (other.count !== null || other.range !== undefined));
}

/** "They blanch" means nothing to a reader who did not hear what. */
const POINTS_ONLY = /^(?:they|it|that|this|those|these) \S+(?: \S+)?$/i;

/** False for a finding that only points at something said before. */
export function tellsItself({ gist }: FactOf<'safety'>): boolean {
  return !POINTS_ONLY.test(gist);
}

/** "Skin finding: open spot on the thumb knuckle." */
function hazardSentence(fact: FactOf<'safety'>, context: DraftContext): readonly Piece[] {
  const slots = { noun: factPiece(fact, 'noun', context), gist: factPiece(fact, 'gist', context) };
  return sentence('hazard', slots, context);
}

/** "2 verbal cues for hand placement"; of a kind that was counted before, "1 more". */
function cueWords(cue: FactOf<'cue'>, before: readonly FactOf<'cue'>[], context: DraftContext): readonly Piece[] {
  const isMore = cue.count !== null && before.some(({ type, count }) => type === cue.type && count !== null);
  const follows = isMore && before.at(-1)!.type === cue.type;
  const words = [
    factPiece(cue, 'count', context),
    isMore ? ['more'] : [],
    factPiece(cue, 'intensity', context),
    follows ? [] : factPiece(cue, 'type', context),
  ].filter((piece) => piece.length > 0);
  return [...joinPieces(words, ' '), ...purposeWords(cue, context)];
}

/** " for hand placement", " to keep the elbow in"; nothing when no purpose was said. */
export function purposeWords(cue: FactOf<'cue'>, context: DraftContext): readonly Piece[] {
  const [purpose] = factPiece(cue, 'purpose', context);
  if (purpose === undefined || typeof purpose === 'string') return [];
  return [purpose.text.startsWith('to ') ? ' ' : ' for ', purpose];
}

/** "was unsteady on the turn", "lost balance (reaching down, caught self on the counter)". */
export function safetyWords(
  fact: FactOf<'safety'>,
  context: DraftContext,
  before: readonly FactOf<'safety'>[] = [],
): readonly Piece[] {
  const [shown] = factPiece(fact, 'detail', context);
  const isTold = before.some(({ gist }) => gist === fact.gist);
  if (shown === undefined || typeof shown === 'string' || isTold || TELLS_NOTHING.test(shown.text))
    return factPiece(fact, 'predicate', context);
  const continues = !shown.text.includes(',') && CONTINUES.has(shown.text.split(' ')[0]!.toLowerCase());
  return [...factPiece(fact, 'predicate', context), ...(continues ? [' ', shown] : [' (', shown, ')'])];
}

/** Cues have a clause of their own, and "which breaks the rule" points at what went before. */
const TELLS_NOTHING = /\b(?:cue[sd]?|cue?ing|prompt(?:s|ed|ing)?|reminders?)\b|^(?:which|that|it|they)\b/i;

/** A detail that begins with one of these goes on with the sentence; any other stands in brackets. */
const CONTINUES: ReadonlySet<string> = new Set(
  'on at in when while during after before with over from to into toward towards as by'.split(' '),
);
