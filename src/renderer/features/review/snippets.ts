/** ".home " becomes the text of the snippet "home". Pure. */
import type { Snippet } from '../../../shared/contract.ts';

export interface Expanded {
  readonly text: string;
  /** What is chosen after that: the first blank, or the place behind the words. */
  readonly from: number;
  readonly to: number;
}

const NAMED = /(^|\s)\.([a-z][a-z0-9-]*)(\s)$/i;

/** `caret`: where the last character was typed; null when no name of a snippet and a space end there. */
export function expanded(text: string, caret: number, snippets: readonly Snippet[]): Expanded | null {
  const before = text.slice(0, caret);
  const match = NAMED.exec(before);
  const snippet = snippets.find(({ name }) => name === match?.[2]?.toLowerCase());
  if (match === null || snippet === undefined) return null;
  const start = before.length - match[0].length + match[1]!.length;
  const after = text.slice(caret);
  const words = `${snippet.text}${/\s$/.test(snippet.text) || after.startsWith(' ') ? '' : ' '}`;
  const blank = /_{3,}/.exec(words);
  const end = start + words.length;
  return {
    text: before.slice(0, start) + words + after,
    from: blank === null ? end : start + blank.index,
    to: blank === null ? end : start + blank.index + blank[0].length,
  };
}
