/**
 * The form of an annotated dialogue (tests/nlp/dialogues/README.md says what each field means) and of the facts that
 * are scored against it. `readDialogues` reads a folder: with subfolders `dev` and `test` these are its two parts,
 * otherwise its files are one part. Throws where a file is not in the form, naming it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ASSIST_LEVELS } from '../../../src/shared/domain/facts.ts';

const level = z.enum(ASSIST_LEVELS);
const index = z.int().nonnegative();
const evidence = z.array(index).min(1);
const optional = z.literal(true).optional();
const pair = z.tuple([z.int(), z.int()]);

const observation = z.object({
  task: z.string().min(1),
  fimItem: z.string().nullable(),
  assistLevel: level,
  evidenceUtterance: index,
  evidence,
  current: z.literal(true),
  acceptLevels: z.array(level).optional(),
  range: z.tuple([level, level]).optional(),
  helpers: z.int().min(2).optional(),
  optional,
});
const prior = z.object({
  task: z.string().min(1),
  fimItem: z.string().nullable(),
  assistLevel: level,
  when: z.string().min(1),
  evidence,
  acceptLevels: z.array(level).optional(),
  helpers: z.int().min(2).optional(),
  optional,
});
const cue = z.object({
  type: z.enum(['verbal', 'tactile', 'visual', 'demonstration', 'unspecified']),
  count: z.int().nullable(),
  intensity: z.enum(['min', 'mod', 'max']).nullable(),
  task: z.string().min(1),
  evidence,
  range: pair.optional(),
  optional,
});
const minutes = z.object({
  cpt: z.string().regex(/^(\d{5}|G\d{4})$/),
  minutes: z.int().min(1).max(90),
  task: z.string().min(1),
  timed: z.boolean(),
  evidence,
  cptAlt: z.array(z.string()).optional(),
  range: pair.optional(),
  derived: z.literal(true).optional(),
  optional,
});
const device = z.object({ name: z.string().min(1), evidence, optional });
const safety = z.object({
  kind: z.string().min(1),
  gist: z.string().min(1),
  task: z.string().nullable(),
  source: z.enum(['observed', 'reported']),
  evidence,
  optional,
});
const measure = z.object({
  kind: z.string().min(1),
  motion: z.string().nullable(),
  bodyPart: z.string().nullable(),
  side: z.enum(['left', 'right', 'bilateral']).nullable(),
  value: z.union([z.number(), z.string()]),
  unit: z.string().nullable(),
  evidence,
  optional,
});
const subjective = z.object({
  who: z.enum(['patient', 'caregiver']),
  gist: z.string().min(1),
  keywords: z.array(z.string().min(1)).min(1),
  evidence,
  optional,
});
const pain = z.object({
  score: z.number().min(0).max(10),
  scale: z.literal('0-10'),
  when: z.enum(['rest', 'activity', 'endRange', 'night', 'morning', 'before', 'after', 'unspecified']),
  bodyPart: z.string().nullable(),
  evidence,
  optional,
});
const forbidden = z.object({
  kind: z.enum(['obs', 'min', 'cue', 'mea', 'saf', 'dev', 'pain']),
  utterance: index.optional(),
  fimItem: z.string().optional(),
  assistLevel: level.optional(),
  minutes: z.int().optional(),
  cpt: z.string().optional(),
  value: z.union([z.number(), z.string()]).optional(),
  score: z.number().optional(),
  when: z.string().optional(),
  count: z.int().optional(),
  intensity: z.string().optional(),
  type: z.string().optional(),
  side: z.string().optional(),
  name: z.string().optional(),
  task: z.string().optional(),
  item: z.string().optional(),
});
export const dialogueSchema = z.object({
  id: z.string().min(1),
  setting: z.string(),
  condition: z.string(),
  tags: z.array(z.string()),
  asr: z.enum(['clean', 'noisy']),
  utterances: z.array(
    z.object({
      t0: z.number().nonnegative(),
      t1: z.number().positive(),
      speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']),
      text: z.string().min(1),
    }),
  ),
  gold: z.object({
    observations: z.array(observation),
    prior: z.array(prior),
    cues: z.array(cue),
    minutes: z.array(minutes),
    devices: z.array(device),
    safety: z.array(safety),
    measures: z.array(measure),
    subjective: z.array(subjective),
    pain: z.array(pain),
    traps: z.array(z.string().min(8)),
    forbidden: z.array(forbidden),
  }),
});

export type Dialogue = z.infer<typeof dialogueSchema>;
export type Gold = Dialogue['gold'];
export type Forbidden = Gold['forbidden'][number];

export const KINDS = [
  'observations',
  'prior',
  'cues',
  'minutes',
  'devices',
  'safety',
  'measures',
  'subjective',
  'pain',
] as const satisfies readonly (keyof Gold)[];
export type Kind = (typeof KINDS)[number];

/** A fact as the command line prints it: what is absent was not said. Unknown fields are ignored. */
const predictedFact = z.object({
  task: z.string().nullish(),
  fimItem: z.string().nullish(),
  assistLevel: z.string().nullish(),
  type: z.string().nullish(),
  count: z.number().nullish(),
  intensity: z.string().nullish(),
  cpt: z.string().nullish(),
  minutes: z.number().nullish(),
  timed: z.boolean().nullish(),
  name: z.string().nullish(),
  kind: z.string().nullish(),
  motion: z.string().nullish(),
  side: z.string().nullish(),
  value: z.union([z.number(), z.string()]).nullish(),
  who: z.string().nullish(),
  gist: z.string().nullish(),
  score: z.number().nullish(),
  when: z.string().nullish(),
  evidence: z.array(z.int()).default([]),
});
export type PredictedFact = z.infer<typeof predictedFact>;
export type Prediction = Record<Kind, PredictedFact[]>;

/** Facts in the exchange form of `ot-scribe extract`; kinds that are missing are empty. */
export function parsePrediction(json: object): Prediction {
  const lists = z.record(z.string(), z.unknown()).parse(json);
  const read = (kind: Kind) => z.array(predictedFact).parse(lists[kind] ?? []);
  return Object.fromEntries(KINDS.map((kind) => [kind, read(kind)])) as Prediction;
}

export interface DialoguePart {
  readonly name: 'dev' | 'test' | 'all';
  readonly dialogues: readonly Dialogue[];
}

export function readDialogues(folder: string): DialoguePart[] {
  const parts = (['dev', 'test'] as const).filter((name) => existsSync(path.join(folder, name)));
  if (parts.length === 0) return [{ name: 'all', dialogues: readPart(folder) }];
  return parts.map((name) => ({ name, dialogues: readPart(path.join(folder, name)) }));
}

function readPart(folder: string): Dialogue[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const parsed = dialogueSchema.safeParse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${path.join(folder, file)}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}
