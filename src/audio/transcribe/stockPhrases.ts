/**
 * Guards against what Whisper writes when nobody speaks: closing words of videos, "thank you", "you". Such a phrase is
 * refused only as the whole of a segment and only on weak evidence: a patient's "thank you" inside real speech stays.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const phrase = z.string().regex(/^[a-z' ]+$/, 'lower case, no punctuation');

const stockPhrasesSchema = z.strictObject({
  format: z.literal(1),
  reviewed: z.iso.date(),
  source: z.string().min(1),
  /** Nobody says these in a therapy session: refused unless the evidence is strong. */
  neverSaid: z.array(phrase).min(1),
  /** People do say these: refused only on weak evidence. */
  sometimesSaid: z.array(phrase).min(1),
});

export interface StockPhrases {
  readonly neverSaid: ReadonlySet<string>;
  readonly sometimesSaid: ReadonlySet<string>;
}

export interface PhraseEvidence {
  /** Mean probability of the words. */
  readonly meanP: number;
  /** Probability of its least probable word: an invented phrase often begins with a guess and goes on by heart. */
  readonly leastP: number;
  /** Probability that the chunk holds no speech. */
  readonly noSpeechP: number;
}

const STRONG_MEAN_P = 0.9;
const STRONG_NO_SPEECH_P = 0.1;
const WEAK_MEAN_P = 0.6;
const WEAK_LEAST_P = 0.4;
const WEAK_NO_SPEECH_P = 0.5;

/** @throws when the file does not fit its schema: it is part of the release. */
export async function loadStockPhrases(file: string): Promise<StockPhrases> {
  const data = stockPhrasesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return { neverSaid: new Set(data.neverSaid), sometimesSaid: new Set(data.sometimesSaid) };
}

export function isInvented(text: string, evidence: PhraseEvidence, phrases: StockPhrases): boolean {
  const bare = text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^a-z']+/g, ' ')
    .trim();
  if (phrases.neverSaid.has(bare)) {
    return evidence.meanP < STRONG_MEAN_P || evidence.noSpeechP > STRONG_NO_SPEECH_P;
  }
  if (phrases.sometimesSaid.has(bare)) {
    return evidence.meanP < WEAK_MEAN_P || evidence.leastP < WEAK_LEAST_P || evidence.noSpeechP > WEAK_NO_SPEECH_P;
  }
  return false;
}
