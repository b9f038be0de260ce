/**
 * What a typed command would do to the sentences of a note, by rule. Nothing is changed here: the difference is shown
 * first. No value (number, level, side, cue) comes in or goes out but one that the command itself spells out.
 */
import type { InstructedChange } from '../../shared/contractInstruct.ts';
import type { NoteDraft, Section, Statement } from '../../shared/domain/note.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readInstruction, type Scope } from './readInstruction.ts';

/** Verbs that are nouns as well ("needs were reviewed"): they keep their form where the words beside them make them one. */
export interface NounForms {
  readonly words: readonly string[];
  /** What then stands right before, and right after, as regular expressions. */
  readonly after: string;
  readonly before: string;
}

export interface InstructionWords {
  readonly shorter: readonly { readonly from: string; readonly to: string }[];
  readonly past: readonly { readonly from: string; readonly to: string }[];
  readonly nouns: NounForms;
  /** A sentence that looks ahead keeps its tense. */
  readonly stays: string;
}

export interface InstructionInput {
  readonly typed: string;
  readonly note: NoteDraft;
  /** The sentence that is chosen on the page. */
  readonly chosenId: string | null;
  readonly words: InstructionWords;
  /** Numbers, levels, sides and cues of a text. */
  readonly valuesIn: (text: string) => readonly string[];
}

interface Placed {
  readonly section: Section;
  readonly statement: Statement;
}

const UNDERSTOOD =
  'Understood are: shorter; past tense; remove the sentence about …; move the sentence about … to a section; replace … with …, both in quotation marks where it is not clear. Nothing was changed.';

export function followInstruction(input: InstructionInput): Result<readonly InstructedChange[]> {
  const { typed, note, words } = input;
  const asked = readInstruction(typed);
  if (asked === null) return refused(`This is not understood. ${UNDERSTOOD}`);
  if (asked.kind === 'replace') return replaced(input, asked.from, asked.to);
  const found = placesOf(input, asked.scope);
  if (!found.ok) return found;
  switch (asked.kind) {
    case 'remove':
      return one(found.value, (place) => change(place, 'remove', null));
    case 'move': {
      const section = sectionNamed(note, asked.section);
      if (section === null) return refused(`The note has no section “${asked.section}”. Nothing was changed.`);
      return one(found.value, (place) => ({
        ...change(place, 'move', place.statement.text),
        ...{ toSectionId: section.id, toHeading: section.heading },
      }));
    }
    case 'shorter':
      return reworded(input, found.value, rewordings(words.shorter), 'By rule nothing can be left out here.');
    case 'past': {
      const ahead = new RegExp(words.stays, 'i');
      const told = found.value.filter(({ statement }) => !ahead.test(statement.text));
      const verbs = rewordings(words.past, words.nouns);
      return reworded(input, told, verbs, 'There is no verb here that the rules can put in the past.');
    }
  }
}

const refused = (message: string) => fail('invalid_input', message, { at: 'text' });

function change(
  { section, statement }: Placed,
  kind: InstructedChange['kind'],
  after: string | null,
): InstructedChange {
  const to = { toSectionId: null, toHeading: null };
  return { kind, statementId: statement.id, heading: section.heading, before: statement.text, after, ...to };
}

/** Taking out and moving are for one sentence: which of several is meant is for the therapist to say. */
function one(
  places: readonly Placed[],
  make: (place: Placed) => InstructedChange,
): Result<readonly InstructedChange[]> {
  const [first, ...more] = places;
  if (first === undefined) return refused('No sentence of the note speaks of that. Nothing was changed.');
  if (more.length > 0) {
    return refused(`${places.length} sentences speak of that: use more of its words, or choose one and write “this”.`);
  }
  return ok([make(first)]);
}

function all({ sections }: NoteDraft): readonly Placed[] {
  return sections.flatMap((section) => section.statements.map((statement) => ({ section, statement })));
}

function placesOf({ note, chosenId }: InstructionInput, scope: Scope): Result<readonly Placed[]> {
  const everywhere = all(note);
  switch (scope.kind) {
    case 'all':
      return ok(everywhere);
    case 'chosen': {
      const chosen = everywhere.filter(({ statement }) => statement.id === chosenId);
      return chosen.length > 0
        ? ok(chosen)
        : refused('Choose a sentence first, or say “the note”. Nothing was changed.');
    }
    case 'section': {
      const section = sectionNamed(note, scope.name);
      if (section === null) return refused(`This is not understood. ${UNDERSTOOD}`);
      return ok(everywhere.filter((place) => place.section === section));
    }
    case 'about': {
      const wanted = wordsOf(scope.words);
      return ok(everywhere.filter(({ statement }) => speaksOf(wordsOf(statement.text), wanted)));
    }
  }
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}/]+/gu) ?? [];
const SMALL = new Set(['the', 'a', 'an', 'his', 'her', 'their', 'of', 'and']);

/** Each word of the command begins a word of the sentence, or the other way round: "transfers" finds "transfer". */
function speaksOf(said: readonly string[], wanted: readonly string[]): boolean {
  const content = wanted.filter((word) => !SMALL.has(word));
  const isSame = (a: string, b: string) =>
    a === b || (Math.min(a.length, b.length) > 3 && (a.startsWith(b) || b.startsWith(a)));
  return content.length > 0 && content.every((word) => said.some((each) => isSame(each, word)));
}

function sectionNamed({ sections }: NoteDraft, name: string): Section | null {
  const wanted = name.toLowerCase();
  return sections.find(({ id, heading }) => [id.toLowerCase(), heading.toLowerCase()].includes(wanted)) ?? null;
}

/** Only the values that the command spells out may go and come: "3" is no part of "3.5" or "3/5". */
function replaced({ note, valuesIn }: InstructionInput, from: string, to: string): Result<readonly InstructedChange[]> {
  const pattern = phrase(from);
  const changes: InstructedChange[] = [];
  for (const place of all(note)) {
    const { text } = place.statement;
    const after = text.replace(pattern, () => to);
    if (after === text) continue;
    const times = (words: string) => Array.from(text.matchAll(pattern)).flatMap(() => valuesIn(words));
    if (listed([...valuesIn(text), ...times(to)]) !== listed([...valuesIn(after), ...times(from)])) {
      return refused(
        `In “${text}” this would change a number, level, side or cue that the command does not spell out: write all of it. Nothing was changed.`,
      );
    }
    changes.push(change(place, 'replace', after));
  }
  return changes.length > 0
    ? ok(changes)
    : refused(`“${from}” stands in no sentence of the note. Nothing was changed.`);
}

const listed = (values: readonly string[]): string =>
  values
    .map((value) => value.toLowerCase())
    .toSorted()
    .join('|');

interface Rewording {
  readonly pattern: RegExp;
  readonly to: string;
}

function rewordings(pairs: InstructionWords['shorter'], nouns?: NounForms): readonly Rewording[] {
  return pairs.map(({ from, to }) => ({ pattern: phrase(from, nouns?.words.includes(from) ? nouns : undefined), to }));
}

/** Every rule in turn; a sentence whose values would not be the same afterwards is left as it is. */
function reworded(
  { valuesIn }: InstructionInput,
  places: readonly Placed[],
  rules: readonly Rewording[],
  nothing: string,
): Result<readonly InstructedChange[]> {
  const byRule = (text: string) =>
    tidied(rules.reduce((told, { pattern, to }) => told.replace(pattern, () => to), text));
  const changes = places.flatMap((place) => {
    const before = place.statement.text;
    const after = outsideQuotes(before, byRule);
    const keepsValues = valuesIn(before).join('|') === valuesIn(after).join('|');
    return after === before || !keepsValues ? [] : [change(place, 'replace', after)];
  });
  return changes.length > 0 ? ok(changes) : refused(`${nothing} Nothing was changed.`);
}

/** Stands for a quotation while the rest is reworded; of a private area of Unicode, in no word of any rule. */
const HELD = '\uE000';
/** An opening mark never follows a letter or a digit, which are apostrophes and inches; what is not closed is quoted to the end. */
const QUOTATION = /“[^”]*(?:”|$)|(?<![\p{L}\p{N}])"[^"]*(?:"|$)|(?<![\p{L}\p{N}])['‘].*?['’](?![\p{L}\p{N}])|\uE000/gu;

/** What somebody said stays word for word. */
function outsideQuotes(text: string, rewrite: (text: string) => string): string {
  const said = text.match(QUOTATION) ?? [];
  let at = 0;
  return rewrite(text.replace(QUOTATION, HELD)).replaceAll(HELD, () => said[at++]!);
}

/** Whole words, whatever the case; as verbs only, where a noun of the same form is told by its neighbours. */
function phrase(words: string, nouns?: NounForms): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '\\s+');
  const [after, before] = nouns === undefined ? ['', ''] : [`(?<!${nouns.after})`, `(?!${nouns.before})`];
  return new RegExp(`(?<![\\p{L}\\p{N}])${after}${escaped}(?![\\p{L}\\p{N}])${before}`, 'giu');
}

function tidied(text: string): string {
  const spaced = text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .replace(/^[ ,]+/, '')
    .trim();
  return spaced.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
