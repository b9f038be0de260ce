import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RESOURCES, rules } from '../../nlp/rules.ts';
import { exampleFiles } from './exampleFiles.ts';
import { readLexicon } from './sessionDrafts.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'docs/examples');
const files = await exampleFiles(ROOT, { rules, lexicon: readLexicon(RESOURCES) });
const notes = [...files].filter(([name]) => name.startsWith('dlg-'));

describe('the drafts of docs/examples', () => {
  it('are what the program writes now: npm run examples', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort());
    for (const [name, content] of files) expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(content);
  });

  it('are twenty sessions, each marked as a draft', () => {
    expect(notes).toHaveLength(20);
    for (const [, text] of notes) expect(text).toMatch(/^DRAFT - not signed/);
  });

  it('share no sentence of more than seven words but minutes, totals and charges', () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const [name, text] of notes) {
      const body = text.slice(text.indexOf('SUBJECTIVE')).split('\n');
      const own = body.filter((line) => /[.:]$/.test(line) && !/^(?:Total timed|Charges|.* \(\d{5}\): )/.test(line));
      for (const line of new Set(own.filter((each) => each.split(' ').length > 7))) {
        if (seen.has(line)) shared.push(`${seen.get(line)} and ${name}: ${line}`);
        seen.set(line, name);
      }
    }
    expect(shared).toEqual([]);
  });
});
