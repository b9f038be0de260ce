/** A typed command as what is to be done, by a handful of forms; null for everything else: it is never guessed at. */

/** Which sentences: the chosen one, those that speak of something, or all. */
export type Scope =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'about'; readonly words: string }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'all' };

export type Instruction =
  | { readonly kind: 'remove'; readonly scope: Scope }
  | { readonly kind: 'move'; readonly scope: Scope; readonly section: string }
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }
  | { readonly kind: 'shorter'; readonly scope: Scope }
  | { readonly kind: 'past'; readonly scope: Scope };

const QUOTES = /^["“”'‘’]+|["“”'‘’]+$/g;
const QUOTED = `"[^"]+"|“[^”]+”|‘[^’]+’|'[^']+'`;
/** The verb of a replacement and the words that may stand between what goes and what comes. */
const REPLACING = [
  ['replace|swap', 'with|by'],
  ['change', 'to|into|with|by'],
] as const;
const SENTENCE = '(?:the |that |this )?(?:sentence|line|part|statement)s?';
const ABOUT = `${SENTENCE} (?:about|on|with|saying|that says|that mentions|mentioning)`;

export function readInstruction(typed: string): Instruction | null {
  const text = typed
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '')
    .replace(/^please /i, '');
  const moved = /^(?:move|put) (.+?) (?:to|into|under|in) (?:the )?(.+?)(?: section)?$/i.exec(text);
  const quoted = replacement(text, true);
  if (quoted !== null) return quoted;
  const removed = /^(?:remove|delete|take out|drop|leave out) (.+)$/i.exec(text);
  const shortened = /^(?:make )?(.*?) ?(?:shorter|more concise)$|^shorten(?: (.+))?$/i.exec(text);
  const past = /^(?:put |make |change |write )?(.*?) ?(?:in |into |to )?(?:the )?past(?: tense)?$/i.exec(text);
  if (past) return inScope('past', past[1] ?? '');
  if (shortened) return inScope('shorter', shortened[1] ?? shortened[2] ?? '');
  if (moved) {
    const scope = scopeOf(moved[1]!, false);
    return scope === null || scope.kind === 'all' ? null : { kind: 'move', scope, section: moved[2]! };
  }
  if (removed) {
    const scope = scopeOf(removed[1]!, false);
    return scope === null || scope.kind === 'all' ? null : { kind: 'remove', scope };
  }
  return replacement(text, false);
}

/**
 * @param isQuoted at least one side in quotation marks, which may hold a "to" or "with" of its own ("sit to stand");
 *   without them a command that could be cut at several places is not understood
 */
function replacement(text: string, isQuoted: boolean): Instruction | null {
  for (const [verb, link] of REPLACING) {
    const forms = isQuoted
      ? [`(${QUOTED}) (?:${link}) (${QUOTED})`, `(${QUOTED}) (?:${link}) (.+)`, `(.+?) (?:${link}) (${QUOTED})`]
      : [`((?:(?! (?:${link}) ).)+) (?:${link}) ((?:(?! (?:${link}) ).)+)`];
    for (const form of forms) {
      const found = new RegExp(`^(?:${verb}) ${form}$`, 'iu').exec(text);
      const [from, to] = [unquoted(found?.[1] ?? ''), unquoted(found?.[2] ?? '')];
      if (from !== '' && to !== '') return { kind: 'replace', from, to };
    }
  }
  return null;
}

function inScope(kind: 'shorter' | 'past', words: string): Instruction | null {
  const scope = scopeOf(words, true);
  return scope === null ? null : { kind, scope };
}

/** @param isWide without a name it means the whole note, or the sentence that is chosen */
function scopeOf(given: string, isWide: boolean): Scope | null {
  const words = given.trim();
  if (/^(?:it|this|that|(?:this|that|the) (?:sentence|line|one))$/i.test(words)) return { kind: 'chosen' };
  if (/^(?:(?:the )?(?:whole |entire )?note|all|everything|all sentences)$/i.test(words)) return { kind: 'all' };
  const about = new RegExp(`^${ABOUT} (.+)$`, 'i').exec(words);
  if (about) return { kind: 'about', words: unquoted(about[1]!) };
  if (words === '') return isWide ? { kind: 'chosen' } : null;
  return isWide ? { kind: 'section', name: words.replace(/^the | section$/gi, '') } : null;
}

const unquoted = (text: string): string => text.trim().replace(QUOTES, '').trim();
