import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import { type GoldForm, toGoldForm } from '../../../nlp/goldForm.ts';
import { parseTranscript } from '../../../nlp/parseTranscript.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { openFactReader } from '../reading/openFactReader.ts';
import { loadLexicon } from '../rules/loadLexicon.ts';
import { readJsonFile } from './readJson.ts';

const THREADS = Math.min(4, availableParallelism());

/** Facts of a transcript file, in the exchange form; only its utterances are looked at. */
export async function extractFile(path: string, installation: Installation): Promise<Result<GoldForm>> {
  const json = await readJsonFile(path, 'transcript', z.unknown());
  if (!json.ok) return json;
  const transcript = parseTranscript(json.value);
  if (!transcript.ok) return transcript;
  const lexicon = loadLexicon(join(installation.resources, 'lexicon'));
  if (!lexicon.ok) return lexicon;
  const reader = await openFactReader(installation.models, THREADS);
  if (!reader.ok) return reader;
  const reading = await reader.value.read(transcript.value);
  await reader.value.release();
  return ok(toGoldForm(extractFacts(transcript.value, lexicon.value, reading), transcript.value));
}
