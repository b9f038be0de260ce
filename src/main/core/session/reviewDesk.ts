/**
 * A note under review: the draft as generated, the therapist's changes over it in order, and what follows from both.
 * A signed note is shown as it was signed, whatever rules the app has learned since.
 */
import type { ReviewState } from '../../../shared/contract.ts';
import type { LedgerChange } from '../../../shared/domain/billing.ts';
import type { Decision } from '../../../shared/domain/decisions.ts';
import type { Edit } from '../../../shared/domain/note.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort } from '../ports.ts';
import type { Store } from '../store/createStore.ts';
import type { StoredEdit } from '../store/repositories/edits.ts';
import { assistantPart, contributionIssues, standing } from './assistantPart.ts';
import { readSigned } from './canonicalRecord.ts';
import { episodeContext } from './episodeContext.ts';
import { keptWording } from './keptWording.ts';
import { lastSignedNote } from './lastSignedNote.ts';
import { stoppedTimers } from './stoppedTimers.ts';
import type { Unlocked } from './vault.ts';

/** What one row of the change list may hold; the kind stands in its own column. */
type Change =
  | { readonly kind: 'note'; readonly edit: Edit }
  | { readonly kind: 'ledger'; readonly change: LedgerChange }
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'tie'; readonly code: string; readonly by: string; readonly at: string };

export interface ReviewDesk {
  state(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
  /** The state worked out last, where no change came since; for what must be quick and asks for facts and sentences. */
  recent(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
  /** Adds a change if the note is open and still at the revision it was made on. */
  change(
    unlocked: Unlocked,
    sessionId: string,
    revision: number,
    make: (state: ReviewState) => Result<Change>,
  ): Result<ReviewState>;
  undo(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
  redo(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
}

export function createReviewDesk(clinical: ClinicalPort, now: () => Date): ReviewDesk {
  /** By store, so that it goes with the keys at the lock. */
  const latest = new WeakMap<Store, ReviewState>();

  function state(unlocked: Unlocked, sessionId: string): Result<ReviewState> {
    const worked = workOut(unlocked, sessionId);
    if (worked.ok) latest.set(unlocked.store, worked.value);
    return worked;
  }

  function recent(unlocked: Unlocked, sessionId: string): Result<ReviewState> {
    const { store } = unlocked;
    const known = latest.get(store);
    const isSame = known?.record.session.id === sessionId && known.revision === store.edits.revision(sessionId);
    return isSame ? ok(known) : state(unlocked, sessionId);
  }

  function workOut(unlocked: Unlocked, sessionId: string): Result<ReviewState> {
    const { store, therapist } = unlocked;
    const session = store.sessions.get(sessionId);
    if (session === null) return fail('not_found', 'This session does not exist any more.');
    const signed = store.signatures.get(sessionId);
    const revision = store.edits.revision(sessionId);
    const played = store.played.of(sessionId);
    if (signed !== null) {
      const { record, issues } = readSigned(signed.canonical);
      const addenda = store.addenda.of(sessionId);
      const final: SessionRecord = { ...record, session, signature: signed.signature, addenda };
      const rest = { played, canUndo: false, canRedo: false, signature: signed.signature };
      return ok({ revision, record: final, note: final.note, issues, ...rest });
    }
    const draft = store.notes.load(sessionId);
    const patient = store.patients.get(session.patientId);
    if (draft === null || patient === null) return fail('not_found', 'There is no draft of this session yet.');
    const found = store.findings.load(sessionId);
    const edits = store.edits.done(sessionId);
    const changes = edits.map(readChange);
    const reviewed = clinical.review({
      session,
      patient,
      therapist,
      transcript: found.transcript,
      facts: found.facts,
      timers: stoppedTimers(store.sessions.timers(sessionId), session.durationMs),
      draft: { note: draft.note, charges: draft.charges, ledger: found.ledger },
      minutesChanges: changes.flatMap((change) => (change.kind === 'ledger' ? [change.change] : [])),
      tieChoices: changes.flatMap((change) => (change.kind === 'tie' ? [change] : [])),
      edits: changes.flatMap((change) => (change.kind === 'note' ? [change.edit] : [])),
      played,
      decisions: changes.flatMap((change) => (change.kind === 'decision' ? [change.decision] : [])),
      episode: episodeContext(store, session),
      wording: keptWording(store),
      earlier: lastSignedNote(store, session),
    });
    if (!reviewed.ok) return reviewed;
    const { ledger, charges, reckoning } = reviewed.value;
    const part = assistantPart(ledger);
    const newest = store.contributions.newest(sessionId);
    const contribution = standing(part, newest);
    const issues = [...contributionIssues(part, newest), ...reviewed.value.issues];
    const note = { ...reviewed.value.note, issues };
    const marksMs = store.sessions.marks(sessionId);
    const record: SessionRecord = {
      format: 'ot-scribe-record',
      version: 1,
      therapist,
      patient,
      session,
      tracks: store.tracks.ofSession(sessionId, 'session'),
      ...(marksMs.length > 0 ? { marksMs } : {}),
      frontEnd: found.frontEnd,
      transcript: found.transcript,
      facts: found.facts,
      ledger,
      charges,
      note,
      ...(reckoning === undefined ? {} : { reckoning }),
      ...(contribution === null ? {} : { contribution }),
      signature: null,
    };
    const canRedo = store.edits.canRedo(sessionId);
    return ok({ revision, record, note, issues, played, canUndo: edits.length > 0, canRedo, signature: null });
  }

  function openNote(unlocked: Unlocked, sessionId: string): Result<ReviewState> {
    const current = state(unlocked, sessionId);
    if (current.ok && current.value.signature !== null) {
      return fail('conflict', 'This note is signed and cannot be changed.');
    }
    return current;
  }

  function step(unlocked: Unlocked, sessionId: string, way: 'undo' | 'redo'): Result<ReviewState> {
    const current = openNote(unlocked, sessionId);
    if (!current.ok) return current;
    const { store } = unlocked;
    return store.atomically(() => {
      if (!store.edits[way](sessionId)) return fail('conflict', `There is nothing to ${way}.`);
      return indexed(unlocked, sessionId, state(unlocked, sessionId));
    });
  }

  /** The search finds the sentences as they stand now. */
  function indexed({ store }: Unlocked, sessionId: string, after: Result<ReviewState>): Result<ReviewState> {
    if (after.ok) {
      const sentences = after.value.note.sections.flatMap(({ statements }) => statements);
      store.search.indexNote(sessionId, sentences);
    }
    return after;
  }

  return {
    state,
    recent,
    change(unlocked, sessionId, revision, make) {
      const current = openNote(unlocked, sessionId);
      if (!current.ok) return current;
      if (current.value.revision !== revision) {
        return fail('conflict', 'The note was changed meanwhile. Look at the new version and repeat your change.', {
          retryable: true,
        });
      }
      const made = make(current.value);
      if (!made.ok) return made;
      const { kind, ...body } = made.value;
      const { store, therapist } = unlocked;
      return store.atomically(() => {
        store.edits.add(sessionId, { kind, body, userId: therapist.id, at: now().toISOString() });
        const after = state(unlocked, sessionId);
        // Thrown, so that a change that leads nowhere is taken back.
        if (!after.ok) throw new AppFailure(after.error);
        return indexed(unlocked, sessionId, after);
      });
    },
    undo: (unlocked, sessionId) => step(unlocked, sessionId, 'undo'),
    redo: (unlocked, sessionId) => step(unlocked, sessionId, 'redo'),
  };
}

function readChange(stored: StoredEdit): Change {
  return { kind: stored.kind, ...(stored.body as object) } as Change;
}
