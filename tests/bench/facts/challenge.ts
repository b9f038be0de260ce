/**
 * Short paraphrases of one concept each: one to three utterances and the facts of one kind that follow from them, often
 * none. An item passes when each expected fact is found and nothing else of that kind is said.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parseTranscript } from '../../../src/nlp/parseTranscript.ts';
import { ASSIST_LEVELS } from '../../../src/shared/domain/facts.ts';
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import { type Gold, KINDS, type PredictedFact } from './dialogueForm.ts';
import { creditOf } from './factMatch.ts';

const expected = z.strictObject({
  fimItem: z.string().nullable().optional(),
  assistLevel: z.enum(ASSIST_LEVELS).optional(),
  type: z.enum(['verbal', 'tactile', 'visual', 'demonstration', 'unspecified']).optional(),
  count: z.int().nullable().optional(),
  intensity: z.enum(['min', 'mod', 'max']).nullable().optional(),
  cpt: z.string().optional(),
  minutes: z.int().optional(),
  name: z.string().optional(),
  kind: z.string().optional(),
  motion: z.string().nullable().optional(),
  side: z.enum(['left', 'right']).nullable().optional(),
  value: z.union([z.number(), z.string()]).optional(),
  who: z.enum(['patient', 'caregiver']).optional(),
  keywords: z.array(z.string()).optional(),
  score: z.number().optional(),
  when: z.string().optional(),
});
const challengeSchema = z.strictObject({
  concept: z.string(),
  kind: z.enum(KINDS),
  items: z.array(
    z.strictObject({
      say: z.array(
        z.strictObject({ speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']), text: z.string().min(1) }),
      ),
      expect: z.array(expected),
    }),
  ),
});

export type Challenge = z.infer<typeof challengeSchema>;
export type ChallengeItem = Challenge['items'][number];

/** All concepts of a folder; `floors.json` beside them is read by `readFloors`. */
export function readChallenges(folder: string): Challenge[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'floors.json')
    .sort()
    .map((file) => challengeSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
}

/** The number of items of each concept that passed when it was last raised. */
export function readFloors(folder: string): Readonly<Record<string, number>> {
  const json: unknown = JSON.parse(readFileSync(path.join(folder, 'floors.json'), 'utf8'));
  return z.record(z.string(), z.int().nonnegative()).parse(json);
}

export function transcriptOfItem(item: ChallengeItem): Transcript {
  const utterances = item.say.map((each, index) => ({ t0: index * 6, t1: index * 6 + 5, ...each }));
  const transcript = parseTranscript({ utterances });
  if (!transcript.ok) throw new Error(transcript.error.message);
  return transcript.value;
}

/** `facts`: those of the concept's kind that were extracted from the item. */
export function passes(kind: Challenge['kind'], item: ChallengeItem, facts: readonly PredictedFact[]): boolean {
  if (kind === 'minutes') return sameSums(item, facts);
  const everywhere = item.say.map((_, index) => index);
  const wanted = item.expect.map(
    (each) => ({ task: 'any', evidence: everywhere, ...each }) as unknown as Gold[typeof kind][number],
  );
  return facts.length === wanted.length && assignable(facts, wanted, (fact, gold) => creditOf(kind, fact, gold) > 0);
}

/** Minutes of one code may come in one entry or in several. */
function sameSums(item: ChallengeItem, facts: readonly PredictedFact[]): boolean {
  const sums = (list: readonly { readonly cpt?: string | null; readonly minutes?: number | null }[]) => {
    const byCode = new Map<string, number>();
    for (const { cpt, minutes } of list) byCode.set(cpt ?? '', (byCode.get(cpt ?? '') ?? 0) + (minutes ?? 0));
    return JSON.stringify([...byCode].sort());
  };
  return sums(item.expect) === sums(facts);
}

function assignable<A, B>(left: readonly A[], right: readonly B[], fits: (a: A, b: B) => boolean): boolean {
  const [first, ...rest] = left;
  if (first === undefined) return true;
  return right.some(
    (each, position) =>
      fits(first, each) &&
      assignable(
        rest,
        right.filter((_, other) => other !== position),
        fits,
      ),
  );
}
