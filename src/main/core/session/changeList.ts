/**
 * The therapist's changes in order, as they stand over the transcript of now. A correction of the transcript has the
 * note drafted again: changes made before it move to the sentences, minutes and questions that stand there unchanged,
 * and those that lost what they were about are set aside, where they are shown until the therapist has settled them.
 */
import type { SetAside } from '../../../shared/contract.ts';
import type { LedgerChange } from '../../../shared/domain/billing.ts';
import type { Carried, Correction } from '../../../shared/domain/correction.ts';
import type { Decision } from '../../../shared/domain/decisions.ts';
import type { Edit } from '../../../shared/domain/note.ts';
import type { StoredEdit } from '../store/repositories/edits.ts';
import type { Listened } from '../store/repositories/played.ts';

/** What one row of the change list may hold; the kind stands in its own column. */
export type Change =
  | { readonly kind: 'note'; readonly edit: Edit }
  | { readonly kind: 'ledger'; readonly change: LedgerChange }
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'tie'; readonly code: string; readonly by: string; readonly at: string }
  | { readonly kind: 'transcript'; readonly correction: Correction; readonly carried: Carried }
  /** What was set aside is back in the note, as a sentence, or was seen and dropped. */
  | { readonly kind: 'settled'; readonly position: number; readonly edit: Edit | null };

export interface ChangeList {
  readonly corrections: readonly Correction[];
  readonly minutesChanges: readonly LedgerChange[];
  readonly tieChoices: readonly { readonly code: string; readonly by: string; readonly at: string }[];
  readonly edits: readonly Edit[];
  readonly decisions: readonly Decision[];
  readonly decisionPositions: readonly number[];
  readonly setAside: readonly SetAside[];
  /** Position of the newest correction; -1 without any. */
  readonly basis: number;
}

interface Row {
  readonly position: number;
  readonly change: Change;
}

/** An entry that no draft has: a change of minutes that lost its entry keeps its place in the list and does nothing. */
const GONE = 'gone';

export function readChange(stored: StoredEdit): Change {
  return { kind: stored.kind, ...(stored.body as object) } as Change;
}

export function changeList(stored: readonly StoredEdit[]): ChangeList {
  let rows: readonly Row[] = [];
  const setAside: SetAside[] = [];
  const corrections: Correction[] = [];
  let basis = -1;
  for (const one of stored) {
    const change = readChange(one);
    const { position } = one;
    if (change.kind === 'transcript') {
      corrections.push(change.correction);
      basis = position;
      rows = rows.flatMap((row): readonly Row[] => {
        const moved = movedChange(row, change.carried);
        if (moved !== null) return [{ position: row.position, change: moved }];
        const shown = shownAside(row, rows, change.carried);
        if (shown !== null) setAside.push(shown);
        return row.change.kind === 'ledger' ? [{ ...row, change: emptied(row.change.change) }] : [];
      });
    } else if (change.kind === 'settled') {
      const at = setAside.findIndex((each) => each.position === change.position);
      if (at >= 0) setAside.splice(at, 1);
      if (change.edit !== null) rows = [...rows, { position, change: { kind: 'note', edit: change.edit } }];
    } else {
      rows = [...rows, { position, change }];
    }
  }
  const of = <K extends Change['kind']>(kind: K) =>
    rows.flatMap(({ position, change }) =>
      change.kind === kind ? [{ position, ...(change as Extract<Change, { kind: K }>) }] : [],
    );
  return {
    corrections,
    minutesChanges: of('ledger').map(({ change }) => change),
    tieChoices: of('tie'),
    edits: of('note').map(({ edit }) => edit),
    decisions: of('decision').map(({ decision }) => decision),
    decisionPositions: of('decision').map(({ position }) => position),
    setAside,
    basis,
  };
}

/** What was listened to and still is what it was: played after a correction that is undone now, it was something else. */
export function listenedTo(listened: readonly Listened[], stored: readonly StoredEdit[]): readonly string[] {
  const corrections = stored.flatMap((one) => {
    const change = readChange(one);
    return change.kind === 'transcript' ? [{ position: one.position, heard: change.carried.heard }] : [];
  });
  const known = new Set([-1, ...corrections.map(({ position }) => position)]);
  const ids = listened.flatMap(({ subjectId, basis }) => {
    if (!known.has(basis)) return [];
    const later = corrections.filter(({ position }) => position > basis);
    const now = later.reduce<string | undefined>((id, { heard }) => (id === undefined ? id : heard[id]), subjectId);
    return now === undefined ? [] : [now];
  });
  return [...new Set(ids)];
}

/** The change as it reads in the draft after; null when what it was about is not there any more. */
function movedChange({ position, change }: Row, { ids, lost }: Carried): Change | null {
  switch (change.kind) {
    case 'note': {
      const { edit } = change;
      if (edit.kind === 'add') return change;
      const target = edit.kind === 'answer' ? edit.questionId : edit.kind === 'level' ? edit.factId : edit.statementId;
      const now = isOwn(target) ? target : ids[target];
      return now === undefined ? null : { kind: 'note', edit: aimedAt(edit, now) };
    }
    case 'ledger': {
      const own = change.change;
      if (own.kind === 'add' || own.entryId === GONE || /^t\d+$/.test(own.entryId)) return change;
      const entryId = ids[own.entryId];
      return entryId === undefined ? null : { kind: 'ledger', change: { ...own, entryId } };
    }
    case 'decision':
      return lost.includes(position) ? null : change;
    default:
      return change;
  }
}

/** Sentences the therapist added have ids that no draft gives. */
function isOwn(statementId: string): boolean {
  return statementId.startsWith('typed-');
}

function aimedAt(edit: Exclude<Edit, { kind: 'add' }>, id: string): Edit {
  if (edit.kind === 'answer') return { ...edit, questionId: id };
  if (edit.kind === 'level') return { ...edit, factId: id };
  return { ...edit, statementId: id };
}

function emptied({ by, at }: LedgerChange): Change {
  return { kind: 'ledger', change: { kind: 'confirm', entryId: GONE, by, at } };
}

/** As the page shows it; null where a later change of the same thing says it all. */
function shownAside({ position, change }: Row, rows: readonly Row[], { sections }: Carried): SetAside | null {
  const later = rows.flatMap((row) => (row.position > position && row.change.kind === 'note' ? [row.change.edit] : []));
  if (change.kind === 'note') {
    const { edit } = change;
    if (edit.kind === 'level') return { position, what: 'level', text: edit.level, before: null, sectionId: null };
    if (edit.kind === 'add') return null;
    if (
      later.some((each) => each.kind !== 'level' && each.statementId === edit.statementId) &&
      edit.kind !== 'answer'
    ) {
      return null;
    }
    if (edit.kind === 'answer') {
      const last = later.findLast((each) => each.kind !== 'level' && each.statementId === edit.statementId);
      const text = last === undefined ? edit.text : 'text' in last ? last.text : null;
      const sectionId = sections[edit.questionId] ?? null;
      return text === null ? null : { position, what: 'answer', text, before: null, sectionId };
    }
    const before = edit.before ?? null;
    const sectionId = sections[edit.statementId] ?? null;
    // Without its sentence there is nothing to move.
    if (edit.kind === 'move') return null;
    if (edit.kind === 'remove') return { position, what: 'removal', text: '', before, sectionId };
    return { position, what: 'sentence', text: edit.text, before, sectionId };
  }
  if (change.kind === 'ledger') {
    const { change: own } = change;
    const text = own.kind === 'change' || own.kind === 'add' ? `${own.cpt ?? 'no code'}, ${own.minutes} min` : own.kind;
    return { position, what: 'minutes', text, before: null, sectionId: null };
  }
  if (change.kind === 'decision') {
    return { position, what: 'decision', text: change.decision.kind, before: null, sectionId: null };
  }
  return null;
}
