/**
 * Cloned notes: sentences that stand in the last signed note of the same patient word for word. A sentence written from
 * today's words may repeat by right; one that was typed has nothing of today behind it, so it is asked about. What must
 * read alike each time (minutes, totals, goals of the plan, standard sentences) is not compared.
 */
import type { Issue } from '../../shared/domain/issue.ts';
import type { NoteDraft, Statement } from '../../shared/domain/note.ts';
import { statementsOf } from './applyEdits.ts';

export interface EarlierNote {
  /** YYYY-MM-DD. */
  readonly dateOfService: string;
  readonly note: NoteDraft;
}

export interface NoteComparison {
  /** Sentences of today that stand in both notes. */
  readonly same: readonly Statement[];
  readonly onlyHere: readonly Statement[];
  readonly onlyThere: readonly Statement[];
}

export function compareNotes(note: NoteDraft, earlier: NoteDraft): NoteComparison {
  const [here, there] = [comparable(note), comparable(earlier)];
  const [wordsHere, wordsThere] = [wordsOf(here), wordsOf(there)];
  return {
    same: here.filter(({ text }) => wordsThere.has(plain(text))),
    onlyHere: here.filter(({ text }) => !wordsThere.has(plain(text))),
    onlyThere: there.filter(({ text }) => !wordsHere.has(plain(text))),
  };
}

export function clonedText(note: NoteDraft, earlier: EarlierNote): readonly Issue[] {
  return compareNotes(note, earlier.note)
    .same.filter(({ kind, pulledFrom }) => kind === 'typed' && pulledFrom === undefined)
    .map(({ id }) => ({
      severity: 'warning',
      code: 'cloned-sentence',
      message: `This sentence was typed and stands word for word in the note of ${earlier.dateOfService}: say what was different today, or keep it if nothing was.`,
      at: id,
    }));
}

function comparable(note: NoteDraft): readonly Statement[] {
  return statementsOf(note).filter(
    ({ id, kind }) => kind !== 'record' && kind !== 'standard' && !id.startsWith('minutes-'),
  );
}

function wordsOf(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.map(({ text }) => plain(text)));
}

/** Case, punctuation and white space make no difference between two sentences. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/.%°]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, '')
    .trim();
}
