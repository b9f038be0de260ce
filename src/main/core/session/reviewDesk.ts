/**
 * A note under review: the draft as generated, the therapist's changes over it in order, and what follows from both.
 * A signed note is shown as it was signed, whatever rules the app has learned since.
 */
import type { MinutesInput, ReviewState } from '../../../shared/contract.ts';
import type { Correction } from '../../../shared/domain/correction.ts';
import type { Patient, SessionHeader, SessionRecord } from '../../../shared/domain/record.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReviewInput, WordsPort } from '../ports.ts';
import type { Store } from '../store/createStore.ts';
import type { StoredEdit } from '../store/repositories/edits.ts';
import type { StoredDraft } from '../store/repositories/notes.ts';
import { assistantPart, contributionIssues, standing, studentIssues } from './assistantPart.ts';
import { readSigned } from './canonicalRecord.ts';
import { type Change, type ChangeList, changeList, listenedTo } from './changeList.ts';
import { episodeContext } from './episodeContext.ts';
import { keptWording } from './keptWording.ts';
import { lastSignedNote } from './lastSignedNote.ts';
import { type Corrected, correctMinutes } from './minutesCorrection.ts';
import { movedTexts } from './movedTexts.ts';
import { setAsideIssues } from './setAsideIssues.ts';
import { stoppedTimers } from './stoppedTimers.ts';
import { createTranscriptDesk } from './transcriptDesk.ts';
import { treatedBy } from './treatedBy.ts';
import type { Unlocked } from './vault.ts';

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
  /** A change of the transcript: the facts are found again, and the note is drafted again from them. */
  correct(
    unlocked: Unlocked,
    sessionId: string,
    revision: number,
    make: (state: ReviewState) => Result<Correction>,
  ): Result<ReviewState>;
  /** Position of the newest correction; -1 without any: what is listened to now is listened to as it stands after it. */
  basis(unlocked: Unlocked, sessionId: string): number;
  /** Minutes of a signed note put right, reckoned and not yet signed. */
  correctMinutes(
    unlocked: Unlocked,
    sessionId: string,
    given: MinutesInput,
    by: { readonly by: string; readonly at: string },
  ): Result<Corrected>;
  undo(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
  redo(unlocked: Unlocked, sessionId: string): Result<ReviewState>;
}

export interface ReviewDeskDeps {
  readonly clinical: ClinicalPort;
  readonly words: WordsPort;
  readonly now: () => Date;
}

interface Open {
  readonly session: SessionHeader;
  readonly patient: Patient;
  readonly draft: StoredDraft;
}

export function createReviewDesk({ clinical, words, now }: ReviewDeskDeps): ReviewDesk {
  const transcripts = createTranscriptDesk(clinical, words);
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
    const { store } = unlocked;
    const therapist = treatedBy(unlocked, sessionId);
    const session = store.sessions.get(sessionId);
    if (session === null) return fail('not_found', 'This session does not exist any more.');
    const signed = store.signatures.get(sessionId);
    const revision = store.edits.revision(sessionId);
    const stored = store.edits.done(sessionId);
    const played = listenedTo(store.played.of(sessionId), stored);
    if (signed !== null) {
      const { record, issues } = readSigned(signed.canonical);
      const addenda = store.addenda.of(sessionId);
      const final: SessionRecord = { ...record, session, signature: signed.signature, addenda };
      const rest = { played, setAside: [], canUndo: false, canRedo: false, signature: signed.signature };
      return ok({ revision, record: final, note: final.note, issues, ...rest });
    }
    const draft = store.notes.load(sessionId);
    const patient = store.patients.get(session.patientId);
    if (draft === null || patient === null) return fail('not_found', 'There is no draft of this session yet.');
    const changes = changeList(stored);
    const found = store.findings.load(sessionId);
    const reviewed = clinical.review(inputOf(unlocked, { session, patient, draft }, changes, found, played));
    if (!reviewed.ok) return reviewed;
    const { ledger, charges, reckoning, ownPayer } = reviewed.value;
    const part = assistantPart(ledger);
    const newest = store.contributions.newest(sessionId);
    const contribution = standing(part, newest);
    const { setAside } = changes;
    const issues = [
      ...contributionIssues(part, newest),
      ...studentIssues(clinical.isStudent(therapist), part, contribution),
      ...setAsideIssues(setAside),
      ...reviewed.value.issues,
    ];
    const note = { ...reviewed.value.note, issues };
    const spoken = words.marks(found.transcript);
    if (!spoken.ok) return spoken;
    const marksMs = [...store.sessions.marks(sessionId), ...spoken.value].toSorted((a, b) => a - b);
    const parts = store.sessionParts.of(sessionId);
    const record: SessionRecord = {
      format: 'ot-scribe-record',
      version: 1,
      therapist,
      patient,
      session,
      tracks: store.tracks.ofSession(sessionId, 'session'),
      ...(marksMs.length > 0 ? { marksMs } : {}),
      ...(parts.length > 0 ? { parts } : {}),
      frontEnd: found.frontEnd,
      transcript: found.transcript,
      facts: found.facts,
      ledger,
      charges,
      note,
      ...(reckoning === undefined ? {} : { reckoning }),
      ...(contribution === null ? {} : { contribution }),
      ...(ownPayer === undefined ? {} : { ownPayer }),
      signature: null,
    };
    const canRedo = store.edits.canRedo(sessionId);
    const canUndo = stored.length > 0;
    return ok({ revision, record, note, issues, played, setAside, canUndo, canRedo, signature: null });
  }

  function inputOf(
    unlocked: Unlocked,
    { session, patient, draft }: Open,
    changes: ChangeList,
    { transcript, facts, ledger }: Pick<ReviewInput, 'transcript' | 'facts'> & Pick<ReviewInput['draft'], 'ledger'>,
    played: readonly string[],
  ): ReviewInput {
    const { minutesChanges, tieChoices, edits, decisions } = changes;
    const { store } = unlocked;
    const therapist = treatedBy(unlocked, session.id);
    return {
      ...{ session, patient, therapist, transcript, facts, minutesChanges, tieChoices, edits, decisions, played },
      isCorrected: changes.corrections.length > 0,
      timers: stoppedTimers(store.sessions.timers(session.id), session.durationMs),
      draft: { note: draft.note, charges: draft.charges, ledger },
      episode: episodeContext(store, session),
      wording: keptWording(store),
      earlier: lastSignedNote(store, session),
    };
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
      const before = store.edits.done(sessionId);
      if (!store.edits[way](sessionId)) return fail('conflict', `There is nothing to ${way}.`);
      const found = transcripts.follow(unlocked, sessionId, before);
      // Thrown, so that the step is taken back with it.
      if (!found.ok) throw new AppFailure(found.error);
      moveTexts(store, current.value, before);
      return indexed(unlocked, sessionId, state(unlocked, sessionId));
    });
  }

  /** What is being typed stays with its sentence or question. */
  function moveTexts(store: Store, { record, note }: ReviewState, before: readonly StoredEdit[]): void {
    const { id } = record.session;
    const texts = store.unfinishedTexts.of(id);
    const moved = movedTexts(texts, note, before, store.edits.done(id));
    if (moved !== texts) store.unfinishedTexts.replace(id, moved, now().toISOString());
  }

  /** The search finds the sentences as they stand now. */
  function indexed({ store }: Unlocked, sessionId: string, after: Result<ReviewState>): Result<ReviewState> {
    if (after.ok) {
      const sentences = after.value.note.sections.flatMap(({ statements }) => statements);
      store.search.indexNote(sessionId, sentences);
    }
    return after;
  }

  /** Refuses a change that was made on an older state. */
  function unchanged(unlocked: Unlocked, sessionId: string, revision: number): Result<ReviewState> {
    const current = openNote(unlocked, sessionId);
    if (!current.ok || current.value.revision === revision) return current;
    return fail('conflict', 'The note was changed meanwhile. Look at the new version and repeat your change.', {
      retryable: true,
    });
  }

  /** Inside a transaction of the caller's. */
  function add(unlocked: Unlocked, sessionId: string, { kind, ...body }: Change): Result<ReviewState> {
    const { store, therapist } = unlocked;
    const before = store.edits.done(sessionId);
    store.edits.add(sessionId, { kind, body, userId: therapist.id, at: now().toISOString() });
    const found = transcripts.follow(unlocked, sessionId, before);
    const after = found.ok ? state(unlocked, sessionId) : found;
    // Thrown, so that a change that leads nowhere is taken back.
    if (!after.ok) throw new AppFailure(after.error);
    return indexed(unlocked, sessionId, after);
  }

  return {
    state,
    recent,
    basis: ({ store }, sessionId) => changeList(store.edits.done(sessionId)).basis,
    change(unlocked, sessionId, revision, make) {
      const current = unchanged(unlocked, sessionId, revision);
      if (!current.ok) return current;
      const made = make(current.value);
      return made.ok ? unlocked.store.atomically(() => add(unlocked, sessionId, made.value)) : made;
    },
    correct(unlocked, sessionId, revision, make) {
      const current = unchanged(unlocked, sessionId, revision);
      if (!current.ok) return current;
      const made = make(current.value);
      if (!made.ok) return made;
      const { store } = unlocked;
      const { session, patient } = current.value.record;
      const draft = store.notes.load(sessionId);
      if (draft === null || patient === null) return fail('not_found', 'There is no draft of this session yet.');
      const changes = changeList(store.edits.done(sessionId));
      const input = inputOf(unlocked, { session, patient, draft }, changes, store.findings.load(sessionId), []);
      const carried = transcripts.carried(unlocked, input, changes, made.value);
      if (!carried.ok) return carried;
      const change: Change = { kind: 'transcript', correction: made.value, carried: carried.value };
      return store.atomically(() => {
        const before = store.edits.done(sessionId);
        const after = add(unlocked, sessionId, change);
        moveTexts(store, current.value, before);
        return after;
      });
    },
    correctMinutes(unlocked, sessionId, given, by) {
      const current = state(unlocked, sessionId);
      if (!current.ok) return current;
      const { record, signature } = current.value;
      const { store } = unlocked;
      const { session, patient } = record;
      const draft = store.notes.load(sessionId);
      if (signature === null) return fail('conflict', 'This note is not signed yet: change the minutes themselves.');
      if (draft === null || patient === null) {
        return fail('conflict', 'Minutes can be put right where the session was drafted.');
      }
      const changes = changeList(store.edits.done(sessionId));
      const input = inputOf(unlocked, { session, patient, draft }, changes, store.findings.load(sessionId), []);
      return correctMinutes(record, input, given, by, clinical);
    },
    undo: (unlocked, sessionId) => step(unlocked, sessionId, 'undo'),
    redo: (unlocked, sessionId) => step(unlocked, sessionId, 'redo'),
  };
}
