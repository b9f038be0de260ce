/** A note beside the one of the visit before: what the facts of both say, and which sentences stand in both. */
import type { LastVisit, ReviewState, SinceVisit } from '../../../shared/contract.ts';
import type { Trend } from '../../../shared/domain/scores.ts';
import type { ClinicalPort } from '../ports.ts';
import { lastSignedNote } from './lastSignedNote.ts';
import { sessionFacts } from './sessionFacts.ts';
import type { Unlocked } from './vault.ts';

export function lastVisit({ store }: Unlocked, state: ReviewState, clinical: ClinicalPort): LastVisit | null {
  const { session, patient } = state.record;
  const last = lastSignedNote(store, session);
  if (last === null || patient === null) return null;
  const { sessionId, dateOfService } = last;
  const { same, onlyHere, onlyThere } = clinical.compare(state.note, last.note);
  const pulled = new Set(
    state.note.sections.flatMap(({ statements }) => statements.map(({ pulledFrom }) => pulledFrom?.statementId)),
  );
  const { trends } = clinical.progress(patient, sessionFacts(store, session.patientId));
  return {
    ...{ sessionId, dateOfService },
    since: trends.filter(({ index }) => index === undefined).flatMap((trend) => sinceOf(trend, sessionId, session.id)),
    same: [...new Map(same.map(({ text, kind }) => [text, { text, isTyped: kind === 'typed' }])).values()],
    onlyHere: [...new Set(onlyHere.map(({ text }) => text))],
    onlyThere: [...new Map(onlyThere.map((each) => [each.text, each])).values()]
      .filter(({ id }) => !pulled.has(id))
      .map(({ id, text }) => ({ statementId: id, text, forward: clinical.blanked(text) })),
  };
}

function sinceOf({ key, label, unit, points }: Trend, before: string, now: string): readonly SinceVisit[] {
  const pointOf = (sessionId: string) => points.find((point) => point.sessionId === sessionId);
  const [from, to] = [pointOf(before), pointOf(now)];
  return from === undefined || to === undefined ? [] : [{ key, label, unit, before: from, now: to }];
}
