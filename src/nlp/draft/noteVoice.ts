/**
 * Spoken words inside a sentence of a note: without what only opens a spoken sentence, in the voice of a note where the
 * grammar allows it, else in quotation marks.
 */
import type { NoteWording } from '../../shared/domain/rules.ts';
import type { Transcript } from '../../shared/domain/utterance.ts';
import { canBeImpersonal, impersonal, trimmed } from './impersonal.ts';

export interface FieldContext {
  readonly wording: NoteWording;
  readonly transcript: Transcript;
}

/** Without the words that only open a spoken sentence: "Okay, so I think …". */
export function withoutOpeners(text: string, wording: NoteWording): string {
  const lower = text.toLowerCase();
  const opener = wording.openers.find((each) => lower.startsWith(each) && /^[\s,.]/.test(lower.slice(each.length)));
  return opener === undefined ? text : withoutOpeners(text.slice(opener.length).replace(/^[\s,.]+/, ''), wording);
}

/** "on that turn" → "on the turn": nothing to point at on paper; "the Reacher" → "the reacher": no name either. */
export function plainNouns(text: string): string {
  return text
    .replace(/\b(on|at|in|during|with|for|from) that (?=[a-z]+$)/, '$1 the ')
    .replace(
      /\b(the|a|an) ([A-Z])(?=[a-z]+\b)/g,
      (_all, article: string, letter: string) => `${article} ${letter.toLowerCase()}`,
    );
}

/** `isTold`: a deed that happened, in which "I" is the therapist; a wish or plan keeps its "I" only in a quotation. */
export function noteVoice(said: string, isTold: boolean, { wording, transcript }: FieldContext): string {
  const text = plainNouns(withoutOpeners(said, wording));
  return canBeImpersonal(text, isTold) ? uncapitalised(impersonal(text), transcript) : `"${trimmed(text)}"`;
}

/** The first word of a spoken sentence inside one of ours; an abbreviation and a name keep their capitals. */
export function uncapitalised(text: string, transcript: Transcript): string {
  const [first = ''] = text.split(/[^\p{L}'’]/u);
  if (!/^[A-Z][a-z]/.test(first) || isName(first, transcript)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A word that somebody wrote with a capital inside a sentence. */
function isName(word: string, { utterances }: Transcript): boolean {
  const inside = new RegExp(`\\p{Ll}[,;]? ${word}(?!\\p{L})`, 'u');
  return utterances.some(({ text }) => inside.test(text));
}
