/**
 * The transcript under the therapist's corrections. What was heard first is kept; what counts now (lines, facts, minutes
 * before any change) is worked out from it and every correction that stands, and stored where search, trends and reports
 * look, so that they follow too.
 */
import { correctTranscript } from '../../../nlp/correctTranscript.ts';
import type { Carried, Correction } from '../../../shared/domain/correction.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReviewInput, WordsPort } from '../ports.ts';
import type { StoredEdit } from '../store/repositories/edits.ts';
import { type ChangeList, changeList } from './changeList.ts';
import { stoppedTimers } from './stoppedTimers.ts';
import { treatedBy } from './treatedBy.ts';
import type { Unlocked } from './vault.ts';

export interface TranscriptDesk {
  /** What becomes of the changes made so far if this correction is added to them. */
  carried(unlocked: Unlocked, before: ReviewInput, changes: ChangeList, correction: Correction): Result<Carried>;
  /** After the list of changes moved: stores what counts now, if the corrections in it are others than before. */
  follow(unlocked: Unlocked, sessionId: string, before: readonly StoredEdit[]): Result<null>;
}

export function createTranscriptDesk(clinical: ClinicalPort, words: WordsPort): TranscriptDesk {
  function found(heard: Transcript, corrections: readonly Correction[]) {
    // A line that gives no facts says so, also where it was heard before languages were told.
    const marked = words.markLanguages(correctTranscript(heard, corrections));
    if (!marked.ok) return marked;
    const transcript = marked.value;
    const facts = words.facts(transcript);
    return facts.ok ? ok({ transcript, facts: facts.value }) : facts;
  }

  return {
    carried({ store }, before, changes, correction) {
      const heard = store.firstHearings.of(before.session.id)?.transcript ?? before.transcript;
      const corrected = found(heard, [...changes.corrections, correction]);
      if (!corrected.ok) return corrected;
      const carried = clinical.carry(before, { ...before, ...corrected.value, isCorrected: true });
      if (!carried.ok) return carried;
      const lost = carried.value.lost.map((index) => changes.decisionPositions[index]!);
      return ok({ ...carried.value, lost });
    },
    follow(unlocked, sessionId, before) {
      const { store } = unlocked;
      const { basis, corrections } = changeList(store.edits.done(sessionId));
      if (basis === changeList(before).basis) return ok(null);
      const stored = store.findings.load(sessionId);
      store.firstHearings.keep(sessionId, stored);
      const first = store.firstHearings.of(sessionId) ?? stored;
      const { frontEnd } = stored;
      if (corrections.length === 0) {
        store.findings.save(sessionId, { frontEnd, ...first });
      } else {
        const corrected = found(first.transcript, corrections);
        if (!corrected.ok) return corrected;
        const { facts } = corrected.value;
        const durationMs = store.sessions.get(sessionId)?.durationMs ?? 0;
        const timers = stoppedTimers(store.sessions.timers(sessionId), durationMs);
        const ledger = clinical.minutes({ facts, timers, therapist: treatedBy(unlocked, sessionId) });
        store.findings.save(sessionId, { frontEnd, ...corrected.value, ledger });
      }
      store.search.index(sessionId);
      return ok(null);
    },
  };
}
