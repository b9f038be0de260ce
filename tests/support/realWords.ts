/** Facts and drafts from words, under the shipped rules and lexicon. */
import { createWrittenWords } from '../../src/main/core/adapters/writtenWords.ts';
import { RESOURCES, rules } from '../nlp/rules.ts';

export const WORDS = createWrittenWords({ resourcesFolder: RESOURCES, rules, app: '0.0.0' });
