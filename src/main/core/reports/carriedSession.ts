/** A signed session as far as a report may take values from it: only what its signed note still says as it was heard. */
import type { MinutesLedger } from '../../../shared/domain/billing.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';

export interface CarriedSession {
  readonly sessionId: string;
  readonly date: string;
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly ledger: MinutesLedger;
}

/** A sentence the therapist retyped or took out no longer vouches for its facts. */
export function carriedSession({ session, note, facts, transcript, ledger }: SessionRecord): CarriedSession {
  const statements = note.sections.flatMap(({ table, statements: plain }) => [
    ...(table?.rows.flat().filter((cell) => cell !== null) ?? []),
    ...plain,
  ]);
  const factIdsOf = (kept: readonly (typeof statements)[number][]) => new Set(kept.flatMap(({ factIds }) => factIds));
  const vouched = factIdsOf(statements.filter(({ kind }) => kind !== 'typed'));
  const retyped = factIdsOf(statements.filter(({ kind }) => kind === 'typed'));
  return {
    sessionId: session.id,
    date: session.dateOfService,
    facts: facts.filter(({ id, polarity }) => vouched.has(id) && !retyped.has(id) && polarity === 'affirmed'),
    transcript,
    ledger,
  };
}
