import { describe, expect, it } from 'vitest';
import { loadPaperWords } from '../../src/main/core/rules/paperWords.ts';
import { comparableFacts } from '../../src/nlp/compare/comparable.ts';
import { compareNotes } from '../../src/nlp/compare/compareNotes.ts';
import { readPasted } from '../../src/nlp/compare/readPasted.ts';
import { WORDS } from '../support/realWords.ts';
import { RESOURCES } from './rules.ts';

const loaded = loadPaperWords(RESOURCES);
if (!loaded.ok) throw new Error(loaded.error.message);
const paper = loaded.value;

function compare(draft: string, pasted: string) {
  const factsOf = (text: string) => {
    const read = readPasted(text, paper);
    const facts = WORDS.facts(read.transcript);
    if (!facts.ok) throw new Error(facts.error.message);
    return { values: [...comparableFacts(facts.value), ...read.billed], read };
  };
  const theirs = factsOf(pasted);
  return compareNotes(factsOf(draft).values, theirs.values, theirs.read.quoteOf);
}
const shown = (rows: ReturnType<typeof compare>) =>
  rows.map(({ standing, key, draft, pasted }) => `${standing} ${key}: ${draft ?? '-'} / ${pasted ?? '-'}`);

describe('two notes of one session', () => {
  it('differ where a level is another, and show the sentence as it was pasted', () => {
    const rows = compare(
      'Patient required moderate assist for toilet transfer.',
      'O: Toilet transfer Min A w/ 2 VC for hand placement.',
    );
    expect(shown(rows)).toContain('differs level.transferToilet: ModA / MinA');
    const level = rows.find(({ kind }) => kind === 'level');
    expect(level?.quote).toBe('Toilet transfer Min A w/ 2 VC for hand placement.');
    expect(shown(rows)).toContain('onlyPasted cues.toilet-transfer.verbal: - / 2');
  });

  it('are the same where only the wording is another', () => {
    const rows = compare('Toilet transfer with moderate assistance.', 'Toilet transfer: Mod A.');
    expect(rows.map(({ standing }) => standing)).toEqual(['same']);
  });

  it('tell left from right, whichever way a side is written', () => {
    const rows = compare('Right grip strength is 24 pounds.', 'L grip strength 24 lbs.');
    expect(rows.map(({ standing }) => standing).toSorted()).toEqual(['onlyDraft', 'onlyPasted']);
    expect(compare('Right grip strength is 24 pounds.', 'R grip strength 24 lbs.')[0]?.standing).toBe('same');
  });

  it('say what only one of them has', () => {
    const rows = compare('Grooming at the sink with min assist.', 'UB dressing: SBA.');
    expect(shown(rows)).toEqual(['onlyPasted level.dressingUpper: - / SBA', 'onlyDraft level.grooming: MinA / -']);
  });

  it('take no goal, no earlier visit and nothing denied for today', () => {
    const rows = compare('', 'LTG: toilet transfer with SBA.\nLast visit: toilet transfer Max A.\nNo loss of balance.');
    expect(rows).toEqual([]);
  });

  it('hold units and KX of the pasted note, written either way', () => {
    expect(
      readPasted('97530 x 2, 97535: 15 min, 1 unit. KX attached.', paper).billed.map(({ key, value }) => [key, value]),
    ).toEqual([
      ['units.97530', '2'],
      ['units.97535', '1'],
      ['modifier.KX', 'on the claim'],
    ]);
    expect(readPasted('97530 for 12 min. Walked 2 laps.', paper).billed).toEqual([]);
  });

  it('let a sentence go to the section it belongs to, and none go for what follows from the minutes', () => {
    const rows = compare('', 'Toilet transfer: Mod A.\n97530 x 1.');
    expect(rows.map(({ kind, sectionId }) => [kind, sectionId])).toEqual([
      ['level', 'objective'],
      ['units', null],
    ]);
  });
});
