/** All level evidence of a sentence, in spoken order. */
import type { Document, Sentence } from '../document.ts';
import { alone, cueOnly } from './alone.ts';
import { denials } from './denials.ts';
import type { LevelEvidence } from './evidence.ts';
import { hands } from './hands.ts';
import { named } from './named.ts';
import { manyHelpers, presence, setups } from './presence.ts';
import { rests, shares } from './share.ts';
import { turns } from './turns.ts';

export function readLevelEvidence(document: Document, sentence: Sentence): readonly LevelEvidence[] {
  return [
    ...named(sentence),
    ...shares(document, sentence),
    ...turns(document, sentence),
    ...rests(sentence),
    ...hands(document, sentence),
    ...manyHelpers(sentence),
    ...setups(document, sentence),
    ...presence(sentence),
    ...alone(document, sentence),
    ...denials(document, sentence),
    ...cueOnly(document, sentence),
  ].sort((a, b) => a.from - b.from);
}
