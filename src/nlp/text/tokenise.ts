/**
 * Text to tokens: words are lower-cased, contractions opened ("didn't" → "did not", "that's" → "that 's"), hyphens
 * dissolved, fillers and cut-off words left out. Apostrophes lost by a recogniser ("didnt") are put back.
 */
import type { Token } from './token.ts';
import { whiteSpaceWords } from './token.ts';

const PIECE =
  /(?:sp)?o2(?!\p{L}|\d)|[ctls]\d{1,2}(?!\p{L}|\d)|\p{L}+(?:['’]\p{L}+)?|\d{1,2}:\d{2}|\d+(?:\.\d+)?|[^\s\p{L}\d]/giu;
const FILLERS = new Set(['um', 'uh', 'er', 'erm', 'uhm', 'mm', 'hmm', 'hm', 'ah', 'eh']);
/** Closed class of English: negated auxiliaries whose apostrophe a recogniser may drop. */
const NEGATED = [
  'did',
  'do',
  'does',
  'is',
  'was',
  'are',
  'were',
  'had',
  'has',
  'have',
  'could',
  'would',
  'should',
  'need',
];
const LOST_NEGATION = new Map([
  ...NEGATED.map((verb) => [`${verb}nt`, verb] as const),
  ['cant', 'can'],
  ['wont', 'will'],
]);
const IRREGULAR_NEGATION = new Map([
  ["can't", 'can'],
  ["won't", 'will'],
  ["ain't", 'is'],
  ['cannot', 'can'],
]);
const LOST_APOSTROPHE = new Map([
  ['its', ['it', "'s"]],
  ['thats', ['that', "'s"]],
  ['hes', ['he', "'s"]],
  ['shes', ['she', "'s"]],
  ['theres', ['there', "'s"]],
  ['heres', ['here', "'s"]],
  ['whats', ['what', "'s"]],
  ['lets', ['let', "'s"]],
  ['im', ['i', "'m"]],
  ['ive', ['i', "'ve"]],
  ['youre', ['you', "'re"]],
  ['theyre', ['they', "'re"]],
]);
const SYMBOLS = new Map([
  ['%', 'percent'],
  ['°', 'degrees'],
  ['×', 'times'],
  ['+', 'plus'],
]);
const SENTENCE_MARKS = new Set(['.', '?', '!', ';']);
const CLAUSE_MARKS = new Set([',', ':', '—', '–', '(', ')', '…']);

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  whiteSpaceWords(text).forEach((chunk, index) => {
    tokeniseWord(chunk, index, tokens);
  });
  return tokens;
}

/** Most words of a transcript are plain ones: no mark, no capital, no digit. */
const PLAIN = /^[a-z]+$/;
/** A word with a capital or with the mark that ends its clause: nearly all the others. */
const MARKED = /^([A-Za-z]+)([.,?!]?)$/;

function tokeniseWord(chunk: string, index: number, tokens: Token[]): void {
  if (PLAIN.test(chunk)) {
    if (FILLERS.has(chunk)) return;
    for (const text of openContraction(chunk))
      tokens.push({ kind: 'word', text, from: index, to: index + 1, capital: false });
    return;
  }
  const marked = MARKED.exec(chunk);
  if (marked !== null) {
    const word = marked[1]!.toLowerCase();
    if (!FILLERS.has(word)) {
      const capital = word[0] !== marked[1]![0];
      for (const text of openContraction(word))
        tokens.push({ kind: 'word', text, from: index, to: index + 1, capital });
      const mark = marked[2]!;
      if (mark !== '') tokens.push({ kind: 'punctuation', text: mark, from: index, to: index + 1, capital: false });
      return;
    }
  }
  const lengthBefore = tokens.length;
  const pieces = [...chunk.matchAll(PIECE)];
  for (const [at, piece] of pieces.entries()) {
    const raw = piece[0];
    const push = (kind: Token['kind'], text: string, value?: number) =>
      tokens.push({
        kind,
        text,
        from: index,
        to: index + 1,
        capital: /^\p{Lu}/u.test(raw),
        ...(value === undefined ? {} : { value }),
      });
    if (/^\d/.test(raw)) {
      const digits = raw.replace(':', '');
      push('number', digits, Number(digits));
    } else if (/^\p{L}/u.test(raw)) {
      if (isCutOff(pieces, at)) continue;
      for (const word of openContraction(raw.toLowerCase().replace('’', "'"))) push('word', word);
    } else {
      pushMark(raw, pieces[at - 1]?.[0], pieces[at + 1]?.[0], push);
    }
  }
  dropFiller(tokens, lengthBefore);
}

/** "twen-, twenty": a word broken off by a hyphen was never said. */
function isCutOff(pieces: readonly RegExpMatchArray[], at: number): boolean {
  const next = pieces[at + 1]?.[0];
  const afterNext = pieces[at + 2]?.[0];
  return next === '-' && (afterNext === undefined || !/^[\p{L}\d]/u.test(afterNext));
}

type Push = (kind: Token['kind'], text: string, value?: number) => void;

function pushMark(mark: string, before: string | undefined, after: string | undefined, push: Push): void {
  const afterDigit = before !== undefined && /\d$/.test(before);
  const beforeDigit = after !== undefined && /^\d/.test(after);
  if (mark === '-' || mark === '–' || mark === '−') {
    if (afterDigit && beforeDigit) push('word', 'to');
    else if (afterDigit || (beforeDigit && before === undefined)) push('word', 'minus');
    else if (before === undefined && after === undefined) push('punctuation', ',');
    return;
  }
  if (mark === '/') push('word', afterDigit && beforeDigit ? '/' : 'or');
  else if (SYMBOLS.has(mark)) push('word', SYMBOLS.get(mark) ?? mark);
  else if (SENTENCE_MARKS.has(mark)) push('punctuation', mark === ';' ? '.' : mark);
  else if (CLAUSE_MARKS.has(mark)) push('punctuation', mark === ':' ? ':' : ',');
  else if (mark === '"' || mark === '“' || mark === '”') push('punctuation', '"');
}

function openContraction(word: string): readonly string[] {
  const apostrophe = word.indexOf("'");
  const last = word.at(-1);
  if (apostrophe < 0 && last !== 't' && last !== 's' && last !== 'm' && last !== 'e') return [word];
  const irregular = IRREGULAR_NEGATION.get(word);
  if (irregular) return [irregular, 'not'];
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not'];
  const lostNegation = LOST_NEGATION.get(word);
  if (lostNegation) return [lostNegation, 'not'];
  const lost = LOST_APOSTROPHE.get(word);
  if (lost) return lost;
  if (word === "o'clock") return [word];
  return apostrophe > 0 ? [word.slice(0, apostrophe), word.slice(apostrophe)] : [word];
}

/** A filler takes its own comma with it: "twelve, um, minutes" reads as "twelve, minutes". */
function dropFiller(tokens: Token[], lengthBefore: number): void {
  const first = tokens[lengthBefore];
  if (first === undefined || !FILLERS.has(first.text)) return;
  const rest = tokens.slice(lengthBefore + 1);
  if (rest.every((token) => token.text === ',')) tokens.length = lengthBefore;
  else if (rest.length === 1) tokens.splice(lengthBefore, 1);
}
