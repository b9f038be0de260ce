/** The glossary: every level, code and modifier is in it, and every short form of the drafts that ship is written out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glossaryOf } from '../../src/main/core/adapters/glossary.ts';
import { searchGlossary, shortFormsIn } from '../../src/renderer/features/help/searchGlossary.ts';
import { RESOURCES, rules } from './rules.ts';

const entries = glossaryOf(rules);
const EXAMPLES = join(RESOURCES, '../docs/examples');
const terms = new Set(entries.flatMap(({ term, also }) => [term, ...also]));

describe('the glossary', () => {
  it('has every level, score, code and modifier that a claim can carry, each with a source', () => {
    const expected = [
      ...Object.values(rules.wording.levels).map(({ short }) => short),
      ...rules.catalogue.codes.map(({ code }) => code),
      ...rules.payers.flatMap(({ modifierOrder, modifiers }) => [...modifierOrder, ...modifiers]),
      ...rules.pairs.modifiers,
      ...rules.scores.bands.bands.map(({ band }) => band),
    ];
    expect(expected.filter((term) => !terms.has(term))).toEqual([]);
    expect(entries.filter(({ name, source }) => name === '' || source === '')).toEqual([]);
  });

  it('says of a level what scores it comes to', () => {
    const minimal = entries.find(({ term }) => term === 'Min A');
    expect(minimal?.means).toContain('Burden of care 4, Section GG 03.');
    expect(minimal?.source).toContain('Section GG');
  });

  it('writes out every short form of the shipped drafts', () => {
    const drafts = readdirSync(EXAMPLES).filter((file) => file.endsWith('.txt'));
    const lines = drafts.flatMap((file) => readFileSync(join(EXAMPLES, file), 'utf8').split('\n'));
    const prose = lines
      .filter((line) => !/^(?:DRAFT .*|[A-Z ,-]+)$/.test(line))
      .map((line) => line.replace(/\[[^\]]*\]/g, ''));
    const used = prose.flatMap((line) => line.match(/\b[A-Z]{2,}\b|\b(?:Min|Mod|Max|Total) A\b|\bMod I\b/g) ?? []);
    expect(new Set(used).size).toBeGreaterThan(10);
    expect([...new Set(used)].filter((form) => !terms.has(form) && !WORDS.has(form))).toEqual([]);
  });
});

/** "NOT MET" is one term. */
const WORDS: ReadonlySet<string> = new Set(['NOT']);

describe('searching the glossary', () => {
  const namesOf = (query: string) => searchGlossary(entries, query).named.map(({ term }) => term);

  it('tells an entry that was asked for by name from those that only mention it', () => {
    expect(namesOf('kx')).toEqual(['KX']);
    expect(namesOf(' Moderate assist ')).toEqual(['Mod A']);
    expect(searchGlossary(entries, 'kx').others.map(({ term }) => term)).toContain('KX threshold');
    expect(searchGlossary(entries, '97530')).toMatchObject({ named: [{ term: '97530' }], others: [] });
  });

  it('finds words from their beginning, never from inside', () => {
    expect(searchGlossary(entries, 'knuck').others.map(({ term }) => term)).toEqual(['MCP']);
    expect(searchGlossary(entries, 'nuckle')).toEqual({ named: [], others: [] });
    expect(searchGlossary(entries, 'w/c').named).toHaveLength(1);
    expect(searchGlossary(entries, '[(')).toEqual({ named: [], others: [] });
  });
});

describe('the short forms of a sentence', () => {
  const formsOf = (text: string) => shortFormsIn(text, entries).map(({ term }) => term);

  it('are found as whole words, in their order', () => {
    expect(formsOf('R shoulder AROM 0-95°; patient required Mod A (97530-GO x 1).')).toEqual([
      ...['AROM', 'Mod A', '97530', 'GO'],
    ]);
  });

  it('are not found inside other words or in small letters', () => {
    expect(formsOf('Patient will go to the supermarket and ask for an item.')).toEqual([]);
    expect(formsOf('MODIFIED KXY 975301')).toEqual(['MODIFIED']);
  });
});
