/** The lexicon as the extractors use it: the entries of all files by group, and the automaton that finds them. */
import type { AppError, Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Automaton } from '../text/automaton.ts';
import { buildAutomaton } from '../text/automaton.ts';
import type { LookAlike } from '../text/lookAlikes.ts';
import type { Pattern } from '../text/pattern.ts';
import { compilePattern } from '../text/pattern.ts';
import type { GroupEntry, GroupName, LexiconFile } from './schema.ts';
import { groupShapes, lexiconFileSchema } from './schema.ts';

interface AnyEntry {
  readonly phrases: readonly string[];
}

export interface IndexedPattern {
  readonly group: GroupName;
  readonly entry: AnyEntry;
  readonly pattern: Pattern;
}

export interface Lexicon {
  /** "id@version" of every file, for the stamp of a record. */
  readonly versions: readonly string[];
  readonly entries: { readonly [G in GroupName]: readonly GroupEntry<G>[] };
  readonly patterns: readonly IndexedPattern[];
  /** Finds `patterns`; a number it reports is an index of that list. */
  readonly automaton: Automaton;
  /** Finds the words of repair alone. */
  readonly repairs: Automaton;
  readonly lookAlikes: ReadonlyMap<string, readonly LookAlike[]>;
}

/** `files` maps a file name, used in messages, to its parsed content. */
export function parseLexicon(files: Readonly<Record<string, unknown>>): Result<Lexicon, AppError> {
  const parsed: LexiconFile[] = [];
  for (const name of Object.keys(files).sort()) {
    const result = lexiconFileSchema.safeParse(files[name]);
    if (!result.success) {
      const issue = result.error.issues[0];
      const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
      return fail('invalid_input', `The lexicon file ${name} is not in the expected form${where}.`, { at: name });
    }
    parsed.push(result.data);
  }
  if (parsed.length === 0) return fail('invalid_input', 'The lexicon is empty: no lexicon files were found.');
  return ok(buildLexicon(parsed));
}

function buildLexicon(files: readonly LexiconFile[]): Lexicon {
  const patterns: IndexedPattern[] = [];
  const entries = {} as Record<GroupName, AnyEntry[]>;
  const macros = Object.assign({}, ...files.map((file) => file.macros)) as Record<string, string>;
  for (const group of Object.keys(groupShapes) as GroupName[]) {
    entries[group] = files.flatMap((file): AnyEntry[] => [...(file.groups[group] ?? [])]);
    if (group === 'lookAlikes' || group === 'functionWords') continue;
    for (const entry of entries[group]) {
      for (const phrase of entry.phrases) {
        patterns.push({ group, entry, pattern: compilePattern(phrase, macros) });
      }
    }
  }
  return {
    versions: files.map((file) => `${file.id}@${file.version}`),
    entries: entries as unknown as Lexicon['entries'],
    patterns,
    automaton: buildAutomaton(patterns.map((each) => each.pattern)),
    repairs: buildAutomaton(patterns.filter(isRepair).map((each) => each.pattern)),
    lookAlikes: indexLookAlikes(files, macros),
  };
}

function isRepair({ group, entry }: IndexedPattern): boolean {
  return group === 'context' && (entry as GroupEntry<'context'>).kind === 'repair';
}

/** Look-alikes are compiled letter for letter: "four" must not become 4 before it is put right. */
function indexLookAlikes(
  files: readonly LexiconFile[],
  macros: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly LookAlike[]> {
  const index = new Map<string, LookAlike[]>();
  for (const entry of files.flatMap((file) => file.groups.lookAlikes ?? [])) {
    const { meant, doubtful } = entry;
    const neighbours = {
      next: wordSet(entry.next),
      previous: wordSet(entry.previous),
      notNext: wordSet(entry.notNext),
      notPrevious: wordSet(entry.notPrevious),
    };
    for (const phrase of entry.phrases) {
      const lookAlike = { meant, doubtful, ...neighbours, pattern: compilePattern(phrase, macros) };
      for (const word of lookAlike.pattern.firstWords) index.set(word, [...(index.get(word) ?? []), lookAlike]);
    }
  }
  return index;
}

const wordSet = (words: string | undefined) => (words === undefined ? undefined : new Set(words.trim().split(/\s+/)));
