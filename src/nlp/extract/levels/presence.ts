/**
 * Help without lifting or touch: where the helper was (within reach is standby, further off is supervision), what was
 * put ready (set-up), and how many helped.
 */
import type { Document, Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import { hasContext, isDenied } from '../standing.ts';
import type { LevelEvidence } from './evidence.ts';
import { isHelpersDeed, isLive } from './hands.ts';

const PERSONS = new Set(['us', 'people', 'person', 'persons', 'helpers', 'took', 'staff']);

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
  return hitsOf(sentence, 'presence').flatMap((hit) => {
    const { manner } = hit.entry;
    if (manner === 'setup' || isLive(sentence, hit.from) || isDenied(sentence, hit.from)) return [];
    if (hasContext(sentence, 'offer', chunkIndexAt(sentence, hit.from))) return [];
    if (sentence.tokens.slice(hit.from, hit.to).some((token) => token.text === 'not')) return [];
    const level = manner === 'near' ? 'SBA' : 'Supervision';
    return [{ form: manner, level, sentence, from: hit.from, to: hit.to, doubtful: false }];
  });
}
