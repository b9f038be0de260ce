/** Facts and drafts from words, and the check of the export forms, under the shipped rules and lexicon. */
import { createClinicalRules } from '../../src/main/core/adapters/clinicalRules.ts';
import { createIntegration } from '../../src/main/core/adapters/integration.ts';
import { createWrittenWords } from '../../src/main/core/adapters/writtenWords.ts';
import { MODELS, RESOURCES, rules } from '../nlp/rules.ts';

const about = { resourcesFolder: RESOURCES, rules, reader: null, modelsFolder: MODELS, app: '0.0.0' };

export const WORDS = createWrittenWords(about);
export const INTEGRATION = createIntegration({ ...about, words: WORDS, clinical: createClinicalRules(rules) });
