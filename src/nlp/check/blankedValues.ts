/** A sentence of another day without its values: what differs by day is typed anew, or the sentence cannot be signed. */
import type { NoteWording } from '../../shared/domain/rules.ts';
import { protectedTokens } from './protectedTokens.ts';

const BLANK = '___';

export function blankedValues(text: string, wording: NoteWording): string {
  let blanked = '';
  let at = 0;
  for (const { from, to } of protectedTokens(text, wording)) {
    if (from < at) continue;
    blanked += text.slice(at, from) + BLANK;
    at = to;
  }
  return blanked + text.slice(at);
}
