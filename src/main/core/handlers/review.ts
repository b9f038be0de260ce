/** The review screen: edits over the draft, minutes, ties, and the sound behind a sentence. */
import type { EditInput, ReviewState } from '../../../shared/contract.ts';
import type { Decision } from '../../../shared/domain/decisions.ts';
import type { Edit } from '../../../shared/domain/note.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { broughtForward } from '../session/broughtForward.ts';
import { correctionOf } from '../session/correctionOf.ts';
import { cutClip } from '../session/cutClip.ts';
import { heardInClip } from '../session/heardInClip.ts';
import { lastSignedNote } from '../session/lastSignedNote.ts';
import { lastVisit } from '../session/lastVisit.ts';
import { noteHistory } from '../session/noteHistory.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

type Names =
  | 'review.get'
  | 'review.edit'
  | 'review.undo'
  | 'review.redo'
  | 'review.ledger'
  | 'review.resolveTie'
  | 'review.decide'
  | 'review.play'
  | 'review.correct'
  | 'review.settle'
  | 'note.history'
  | 'note.lastVisit'
  | 'review.pull';

const MAX_CLIP_MS = 60_000;
const NO_SOUND = 'This session has no sound.';
const SILENT_SAMPLE = 'This sample is written words without sound. The sample session has sound.';

export function reviewHandlers(app: App): SomeHandlers<Names> {
  const { reviews, clinical, words } = app;

  function told(result: Result<ReviewState>): Result<ReviewState> {
    if (result.ok) app.events.emit({ kind: 'changed', what: 'review', id: result.value.record.session.id });
    return result;
  }

  /** Proving the seals of a long recording takes a second or two: done while the note is read, not at the first click. */
  function warmSound(unlocked: Unlocked, sessionId: string): void {
    const trackId = app.sounds.newest(unlocked, sessionId, 'session');
    if (trackId !== null) void app.sounds.reader(unlocked, sessionId, trackId).catch(() => undefined);
  }

  const signedBy = ({ therapist }: Unlocked) => ({ by: therapist.id, at: app.now().toISOString() });

  return {
    'review.get': whenUnlocked(({ sessionId }, unlocked) => {
      // After the answer: nobody reads before the note is there.
      setImmediate(() => {
        if (app.vault.unlocked()?.store === unlocked.store) warmSound(unlocked, sessionId);
      });
      return reviews.state(unlocked, sessionId);
    }),

    'review.edit': whenUnlocked(({ sessionId, revision, edit }, unlocked) => {
      const by = signedBy(unlocked);
      const make = (state: ReviewState) => {
        const made = toEdit(edit, state, by);
        return made.ok ? ok({ kind: 'note', edit: made.value } as const) : made;
      };
      const changed = told(reviews.change(unlocked, sessionId, revision, make));
      if (changed.ok) unlocked.store.unfinishedTexts.drop(sessionId, placeOf(edit));
      return changed;
    }),

    'note.history': whenUnlocked(({ sessionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      return state.ok ? noteHistory(unlocked, sessionId, state.value.note) : state;
    }),

    'note.lastVisit': whenUnlocked(({ sessionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      return state.ok ? ok(lastVisit(unlocked, state.value, clinical)) : state;
    }),

    'review.pull': whenUnlocked(({ sessionId, revision, statementId }, unlocked) =>
      told(
        reviews.change(unlocked, sessionId, revision, ({ note, record: { session } }) => {
          const edit = broughtForward(lastSignedNote(unlocked.store, session), statementId, note, clinical);
          if (!edit.ok) return edit;
          const added = { ...edit.value, statementId: `typed-${revision + 1}`, ...signedBy(unlocked) };
          return ok({ kind: 'note', edit: added } as const);
        }),
      ),
    ),

    'review.undo': whenUnlocked(async ({ sessionId }, unlocked) =>
      told(await words.whenRead(() => reviews.undo(unlocked, sessionId))),
    ),
    'review.redo': whenUnlocked(async ({ sessionId }, unlocked) =>
      told(await words.whenRead(() => reviews.redo(unlocked, sessionId))),
    ),

    'review.ledger': whenUnlocked(({ sessionId, revision, change }, unlocked) => {
      const cpt = change.kind === 'add' || change.kind === 'change' ? change.cpt : null;
      if (cpt !== null && !clinical.codes().some(({ code }) => code === cpt)) {
        return fail('invalid_input', 'Choose a code from the list.', { at: 'change.cpt' });
      }
      return told(
        reviews.change(unlocked, sessionId, revision, ({ record }) => {
          const known = change.kind === 'add' || record.ledger.entries.some(({ id }) => id === change.entryId);
          if (!known) return fail('not_found', 'This entry does not exist any more.');
          return ok({ kind: 'ledger', change: { ...change, ...signedBy(unlocked) } });
        }),
      );
    }),

    'review.resolveTie': whenUnlocked(({ sessionId, revision, code }, unlocked) =>
      told(
        reviews.change(unlocked, sessionId, revision, ({ record }) =>
          record.charges.result.ties.some(({ codes }) => codes.includes(code))
            ? ok({ kind: 'tie', code, ...signedBy(unlocked) })
            : fail('invalid_input', 'The rule leaves no choice for this code.', { at: 'code' }),
        ),
      ),
    ),

    'review.decide': whenUnlocked(({ sessionId, revision, decision: given }, unlocked) =>
      told(
        reviews.change(unlocked, sessionId, revision, ({ record }) => {
          const decision: Decision = { ...given, ...signedBy(unlocked) };
          const fault = clinical.decisionFault(decision, record);
          return fault === null ? ok({ kind: 'decision', decision }) : fail('invalid_input', fault, { at: 'decision' });
        }),
      ),
    ),

    'review.correct': whenUnlocked(async ({ sessionId, revision, correction }, unlocked) =>
      told(
        await words.whenRead(() =>
          reviews.correct(unlocked, sessionId, revision, ({ record }) =>
            correctionOf(correction, record.transcript, signedBy(unlocked), (id) => app.readings.find(sessionId, id)),
          ),
        ),
      ),
    ),

    'review.settle': whenUnlocked(({ sessionId, revision, position, keep }, unlocked) =>
      told(
        reviews.change(unlocked, sessionId, revision, (state) => {
          const found = state.setAside.find((each) => each.position === position);
          if (found === undefined) return fail('not_found', 'This was settled already.');
          if (!keep) return ok({ kind: 'settled', position, edit: null } as const);
          const { sectionId, text } = found;
          if (sectionId === null || text === '') {
            return fail('invalid_input', 'There is no sentence in this that could be put back.');
          }
          const edit = toEdit({ kind: 'add', sectionId, text }, state, signedBy(unlocked));
          return edit.ok ? ok({ kind: 'settled', position, edit: edit.value } as const) : edit;
        }),
      ),
    ),

    'review.play': whenUnlocked(async ({ sessionId, startMs, endMs, heard }, unlocked) => {
      const { store } = unlocked;
      if (endMs <= startMs) return fail('invalid_input', 'The end lies before the start.', { at: 'endMs' });
      const end = Math.min(endMs, startMs + MAX_CLIP_MS);
      const trackId = app.sounds.newest(unlocked, sessionId, 'session');
      if (trackId === null)
        return fail('not_found', store.sessions.get(sessionId)?.isSample ? SILENT_SAMPLE : NO_SOUND);
      const good = store.findings.goodChannels(sessionId);
      const source = await app.sounds.reader(unlocked, sessionId, trackId);
      if (!source.ok) return source;
      const clip = await cutClip(source.value, { startMs, endMs: end }, good);
      if (!clip.ok) return clip;
      const state = heard.length > 0 ? reviews.recent(unlocked, sessionId) : null;
      const listened = state?.ok ? heardInClip(heard, { startMs, endMs: end }, state.value) : [];
      store.played.add(sessionId, listened, reviews.basis(unlocked, sessionId), app.now().toISOString());
      if (listened.length > 0) app.events.emit({ kind: 'changed', what: 'review', id: sessionId });
      return ok({ startMs, endMs: end, wavBase64: Buffer.from(clip.value).toString('base64') });
    }),
  };
}

/** Where the text of an edit was typed: it is part of the note now. */
function placeOf(edit: EditInput): string {
  switch (edit.kind) {
    case 'add':
      return `new:${edit.sectionId}`;
    case 'answer':
      return `answer:${edit.questionId}`;
    default:
      return `sentence:${edit.statementId}`;
  }
}

function toEdit(
  given: EditInput,
  { note, revision }: ReviewState,
  by: { readonly by: string; readonly at: string },
): Result<Edit> {
  const statementId = `typed-${revision + 1}`;
  switch (given.kind) {
    case 'replace':
    case 'remove': {
      const statement = note.sections
        .flatMap(({ statements }) => statements)
        .find(({ id }) => id === given.statementId);
      if (statement === undefined) return fail('not_found', 'This sentence does not exist any more.');
      return ok({ ...given, before: statement.text, ...by });
    }
    case 'add':
      return note.sections.some(({ id }) => id === given.sectionId)
        ? ok({ ...given, statementId, ...by })
        : fail('not_found', 'There is no such section.');
    case 'answer':
      return note.questions.some(({ id }) => id === given.questionId)
        ? ok({ ...given, statementId, ...by })
        : fail('not_found', 'This question was answered already.');
    default:
      return given satisfies never;
  }
}
