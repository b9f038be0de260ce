/**
 * A transcript file (seconds, speakers, text, optional word times) to the domain form. Everything else in the file is
 * ignored on purpose: facts may come from the utterances alone.
 */
import { z } from 'zod';
import type { Transcript, Utterance } from '../shared/domain/utterance.ts';
import type { AppError, Result } from '../shared/result.ts';
import { fail, ok } from '../shared/result.ts';
import { whiteSpaceWords } from './text/token.ts';

const MILLISECONDS = 1000;
const seconds = z.number().nonnegative();
const utteranceSchema = z.object({
  t0: seconds,
  t1: seconds,
  speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']),
  text: z.string(),
  words: z
    .array(z.object({ t0: seconds, t1: seconds, text: z.string(), p: z.number().min(0).max(1).default(1) }))
    .optional(),
});
const transcriptSchema = z.object({ utterances: z.array(utteranceSchema) });

export function parseTranscript(json: unknown): Result<Transcript, AppError> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return fail('invalid_input', 'A transcript must be a JSON object with a list "utterances".');
  }
  if (!('utterances' in json)) return fail('invalid_input', 'The transcript has no list "utterances".');
  const parsed = transcriptSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? 'utterances';
    return fail(
      'invalid_input',
      `The transcript is not in the expected form at ${where}: ${issue?.message ?? 'unknown'}.`,
      { at: where },
    );
  }
  const utterances: Utterance[] = [];
  for (const [index, each] of parsed.data.utterances.entries()) {
    if (each.t1 < each.t0)
      return fail('invalid_input', `Utterance ${index} ends before it begins.`, { at: `utterances.${index}` });
    const words = (each.words ?? []).map((word) => ({
      startMs: toMs(word.t0),
      endMs: toMs(word.t1),
      text: word.text,
      p: word.p,
    }));
    if (words.length > 0 && words.length !== whiteSpaceWords(each.text).length) {
      return fail('invalid_input', `The words of utterance ${index} do not match its text.`, {
        at: `utterances.${index}.words`,
      });
    }
    utterances.push({
      id: `u${index}`,
      speaker: each.speaker,
      speakerP: 1,
      setBy: 'file',
      text: each.text,
      startMs: toMs(each.t0),
      endMs: toMs(each.t1),
      words,
    });
  }
  return ok({ utterances, gaps: [] });
}

const toMs = (value: number) => Math.round(value * MILLISECONDS);
