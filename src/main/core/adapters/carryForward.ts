/**
 * Which facts, minutes, sentences and questions of one draft stand unchanged in another, by what they say and rest on: ids
 * are numbers in order and mean something else once a line is given to another speaker.
 */
import type { MinutesLedger } from '../../../shared/domain/billing.ts';
import type { Carried } from '../../../shared/domain/correction.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { NoteDraft, Statement } from '../../../shared/domain/note.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';

export interface DraftedNote {
  readonly transcript: Transcript;
  readonly facts: readonly Fact[];
  /** Without the therapist's changes. */
  readonly ledger: MinutesLedger;
  /** Before any edit. */
  readonly note: NoteDraft;
}

type Ids = Record<string, string>;

export function carriedMinutes(before: MinutesLedger, after: MinutesLedger): Ids {
  return matched(before.entries, after.entries, ({ id: _id, evidence: _evidence, ...rest }) => rest);
}

export function carryForward(before: DraftedNote, after: DraftedNote): Omit<Carried, 'lost'> {
  const facts = matchedFacts(before, after);
  const asked = (note: NoteDraft) => note.questions.map(({ id, sectionId, prompt }) => ({ id, sectionId, prompt }));
  const written = (note: NoteDraft) => placed(note).map(({ id, sectionId, text }) => ({ id, sectionId, text }));
  const byText = ({ id: _id, ...rest }: { readonly id: string }) => rest;
  const statements = matched(written(before.note), written(after.note), byText);
  const questions = matched(asked(before.note), asked(after.note), byText);
  const rests = new Map(placed(after.note).map(({ id, factIds }) => [id, factIds]));
  const sameSound = placed(before.note).flatMap(({ id, factIds }): readonly (readonly [string, string])[] => {
    const now = statements[id];
    if (now === undefined) return [];
    const same = String(factIds.map((factId) => facts[factId])) === String(rests.get(now));
    return same ? [[id, now]] : [];
  });
  const kept = { ...facts, ...carriedMinutes(before.ledger, after.ledger), ...statements, ...questions };
  return {
    ids: kept,
    heard: { ...facts, ...Object.fromEntries(sameSound) },
    sections: Object.fromEntries(
      [...placed(before.note), ...before.note.questions]
        .filter(({ id }) => kept[id] === undefined)
        .map(({ id, sectionId }) => [id, sectionId]),
    ),
  };
}

function matchedFacts(before: DraftedNote, after: DraftedNote): Ids {
  const saidIn = ({ utterances }: Transcript) => {
    const lines = new Map(utterances.map(({ id, text }) => [id, text.split(/\s+/)]));
    return ({ id: _id, evidence, ...rest }: Fact) => ({
      ...rest,
      said: evidence.map(({ utteranceId, from, to }) => [
        utteranceId,
        lines.get(utteranceId)?.slice(from, to).join(' '),
      ]),
    });
  };
  return matched(before.facts, after.facts, saidIn(before.transcript), saidIn(after.transcript));
}

function placed(note: NoteDraft): readonly (Statement & { readonly sectionId: string })[] {
  return note.sections.flatMap(({ id, statements }) => statements.map((each) => ({ ...each, sectionId: id })));
}

/** Each of the first list with one of the second that reads the same, in order, none of them twice. */
function matched<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  content: (each: T) => object,
  contentAfter = content,
): Ids {
  const waiting = Map.groupBy(after, (each) => JSON.stringify(contentAfter(each)));
  const ids: Ids = {};
  for (const each of before) {
    const now = waiting.get(JSON.stringify(content(each)))?.shift();
    if (now !== undefined) ids[each.id] = now.id;
  }
  return ids;
}
