/**
 * The pattern language of the lexicon, matched over tokens (no regular expressions: matching cannot run away).
 *   word          that word                 cue*        any word that begins so
 *   (a|b c)       one of several            word?       may be missing (also after a group)
 *   <n>           a number (captured)       ~3          up to three words of any kind, none of them punctuation
 *   $name         a macro of the lexicon    ,           a comma (elsewhere punctuation ends a match)
 */
import { composeNumbers } from './numbers.ts';
import type { Token } from './token.ts';
import { tokenise } from './tokenise.ts';

export type PatternElement =
  | { readonly kind: 'word'; readonly text: string; readonly prefix: boolean }
  | { readonly kind: 'comma' }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'group'; readonly options: readonly (readonly PatternElement[])[]; readonly optional: boolean };

export interface Pattern {
  readonly source: string;
  readonly elements: readonly PatternElement[];
  /** The words a match can begin with; empty when it begins with a number or a prefix. */
  readonly firstWords: ReadonlySet<string>;
  readonly hasNumbers: boolean;
}

export interface PatternMatch {
  /** One past the last token. */
  readonly end: number;
  readonly numbers: readonly Token[];
}

const PIECE = /[()|]\??|<n>|~\d+|,|[^\s()|?]+|\?/g;

export function compilePattern(source: string, macros: Readonly<Record<string, string>> = {}): Pattern {
  const opened = source.replace(/\$(\w+)/g, (whole, name: string) => macros[name] ?? whole);
  const pieces = [...opened.matchAll(PIECE)].map((match) => match[0]);
  const parser = { pieces, at: 0 };
  const options = parseOptions(parser);
  if (parser.at < pieces.length) throw new Error(`unbalanced bracket in the pattern "${source}"`);
  const elements: PatternElement[] = options.length === 1 ? options[0]! : [{ kind: 'group', options, optional: false }];
  while (elements.at(-1)?.kind === 'gap') elements.pop();
  return { source, elements, firstWords: firstOf(elements).words, hasNumbers: opened.includes('<n>') };
}

interface Parser {
  readonly pieces: readonly string[];
  at: number;
}

function parseOptions(parser: Parser): PatternElement[][] {
  const options: PatternElement[][] = [[]];
  while (parser.at < parser.pieces.length) {
    const piece = parser.pieces[parser.at]!;
    if (piece.startsWith(')')) return options;
    parser.at += 1;
    const current = options.at(-1)!;
    if (piece === '|') options.push([]);
    else if (piece === '(') current.push(parseGroup(parser));
    else if (piece === '?') makeLastOptional(current);
    else current.push(...parsePiece(piece));
  }
  return options;
}

function parseGroup(parser: Parser): PatternElement {
  const options = parseOptions(parser);
  const close = parser.pieces[parser.at];
  if (close === undefined) throw new Error('a bracket is not closed in a pattern');
  parser.at += 1;
  return { kind: 'group', options, optional: close === ')?' };
}

function makeLastOptional(elements: PatternElement[]): void {
  const last = elements.pop();
  if (last) elements.push({ kind: 'group', options: [[last]], optional: true });
}

/** The words of a pattern pass through the same tokeniser as speech. */
function parsePiece(piece: string): PatternElement[] {
  if (piece === '<n>') return [{ kind: 'number' }];
  if (piece === ',') return [{ kind: 'comma' }];
  if (piece.startsWith('~')) return [{ kind: 'gap', most: Number(piece.slice(1)) }];
  if (piece.startsWith("'") || piece === '/') return [{ kind: 'word', text: piece, prefix: false }];
  if (piece.endsWith('*')) return [{ kind: 'word', text: piece.slice(0, -1), prefix: true }];
  return composeNumbers(tokenise(piece)).map((token) => ({ kind: 'word', text: token.text, prefix: false }));
}

interface First {
  readonly words: ReadonlySet<string>;
  /** The elements can match nothing, so what follows may come first. */
  readonly mayBeEmpty: boolean;
}

function firstOf(elements: readonly PatternElement[]): First {
  const words = new Set<string>();
  for (const element of elements) {
    if (element.kind === 'gap' || element.kind === 'comma') {
      throw new Error('a pattern cannot begin with a gap or a comma');
    }
    if (element.kind === 'word' && !element.prefix) words.add(element.text);
    if (element.kind !== 'group') return { words, mayBeEmpty: false };
    let mayBeEmpty = element.optional;
    for (const option of element.options) {
      const first = firstOf(option);
      for (const word of first.words) words.add(word);
      mayBeEmpty ||= first.mayBeEmpty;
    }
    if (!mayBeEmpty) return { words, mayBeEmpty: false };
  }
  return { words, mayBeEmpty: true };
}

export function matchPattern(pattern: Pattern, tokens: readonly Token[], at: number): PatternMatch | null {
  let best: PatternMatch | null = null;
  walk(pattern.elements, 0, { tokens, at, numbers: [] }, (state) => {
    if (best === null || state.at > best.end) best = { end: state.at, numbers: state.numbers };
  });
  return best;
}

interface State {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly numbers: readonly Token[];
}

/** Calls `done` for every way the elements from `index` on can match; patterns are short, so the ways are few. */
function walk(elements: readonly PatternElement[], index: number, state: State, done: (state: State) => void): void {
  const element = elements[index];
  if (element === undefined) {
    done(state);
    return;
  }
  const token = state.tokens[state.at];
  const advance = (to: State) => walk(elements, index + 1, to, done);
  switch (element.kind) {
    case 'word':
      if (token !== undefined && (element.prefix ? token.text.startsWith(element.text) : token.text === element.text)) {
        advance({ ...state, at: state.at + 1 });
      }
      return;
    case 'comma':
      if (token?.kind === 'punctuation') advance({ ...state, at: state.at + 1 });
      return;
    case 'number':
      if (token?.kind === 'number') advance({ ...state, at: state.at + 1, numbers: [...state.numbers, token] });
      return;
    case 'gap':
      for (let skipped = 0; skipped <= element.most; skipped += 1) {
        advance({ ...state, at: state.at + skipped });
        const next = state.tokens[state.at + skipped];
        if (next === undefined || next.kind === 'punctuation') return;
      }
      return;
    case 'group':
      for (const option of element.options) walk(option, 0, state, advance);
      if (element.optional) advance(state);
  }
}
