/**
 * One error at a time put into a drafted note. What is altered is found here by plain patterns and not by the checks'
 * own reader of values, so that a kind of value the checks overlook shows as an escape. An altered value keeps its
 * anchor: the anchors of the statement are laid anew, as a forger would.
 */
import { statementsOf } from '../../../src/nlp/check/applyEdits.ts';
import type { Anchor, NoteDraft, Statement } from '../../../src/shared/domain/note.ts';

export const KINDS = [
  'number raised',
  'number lowered',
  'number swapped',
  'number word changed',
  'level raised',
  'level lowered',
  'level swapped',
  'side swapped',
  'cue type swapped',
  'code changed',
  'status changed',
  'date changed',
  'negation added',
  'negation dropped',
  'who did it swapped',
  'sentence added to',
  'sentence of another record',
  'sentence moved in whole',
  'sentence taken out',
  'question taken out',
] as const;
export type AlterationKind = (typeof KINDS)[number];

export interface Alteration {
  readonly kind: AlterationKind;
  readonly note: NoteDraft;
  readonly before: string;
  readonly after: string;
}

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty'.split(
  ' ',
);
/** From most independent to most help, each in its usual written forms. */
const LEVELS: readonly (readonly string[])[] = [
  ['independent', 'independently', 'independence'],
  ['Mod I', 'modified independent'],
  ['supervision', 'supervised'],
  ['SBA', 'standby assist', 'stand-by assist'],
  ['CGA', 'contact guard'],
  ['Min A', 'minimal assist', 'minimal assistance', 'min assist'],
  ['Mod A', 'moderate assist', 'moderate assistance', 'mod assist'],
  ['Max A', 'maximal assist', 'maximal assistance', 'max assist'],
  ['Total A', 'total assist', 'dependent'],
];
const SIDES = ['left', 'right', 'bilateral', 'both'];
const LETTERS = ['L', 'R'];
const CUE_TYPES = ['verbal', 'tactile', 'visual', 'demonstration'];
const STATUSES = ['NOT MET', 'MET', 'PROGRESSING', 'MODIFIED', 'NEW'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const CODE = /^(?:9\d{4}|G\d{4})$/;

type Replace = (token: string, all: readonly string[]) => readonly (readonly [AlterationKind, string])[];

interface Finder {
  readonly pattern: RegExp;
  readonly replace: Replace;
}

/** Whole words in any case; the longest form first. */
function wordsPattern(words: readonly string[], flags = 'giu'): RegExp {
  const forms = [...words].sort((a, b) => b.length - a.length).join('|');
  return new RegExp(`(?<![\\p{L}\\d])(?:${forms})(?![\\p{L}\\d])`, flags);
}

function others(kind: AlterationKind, family: readonly string[]): Replace {
  return (token) => family.filter((word) => !sameWord(word, token)).map((word) => [kind, word] as const);
}

const sameWord = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const FINDERS: readonly Finder[] = [
  {
    pattern: /(?<![\d.])\d+(?:\.\d+)?/g,
    replace: (token, all) => {
      if (CODE.test(token)) return [['code changed', token === '97535' ? '97530' : '97535']];
      const value = Number(token);
      const swapped = all.find((other) => other !== token && !CODE.test(other));
      return [
        ['number raised', String(value + 1)],
        ['number raised', `${token}0`],
        ['number lowered', String(Math.max(0, value - 1))],
        ...(swapped === undefined ? [] : ([['number swapped', swapped]] as const)),
      ].filter(([, text]) => text !== token) as [AlterationKind, string][];
    },
  },
  { pattern: wordsPattern(NUMBER_WORDS), replace: others('number word changed', ['two', 'nine']) },
  {
    pattern: wordsPattern(LEVELS.flat()),
    replace: (token) => {
      const at = LEVELS.findIndex((forms) => forms.some((form) => sameWord(form, token)));
      const [easier, harder, far] = [LEVELS[at - 1], LEVELS[at + 1], LEVELS[(at + 4) % LEVELS.length]];
      return [
        ...(easier === undefined ? [] : ([['level raised', easier[0]!]] as const)),
        ...(harder === undefined ? [] : ([['level lowered', harder[0]!]] as const)),
        ['level swapped', far![0]!] as const,
      ];
    },
  },
  { pattern: wordsPattern(SIDES), replace: others('side swapped', ['left', 'right']) },
  { pattern: wordsPattern(LETTERS, 'gu'), replace: others('side swapped', LETTERS) },
  { pattern: wordsPattern(CUE_TYPES), replace: others('cue type swapped', CUE_TYPES) },
  { pattern: wordsPattern(STATUSES, 'gu'), replace: others('status changed', STATUSES) },
  { pattern: wordsPattern(MONTHS, 'gu'), replace: others('date changed', ['July', 'October']) },
  {
    pattern: wordsPattern(['not', 'no', 'never', 'without', 'denies']),
    replace: () => [['negation dropped', '']],
  },
  {
    pattern: wordsPattern(['required', 'needed', 'was', 'is', 'reports', 'states', 'rates', 'performs', 'remains']),
    replace: (token) => [['negation added', `${token} not`]],
  },
  {
    pattern: wordsPattern(['patient', 'caregiver', 'therapist']),
    replace: (token) => [['who did it swapped', sameWord(token, 'patient') ? 'therapist' : 'patient']],
  },
];

/** Every single alteration of the note; `others` are notes of other records, whose sentences are dropped in. */
export function* alterations(note: NoteDraft, foreign: readonly NoteDraft[]): Generator<Alteration> {
  for (const statement of statementsOf(note)) {
    for (const [kind, changed] of changedStatements(statement))
      yield { kind, note: withStatement(note, statement, changed), before: statement.text, after: changed.text };
  }
  yield* droppedIn(note, foreign);
  yield* takenOut(note);
}

function* takenOut(note: NoteDraft): Generator<Alteration> {
  for (const section of note.sections)
    for (const gone of section.statements) {
      const without = { ...section, statements: section.statements.filter((each) => each !== gone) };
      const sections = note.sections.map((each) => (each === section ? without : each));
      yield { kind: 'sentence taken out', note: { ...note, sections }, before: gone.text, after: '' };
    }
  for (const gone of note.questions) {
    const questions = note.questions.filter((each) => each !== gone);
    yield { kind: 'question taken out', note: { ...note, questions }, before: gone.prompt, after: '' };
  }
}

function* changedStatements(statement: Statement): Generator<readonly [AlterationKind, Statement]> {
  for (const { pattern, replace } of FINDERS) {
    const matches = [...statement.text.matchAll(pattern)];
    const all = matches.map(([token]) => token);
    for (const match of matches)
      for (const [kind, text] of replace(match[0], all))
        yield [kind, replaced(statement, match.index, match.index + match[0].length, text)];
  }
  const end = statement.text.length - (/[.?!"]$/.test(statement.text) ? 1 : 0);
  yield ['sentence added to', replaced(statement, end, end, ' without difficulty')];
}

function replaced(statement: Statement, from: number, to: number, by: string): Statement {
  const shift = by.length - (to - from);
  const anchors = statement.anchors.map((anchor): Anchor => {
    const moved = (at: number) => (at >= to ? at + shift : Math.min(at, from));
    return { ...anchor, from: anchor.from <= from ? anchor.from : moved(anchor.from), to: moved(anchor.to) };
  });
  return { ...statement, text: statement.text.slice(0, from) + by + statement.text.slice(to), anchors };
}

/** A sentence of another session in place of ours: its words alone, and with its own facts and anchors. */
function* droppedIn(note: NoteDraft, foreign: readonly NoteDraft[]): Generator<Alteration> {
  const own = statementsOf(note);
  const texts = new Set(own.map(({ text }) => text));
  const places = own.filter(({ text }) => text.length > 3);
  const strangers = foreign.flatMap(statementsOf).filter(({ text }) => !texts.has(text));
  for (const [i, stranger] of strangers.entries()) {
    const place = places[i % places.length];
    if (place === undefined) return;
    const shown = { before: place.text, after: stranger.text };
    const words: Statement = { ...place, text: stranger.text, anchors: [] };
    yield { kind: 'sentence of another record', note: withStatement(note, place, words), ...shown };
    yield {
      kind: 'sentence moved in whole',
      note: withStatement(note, place, { ...stranger, id: place.id }),
      ...shown,
    };
  }
}

function withStatement(note: NoteDraft, statement: Statement, changed: Statement): NoteDraft {
  const put = (each: Statement): Statement => (each === statement ? changed : each);
  return {
    ...note,
    sections: note.sections.map((section) => ({
      ...section,
      statements: section.statements.map(put),
      ...(section.table === undefined
        ? {}
        : {
            table: {
              ...section.table,
              rows: section.table.rows.map((row) => row.map((cell) => (cell === null ? null : put(cell)))),
            },
          }),
    })),
  };
}
