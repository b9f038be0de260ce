import { join } from 'node:path';
import { z } from 'zod';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import { type GoldForm, toGoldForm } from '../../../nlp/goldForm.ts';
import { parseTranscript } from '../../../nlp/parseTranscript.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { loadLexicon } from '../rules/loadLexicon.ts';
import { readJsonFile } from './readJson.ts';

/** Facts of a transcript file, in the exchange form; only its utterances are looked at. */
export async function extractFile(path: string, installation: Installation): Promise<Result<GoldForm>> {
  const json = await readJsonFile(path, 'transcript', z.unknown());
  if (!json.ok) return json;
  const transcript = parseTranscript(json.value);
  if (!transcript.ok) return transcript;
  const lexicon = loadLexicon(join(installation.resources, 'lexicon'));
  if (!lexicon.ok) return lexicon;
  return ok(toGoldForm(extractFacts(transcript.value, lexicon.value), transcript.value));
}
