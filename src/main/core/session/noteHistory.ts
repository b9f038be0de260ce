/** The way from the first draft to the note: every change in order, also those taken back, and the audit lines about it. */
import type { NoteChange, NoteHistory } from '../../../shared/contract.ts';
import type { LedgerChange, LedgerEntry } from '../../../shared/domain/billing.ts';
import type { Correction } from '../../../shared/domain/correction.ts';
import type { Edit, NoteDraft } from '../../../shared/domain/note.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RecordedEdit } from '../store/repositories/edits.ts';
import { besideDraft } from './besideDraft.ts';
import { readChange } from './changeList.ts';
import type { Unlocked } from './vault.ts';

const MOST_EVENTS = 500;

/** `note`: as it reads now. */
export function noteHistory({ store }: Unlocked, sessionId: string, note: NoteDraft): Result<NoteHistory> {
  const draft = store.notes.load(sessionId);
  if (draft === null) return fail('not_found', 'There is no draft of this session yet.');
  const names = new Map(store.users.all().map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const { ledger } = store.firstHearings.of(sessionId) ?? store.findings.load(sessionId);
  const recorded = store.edits.all(sessionId);
  const textsOf = ({ sections }: NoteDraft) => sections.flatMap(({ statements }) => statements.map(({ text }) => text));
  const drafted = textsOf(draft.note);
  const standing = new Set(textsOf(note));
  const telling = teller(draft.note, ledger.entries);
  return ok({
    first: draft.note.sections.map(({ heading, statements: all }) => ({
      heading,
      sentences: all.map(({ text }) => text),
    })),
    beside: besideDraft(draft.note, note),
    untouched: { sentences: drafted.filter((text) => standing.has(text)).length, of: drafted.length },
    changes: recorded.map((row) => ({
      ...{ at: row.at, by: nameOf(row.userId), isUndone: row.status !== 'done' },
      ...telling(row),
    })),
    events: store.audit
      .about(sessionId, MOST_EVENTS)
      .map(({ sequence, at, user, event }) => ({ sequence, at, event, by: nameOf(user) })),
  });
}

type Told = Pick<NoteChange, 'what' | 'before' | 'after'>;

/** Each change against what stood there before it. */
function teller(draft: NoteDraft, entries: readonly LedgerEntry[]): (row: RecordedEdit) => Told {
  const prompts = new Map(draft.questions.map(({ id, prompt }) => [id, prompt]));
  let minutes = new Map(entries.map((entry) => [entry.id, minutesText(entry)]));

  function noteTold(edit: Edit): Told {
    if (edit.kind === 'answer') {
      return { what: 'question-answered', before: prompts.get(edit.questionId) ?? null, after: edit.text };
    }
    if (edit.kind === 'level') return { what: 'level-changed', before: null, after: edit.level };
    if (edit.kind === 'add') return { what: 'sentence-added', before: null, after: edit.text };
    const before = edit.before ?? null;
    if (edit.kind === 'move') return { what: 'sentence-moved', before, after: before };
    if (edit.kind === 'remove') return { what: 'sentence-removed', before, after: null };
    return { what: 'sentence-changed', before, after: edit.text };
  }

  function minutesTold(change: LedgerChange): Told {
    if (change.kind === 'add') return { what: 'minutes-added', before: null, after: minutesText(change) };
    const before = minutes.get(change.entryId) ?? null;
    if (change.kind === 'remove') return { what: 'minutes-removed', before, after: null };
    if (change.kind === 'confirm') return { what: 'minutes-confirmed', before, after: before };
    const after = minutesText({ ...change, task: '' });
    minutes.set(change.entryId, after);
    return { what: 'minutes-changed', before, after };
  }

  return (row) => {
    const change = readChange(row);
    switch (change.kind) {
      case 'note':
        return noteTold(change.edit);
      case 'ledger':
        return minutesTold(change.change);
      case 'tie':
        return { what: 'tie-resolved', before: null, after: change.code };
      case 'decision':
        return { what: 'decision-made', before: null, after: change.decision.kind };
      case 'transcript': {
        const { ids } = change.carried;
        // From here on the entries that stayed are known by their new ids.
        if (row.status === 'done') minutes = new Map([...minutes].map(([id, text]) => [ids[id] ?? id, text]));
        return correctionTold(change.correction);
      }
      case 'settled':
        return change.edit === null
          ? { what: 'set-aside-dropped', before: null, after: null }
          : { what: 'set-aside-kept', before: null, after: 'text' in change.edit ? change.edit.text : null };
    }
  };
}

function correctionTold(correction: Correction): Told {
  if (correction.kind === 'words') {
    return { what: 'words-changed', before: correction.before, after: correction.after };
  }
  if (correction.kind === 'reheard') {
    return { what: 'heard-again', before: correction.before, after: correction.after };
  }
  const lines = correction.utteranceIds.length;
  const after = lines === 1 ? correction.speaker : `${correction.speaker}, ${lines} lines`;
  return { what: 'speaker-changed', before: [...new Set(correction.before)].join(', '), after };
}

function minutesText({
  cpt,
  task,
  minutes,
}: {
  readonly cpt: string | null;
  readonly task: string;
  readonly minutes: number;
}) {
  return [task, cpt ?? 'no code', `${minutes} min`].filter((part) => part !== '').join(', ');
}
