/**
 * All phrases of the lexicon as one automaton, so that a token costs the same whether the lexicon holds ten phrases or
 * ten thousand. Thompson's construction, made deterministic lazily: a state (a set of places inside phrases) and its
 * step on a token are worked out the first time they are met and kept. What is kept depends on the lexicon alone, so a
 * later run finds the same matches, only faster.
 */
import type { Pattern, PatternElement } from './pattern.ts';
import type { Token } from './token.ts';

interface Place {
  readonly words: Map<string, Place[]>;
  readonly prefixes: Map<string, Place[]>;
  readonly numbers: Place[];
  readonly marks: Place[];
  /** Any word or number. */
  readonly anything: Place[];
  readonly free: Place[];
  /** The pattern that is complete here. */
  accepts: number;
}

interface State {
  readonly places: readonly Place[];
  /** Index of the patterns that end here, rising. */
  readonly accepts: readonly number[];
  readonly steps: Map<string, State | null>;
}

export interface Automaton {
  /** Calls `found` for every pattern and every end (one past the last token) of a match that begins at `at`. */
  scan(symbols: readonly string[], at: number, found: (pattern: number, end: number) => void): void;
  /** What the automaton can tell apart of a token; equal symbols step alike. */
  symbolOf(token: Token): string;
}

const newPlace = (): Place => ({
  words: new Map(),
  prefixes: new Map(),
  numbers: [],
  marks: [],
  anything: [],
  free: [],
  accepts: -1,
});

const MARK = ',';
const NUMBER = '#';

export function buildAutomaton(patterns: readonly Pattern[]): Automaton {
  const start = newPlace();
  const vocabulary = new Set<string>();
  const prefixes = new Set<string>();
  patterns.forEach((pattern, index) => {
    const end = newPlace();
    end.accepts = index;
    build(pattern.elements, start, end, vocabulary, prefixes);
  });
  const prefixLengths = [...new Set([...prefixes].map((prefix) => prefix.length))];
  const states = new Map<string, State>();
  const identity = new Map<Place, number>();
  const idOf = (place: Place) => {
    const known = identity.get(place);
    if (known !== undefined) return known;
    identity.set(place, identity.size);
    return identity.size - 1;
  };
  const stateOf = (places: readonly Place[]): State | null => {
    const closed = closure(places);
    if (closed.length === 0) return null;
    const key = closed
      .map(idOf)
      .sort((a, b) => a - b)
      .join(' ');
    const known = states.get(key);
    if (known) return known;
    const accepts = [...new Set(closed.flatMap((place) => (place.accepts < 0 ? [] : [place.accepts])))];
    const state = { places: closed, accepts: accepts.sort((a, b) => a - b), steps: new Map() };
    states.set(key, state);
    return state;
  };
  const prefixesOf = (text: string) =>
    prefixLengths.flatMap((length) => {
      const prefix = text.slice(0, length);
      return text.length >= length && prefixes.has(prefix) ? [prefix] : [];
    });
  const step = (state: State, symbol: string): State | null => {
    const known = state.steps.get(symbol);
    if (known !== undefined) return known;
    const next = stateOf(successors(state, symbol, prefixesOf));
    state.steps.set(symbol, next);
    return next;
  };
  const symbols = new Map<string, string>();
  const first = stateOf([start]);
  return {
    symbolOf(token) {
      if (token.kind === 'punctuation') return MARK;
      const key = token.kind === 'number' ? NUMBER + token.text : token.text;
      if (vocabulary.has(token.text)) return key;
      if (token.kind === 'number') return NUMBER;
      const known = symbols.get(token.text);
      if (known !== undefined) return known;
      const longest = prefixesOf(token.text).sort((a, b) => b.length - a.length)[0] ?? '';
      symbols.set(token.text, longest);
      return longest;
    },
    scan(list, at, found) {
      let state = first;
      for (let end = at; state !== null && end < list.length; ) {
        state = step(state, list[end]!);
        end += 1;
        if (state !== null) for (const pattern of state.accepts) found(pattern, end);
      }
    },
  };
}

function successors(state: State, symbol: string, prefixesOf: (text: string) => readonly string[]): Place[] {
  const out: Place[] = [];
  const isMark = symbol === MARK;
  const isNumber = symbol.startsWith(NUMBER);
  const text = isNumber ? symbol.slice(NUMBER.length) : symbol;
  const begins = isMark ? [] : prefixesOf(text);
  for (const place of state.places) {
    if (isMark) {
      out.push(...place.marks);
      continue;
    }
    out.push(...place.anything, ...(place.words.get(text) ?? []));
    for (const prefix of begins) out.push(...(place.prefixes.get(prefix) ?? []));
    if (isNumber) out.push(...place.numbers);
  }
  return out;
}

function closure(places: readonly Place[]): readonly Place[] {
  const seen = new Set<Place>(places);
  for (const place of seen) for (const next of place.free) seen.add(next);
  return [...seen].filter((place) => place.accepts >= 0 || leadsOn(place));
}

function leadsOn(place: Place): boolean {
  const { words, prefixes, numbers, marks, anything } = place;
  return words.size + prefixes.size + numbers.length + marks.length + anything.length > 0;
}

function build(
  elements: readonly PatternElement[],
  from: Place,
  to: Place,
  vocabulary: Set<string>,
  prefixes: Set<string>,
): void {
  let here = from;
  elements.forEach((element, index) => {
    const next = index === elements.length - 1 ? to : newPlace();
    switch (element.kind) {
      case 'word':
        (element.prefix ? prefixes : vocabulary).add(element.text);
        pushTo(element.prefix ? here.prefixes : here.words, element.text, next);
        break;
      case 'comma':
        here.marks.push(next);
        break;
      case 'number':
        here.numbers.push(next);
        break;
      case 'gap':
        for (let skipped = 0; skipped < element.most; skipped += 1) {
          const further = newPlace();
          here.free.push(next);
          here.anything.push(further);
          here = further;
        }
        here.free.push(next);
        break;
      case 'group':
        for (const option of element.options) build(option, here, next, vocabulary, prefixes);
        if (element.optional) here.free.push(next);
    }
    here = next;
  });
  if (elements.length === 0) from.free.push(to);
}

function pushTo(map: Map<string, Place[]>, key: string, place: Place): void {
  const known = map.get(key);
  if (known) known.push(place);
  else map.set(key, [place]);
}
