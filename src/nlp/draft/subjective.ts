/** What patient and caregiver said: exact words where they are short enough to quote, else the gist; pain as rated. */
import type { Fact, FactOf } from '../../shared/domain/facts.ts';
import { type DraftContext, factPiece, factsOf, type StatementBody, sentence, statementOn } from './draftContext.ts';
import { isFragment, pointsBack, questionBefore, quotedStretches } from './quoteText.ts';
import { spokenWords } from './spokenWords.ts';
import { joinPieces, listPieces, type Piece, plainText } from './statementText.ts';

/** A longer quotation is a transcript, not a note. */
const MAX_QUOTED_WORDS = 30;

export function subjectiveStatements(context: DraftContext): readonly StatementBody[] {
  const reports = factsOf('subjective', context.facts);
  const quoted = { patient: 0, caregiver: 0 };
  const turnOf = (who: Teller): number => quoted[who]++;
  const statements = context.facts.flatMap((fact): (StatementBody | null)[] => {
    if (fact.kind === 'subjective') return [reportStatement(fact, turnOf, context)];
    if (fact.kind === 'pain') {
      const ratings = ratingsWith(fact, context);
      return ratings.length === 0 ? [] : [painStatement(ratings, context)];
    }
    if (isReportedEvent(fact) && !reports.some((report) => tells(report, fact)))
      return [reportedEvent(fact, turnOf, context)];
    return [];
  });
  return statements
    .filter((statement) => statement !== null)
    .map((statement) => withToldEvents(statement, reports, context));
}

function isReportedEvent(fact: Fact): fact is FactOf<'safety'> {
  return fact.kind === 'safety' && fact.observed === 'reported' && fact.event !== 'fallRisk';
}

/** A quotation that holds the words of a reported event tells the event too. */
function tells(report: FactOf<'subjective'>, event: FactOf<'safety'>): boolean {
  return event.evidence.some((words) =>
    report.evidence.some(
      (other) => other.utteranceId === words.utteranceId && other.from < words.to && words.from < other.to,
    ),
  );
}

function withToldEvents(
  statement: StatementBody,
  reports: readonly FactOf<'subjective'>[],
  context: DraftContext,
): StatementBody {
  const own = reports.filter((report) => statement.factIds.includes(report.id));
  const told = context.facts.filter((fact) => isReportedEvent(fact) && own.some((report) => tells(report, fact)));
  return { ...statement, factIds: [...new Set([...statement.factIds, ...told.map((fact) => fact.id)])] };
}

type Teller = 'patient' | 'caregiver';
type Turns = (who: Teller) => number;

/** Nothing for words that only point at what somebody else said: they stay on the list of what is left out. */
function reportStatement(fact: FactOf<'subjective'>, turnOf: Turns, context: DraftContext): StatementBody | null {
  const quote = quotePieces(fact, context);
  if (quote === null) return statementOn([fact], sentence(`${fact.who}Report`, gistSlot(fact, context), context));
  if (pointsBack(plainText(quote))) return null;
  const question = isFragment(plainText(quote)) ? questionPiece(fact, context) : [];
  if (question.length > 0) return statementOn([fact], sentence(`${fact.who}Answer`, { question, quote }, context));
  return statementOn([fact], sentence(`${fact.who}Quote`, { quote }, context, turnOf(fact.who)));
}

function questionPiece(fact: Fact, { transcript }: DraftContext): readonly Piece[] {
  const asked = questionBefore(fact, transcript);
  return asked === null ? [] : [{ text: asked.text, factId: fact.id, field: 'question', evidence: [asked.evidence] }];
}

function gistSlot(fact: Fact, context: DraftContext) {
  return { gist: factPiece(fact, 'gist', context) };
}

function reportedEvent(fact: FactOf<'safety'>, turnOf: Turns, context: DraftContext): StatementBody | null {
  const quote = quotePieces(fact, context);
  if (quote !== null && (fact.source === 'patient' || fact.source === 'caregiver'))
    return statementOn([fact], sentence(`${fact.source}Quote`, { quote }, context, turnOf(fact.source)));
  return statementOn([fact], sentence('reportedEvent', gistSlot(fact, context), context));
}

/** One quotation for each stretch of words; null when there is nothing to quote or too much of it. */
function quotePieces(fact: FactOf<'subjective'> | FactOf<'safety'>, context: DraftContext) {
  const words = fact.evidence.map((evidence) => spokenWords(context.transcript, evidence));
  const count = words.join(' ').split(/\s+/).length;
  if (words.some((stretch) => stretch === '') || count > MAX_QUOTED_WORDS) return null;
  return joinPieces(
    quotedStretches(fact, context.transcript).map((stretch) => factPiece(fact, `quote.${stretch}`, context)),
    ' ',
  );
}

/** Ratings of one place by one person are told together: "6/10 at end range and 0/10 at rest". */
function painStatement(said: readonly FactOf<'pain'>[], context: DraftContext): StatementBody | null {
  const isTimed = (fact: FactOf<'pain'>) => factPiece(fact, 'when', context).length > 0;
  // A bare rating after a timed one would read as of the same time.
  const ratings = [...said.filter((fact) => !isTimed(fact)), ...said.filter(isTimed)];
  const first = ratings[0]!;
  const site = factPiece(first, 'site', context);
  const scores = ratings.map((fact) => {
    const when = factPiece(fact, 'when', context);
    const slots = { score: factPiece(fact, 'score', context), when: when.length === 0 ? [] : [' ', ...when] };
    return sentence('painScore', slots, context);
  });
  const told = scores.filter((score, i) => scores.findIndex((other) => plainText(other) === plainText(score)) === i);
  const slots = { site: site.length === 0 ? [] : [...site, ' '], scores: listPieces(told) };
  return statementOn(ratings, sentence(first.source === 'caregiver' ? 'otherPain' : 'patientPain', slots, context));
}

/** All ratings of the same place, at the first of them; none at the others. */
function ratingsWith(fact: FactOf<'pain'>, context: DraftContext): readonly FactOf<'pain'>[] {
  const same = factsOf('pain', context.facts).filter(
    ({ source, bodyPart, side }) => source === fact.source && bodyPart === fact.bodyPart && side === fact.side,
  );
  return same[0] === fact ? same : [];
}
