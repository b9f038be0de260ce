/**
 * The words that the record rests on, each range once, and who rests on them: the joints of the chain from the sound to
 * the claim line. Names are stable, so that a link in one part of the pack finds its place in another.
 */
import type { Evidence, SpokenEvidence } from '../../../../shared/domain/evidence.ts';
import type { Statement } from '../../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../../shared/domain/record.ts';
import type { Utterance } from '../../../../shared/domain/utterance.ts';

export interface Citation {
  readonly id: string;
  readonly utterance: Utterance;
  readonly evidence: SpokenEvidence;
  readonly factIds: readonly string[];
}

export const wordsId = ({ utteranceId, from, to }: SpokenEvidence): string => `words-${utteranceId}-${from}-${to}`;

export function spokenIn(evidence: readonly Evidence[]): readonly SpokenEvidence[] {
  return evidence.filter((each): each is SpokenEvidence => each.kind === 'spoken');
}

/** In the order they were said. */
export function citationsOf({ facts, ledger, note, transcript }: SessionRecord): readonly Citation[] {
  const statements = note.sections.flatMap((section) => section.statements);
  const all = [...facts, ...ledger.entries, ...statements].flatMap(({ evidence }) => spokenIn(evidence));
  const once = new Map(all.map((each) => [wordsId(each), each]));
  return transcript.utterances.flatMap((utterance) =>
    [...once.values()]
      .filter(({ utteranceId }) => utteranceId === utterance.id)
      .sort((a, b) => a.from - b.from || a.to - b.to)
      .map((evidence) => ({ id: wordsId(evidence), utterance, evidence, factIds: factsOn(evidence, facts) })),
  );
}

function factsOn(evidence: SpokenEvidence, facts: SessionRecord['facts']): readonly string[] {
  const id = wordsId(evidence);
  return facts.filter((fact) => fact.evidence.some((each) => wordsId(each) === id)).map((fact) => fact.id);
}

export function statementsOf({ note }: SessionRecord): readonly Statement[] {
  return note.sections.flatMap((section) => section.statements);
}

/** The ledger entries whose minutes a statement shows: by service, one by one, or in a total. */
export function entriesShown(statement: Statement, { ledger }: SessionRecord): readonly string[] {
  const fields = statement.anchors.flatMap(({ field }) => field ?? []);
  const inputs = new Set(statement.evidence.flatMap((each) => (each.kind === 'rule' ? each.inputs : [])));
  const shows = (prefix: string) => fields.some((field) => field.startsWith(`${prefix}.`));
  return ledger.entries
    .filter(({ id, cpt }) => inputs.has(id) || shows(`entry.${id}`) || (cpt !== null && shows(`service.${cpt}`)))
    .map(({ id }) => id);
}

/** "2:05.3": minutes and seconds of the session. */
export function clock(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
}
