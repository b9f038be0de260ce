/** Changing a note by a typed command: shown first, then done step by step like edits by hand. */
import type { InstructedChange, ReviewState } from '../../../shared/contract.ts';
import type { Edit } from '../../../shared/domain/note.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

type Names = 'review.instruct' | 'review.follow';
type Asked = { readonly sessionId: string; readonly text: string; readonly statementId: string | null };

export function instructHandlers(app: App): SomeHandlers<Names> {
  const { reviews, clinical, words } = app;

  function changesOf(unlocked: Unlocked, { sessionId, text, statementId }: Asked): Result<readonly InstructedChange[]> {
    const state = reviews.state(unlocked, sessionId);
    if (!state.ok) return state;
    if (state.value.signature !== null) return fail('conflict', 'This note is signed and cannot be changed.');
    const { note } = state.value;
    return words.instruct({ typed: text, note, chosenId: statementId, valuesIn: clinical.valuesIn });
  }

  return {
    'review.instruct': whenUnlocked((asked, unlocked) => changesOf(unlocked, asked)),

    'review.follow': whenUnlocked(({ revision, ...asked }, unlocked) => {
      const { store, therapist } = unlocked;
      const by = { by: therapist.id, at: app.now().toISOString() };
      const changes = changesOf(unlocked, asked);
      if (!changes.ok) return changes;
      const done = store.atomically(() => {
        let state: Result<ReviewState> | null = null;
        for (const change of changes.value) {
          const at: number = state?.ok ? state.value.revision : revision;
          state = reviews.change(unlocked, asked.sessionId, at, () => ok({ kind: 'note', edit: editOf(change, by) }));
          // Thrown, so that a command is done as a whole or not at all.
          if (!state.ok) throw new AppFailure(state.error);
        }
        return state ?? reviews.state(unlocked, asked.sessionId);
      });
      if (done.ok) app.events.emit({ kind: 'changed', what: 'review', id: asked.sessionId });
      return done;
    }),
  };
}

function editOf(
  { kind, statementId, before, after, toSectionId }: InstructedChange,
  by: Pick<Edit, 'by' | 'at'>,
): Edit {
  if (kind === 'move' && toSectionId !== null) return { kind, statementId, sectionId: toSectionId, before, ...by };
  if (after === null) return { kind: 'remove', statementId, before, ...by };
  return { kind: 'replace', statementId, before, text: after, ...by };
}
