/** What patient and caregiver said: exact words where they are short enough to quote, else the gist; pain as rated. */
import type { FactOf } from '../../shared/domain/facts.ts';
import { type DraftContext, factPiece, type StatementBody, sentence, statementOn } from './draftContext.ts';
import { spokenWords } from './spokenWords.ts';
import { joinPieces } from './statementText.ts';

/** A longer quotation is a transcript, not a note. */
const MAX_QUOTED_WORDS = 30;

export function subjectiveStatements(context: DraftContext): readonly StatementBody[] {
  let quotes = 0;
  const statements = context.facts.flatMap((fact): (StatementBody | null)[] => {
    if (fact.kind === 'subjective') return [reportStatement(fact, quotes++, context)];
    if (fact.kind === 'pain') return [painStatement(fact, context)];
    if (fact.kind === 'safety' && fact.observed === 'reported' && fact.event !== 'fallRisk')
      return [reportedEvent(fact, quotes++, context)];
    return [];
  });
  return statements.filter((statement) => statement !== null);
}

function reportStatement(fact: FactOf<'subjective'>, turn: number, context: DraftContext): StatementBody | null {
  const quote = quotePieces(fact, context);
  if (quote !== null) return statementOn([fact], sentence(`${fact.who}Quote`, { quote }, context, turn));
  return statementOn([fact], sentence(`${fact.who}Report`, { gist: factPiece(fact, 'gist', context) }, context));
}

function reportedEvent(fact: FactOf<'safety'>, turn: number, context: DraftContext): StatementBody | null {
  const quote = quotePieces(fact, context);
  if (quote !== null && (fact.source === 'patient' || fact.source === 'caregiver'))
    return statementOn([fact], sentence(`${fact.source}Quote`, { quote }, context, turn));
  return statementOn([fact], sentence('reportedEvent', { gist: factPiece(fact, 'gist', context) }, context));
}

/** One quotation for each stretch of words; null when there is nothing to quote or too much of it. */
function quotePieces(fact: FactOf<'subjective'> | FactOf<'safety'>, context: DraftContext) {
  const words = fact.evidence.map((evidence) => spokenWords(context.transcript, evidence));
  const count = words.join(' ').split(/\s+/).length;
  if (words.some((stretch) => stretch === '') || count > MAX_QUOTED_WORDS) return null;
  return joinPieces(
    fact.evidence.map((_, i) => factPiece(fact, `quote.${i}`, context)),
    ' ',
  );
}

function painStatement(fact: FactOf<'pain'>, context: DraftContext): StatementBody | null {
  const spaced = (field: string, before: string, after: string) => {
    const piece = factPiece(fact, field, context);
    return piece.length === 0 ? [] : [before, ...piece, after];
  };
  const slots = {
    site: spaced('site', '', ' '),
    score: factPiece(fact, 'score', context),
    when: spaced('when', ' ', ''),
  };
  return statementOn([fact], sentence(fact.source === 'caregiver' ? 'otherPain' : 'patientPain', slots, context));
}
