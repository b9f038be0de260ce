/**
 * Help without lifting or touch: where the helper was (within reach is standby, further off is supervision), what was
 * put ready (set-up), and how many helped.
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { hasContext, isDenied } from '../standing.ts';
import type { LevelEvidence } from './evidence.ts';
import { isHelpersDeed, isLive } from './hands.ts';

const PERSONS = new Set(['us', 'i', 'me', 'myself', 'and', 'people', 'person', 'persons', 'helpers', 'took', 'staff']);

/** Two helpers and no level or share named: all of it was done for the patient. */
export function manyHelpers(sentence: Sentence): LevelEvidence[] {
  return hitsOf(sentence, 'helpers')
    .filter((hit) => sentence.tokens.slice(hit.from, hit.to).some((token) => PERSONS.has(token.text)))
    .map((hit) => ({ form: 'helpers', level: 'TotalA', sentence, from: hit.from, to: hit.to, doubtful: false }));
}

/** Things put ready or handed over: set-up. */
export function setups(document: Document, sentence: Sentence): LevelEvidence[] {
  const verbs = hitsOf(sentence, 'helpVerbs').filter(
    (verb) => verb.entry.strength === 'setup' && isHelpersDeed(document, sentence, verb),
  );
  const phrases = hitsOf(sentence, 'presence').filter((hit) => hit.entry.manner === 'setup');
  return [...verbs, ...phrases]
    .filter((hit) => !isDenied(sentence, hit.from) && !isLive(sentence, hit.from))
    .map((hit) => ({ form: 'setup', level: 'Supervision', sentence, from: hit.from, to: hit.to, doubtful: false }));
}

/** Where the helper was: within reach is standby, further off is supervision. */
export function presence(sentence: Sentence): LevelEvidence[] {
  return hitsOf(sentence, 'presence').flatMap((hit): LevelEvidence[] => {
    const { manner } = hit.entry;
    if (manner === 'setup' || isLive(sentence, hit.from) || isDenied(sentence, hit.from)) return [];
    if (hasContext(sentence, 'offer', chunkIndexAt(sentence, hit.from))) return [];
    if (sentence.tokens.slice(hit.from, hit.to).some((token) => token.text === 'not')) return [];
    if (manner === 'near' && isHandsAway(sentence, hit)) return [];
    if (manner === 'near' && isThingsPlace(sentence, hit.from)) {
      return [{ form: 'setup', level: 'Supervision', sentence, from: hit.from, to: hit.to, doubtful: false }];
    }
    const level = manner === 'near' ? 'SBA' : 'Supervision';
    return [{ form: manner, level, sentence, from: hit.from, to: hit.to, doubtful: false }];
  });
}

/** "I kept my hands behind me": where the hands were, away from the patient. */
function isHandsAway({ tokens }: Sentence, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return tokens.slice(from, to).some((token, at) => {
    const next = tokens[from + at + 1]?.text;
    return /^hands?$/.test(token.text) && next === 'behind' && ['me', 'my'].includes(tokens[from + at + 2]?.text ?? '');
  });
}

const THINGS = new Set(
  'everything things clothes clothing tray items item stuff supplies bits kit basin soap utensils tools food'.split(
    ' ',
  ),
);
const MOST_WORDS_TO_PLACE = 4;

/** "everything was within reach on the tray": where the things were, not the helper. */
function isThingsPlace({ tokens }: Sentence, at: number): boolean {
  return tokens.slice(Math.max(0, at - MOST_WORDS_TO_PLACE), at).some((token) => THINGS.has(token.text));
}
