import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/main/core/rules/loadLexicon.ts';
import { extractFacts } from '../../../src/nlp/extractFacts.ts';
import { toGoldForm } from '../../../src/nlp/goldForm.ts';
import {
  type Challenge,
  type ChallengeItem,
  passes,
  readChallenges,
  readFloors,
  transcriptOfItem,
} from '../../bench/facts/challenge.ts';
import { parsePrediction } from '../../bench/facts/dialogueForm.ts';

const challenges = readChallenges(import.meta.dirname);
const floors = readFloors(import.meta.dirname);
const loaded = loadLexicon(path.resolve(import.meta.dirname, '../../../resources/lexicon'));
if (!loaded.ok) throw new Error(loaded.error.message);
const lexicon = loaded.value;

function factsOf(challenge: Challenge, item: ChallengeItem) {
  const transcript = transcriptOfItem(item);
  return parsePrediction(toGoldForm(extractFacts(transcript, lexicon), transcript))[challenge.kind];
}

describe('the challenge set', () => {
  const items = challenges.flatMap((challenge) => challenge.items);

  it('holds at least 300 paraphrases, a third of which say nothing', () => {
    expect(items.length).toBeGreaterThanOrEqual(300);
    expect(items.filter((item) => item.expect.length === 0).length).toBeGreaterThanOrEqual(items.length / 3);
  });

  it('has no wording twice', () => {
    const wordings = items.map((item) => JSON.stringify(item.say));
    expect(wordings.filter((wording, index) => wordings.indexOf(wording) !== index)).toEqual([]);
  });

  it('has a floor for every concept', () => {
    expect(Object.keys(floors).sort()).toEqual(challenges.map(({ concept }) => concept).sort());
  });
});

/** The floor is the rate reached so far, as data: whoever improves a concept raises it, nobody lowers it. */
describe.each(challenges.map((challenge) => [challenge.concept, challenge] as const))('%s', (concept, challenge) => {
  const floor = floors[concept]!;
  const failed = challenge.items.filter((item) => !passes(challenge.kind, item, factsOf(challenge, item)));
  const passed = challenge.items.length - failed.length;

  it(`passes ${passed} of ${challenge.items.length}, at least the ${floor} reached before`, () => {
    const wordings = failed.map((item) => item.say.map(({ text }) => text).join(' / '));
    expect(passed, `below the floor; not passed:\n${wordings.join('\n')}`).toBeGreaterThanOrEqual(floor);
  });
});

describe('an item', () => {
  const item: ChallengeItem = {
    say: [{ speaker: 'therapist', text: 'Grooming was min.' }],
    expect: [{ fimItem: 'grooming', assistLevel: 'MinA' }],
  };
  const grooming = { fimItem: 'grooming', assistLevel: 'MinA', evidence: [0] };

  it('passes with the expected fact and fails without it, with another level, or with one fact too many', () => {
    const other = { ...grooming, fimItem: 'eating' };
    expect(passes('observations', item, [grooming])).toBe(true);
    expect(passes('observations', item, [])).toBe(false);
    expect(passes('observations', item, [{ ...grooming, assistLevel: 'ModA' }])).toBe(false);
    expect(passes('observations', item, [grooming, other])).toBe(false);
  });

  it('that says nothing fails on any fact', () => {
    expect(passes('observations', { ...item, expect: [] }, [])).toBe(true);
    expect(passes('observations', { ...item, expect: [] }, [grooming])).toBe(false);
  });

  it('counts minutes by code and sum', () => {
    const minutes: ChallengeItem = { ...item, expect: [{ cpt: '97110', minutes: 15 }] };
    const of = (...counts: number[]) => counts.map((count) => ({ cpt: '97110', minutes: count, evidence: [0] }));
    expect(passes('minutes', minutes, of(10, 5))).toBe(true);
    expect(passes('minutes', minutes, of(10))).toBe(false);
  });
});
