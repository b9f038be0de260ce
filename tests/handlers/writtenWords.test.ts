/** Drafts from words that nobody recorded say which model had a part in them. */
import { describe, expect, it } from 'vitest';
import { createWrittenWords } from '../../src/main/core/adapters/writtenWords.ts';
import type { FactReader } from '../../src/main/core/reading/factReader.ts';
import { recordOf, walter } from '../nlp/draft/noteOf.ts';
import { toiletTransferAndGrooming } from '../nlp/draft/sessions.ts';
import { MODELS, RESOURCES, rules } from '../nlp/rules.ts';

const FINDS_NOTHING: FactReader = { read: async () => ({ spans: [], utterances: [] }) };

async function stampOf(reader: FactReader | null, modelsFolder = MODELS) {
  const words = createWrittenWords({ resourcesFolder: RESOURCES, modelsFolder, rules, reader, app: '0.0.0' });
  const { transcript, session } = recordOf(toiletTransferAndGrooming);
  const therapist = { id: 't1', name: 'Sam', credentials: 'OTR/L', licence: null };
  const drafted = await words.note({ transcript, session, patient: walter, therapist });
  return drafted.ok ? drafted.value.note.stamp.models : drafted.error.code;
}

describe('a draft from written words', () => {
  it('names the reader and the fingerprint of its files', async () => {
    const stamp = await stampOf(FINDS_NOTHING);
    expect(stamp).toMatch(/^fact-reader [0-9a-f]{64}$/);
    expect(await stampOf(FINDS_NOTHING)).toBe(stamp);
  });

  it('names none where the rules worked alone, and is not made with a reader whose files are missing', async () => {
    expect(await stampOf(null)).toBe('none');
    expect(await stampOf(FINDS_NOTHING, RESOURCES)).toBe('model_missing');
  });
});
