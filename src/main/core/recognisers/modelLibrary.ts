/**
 * The recognisers of this machine: what was imported into the data folder, how fast each was measured to be, and which one
 * the app works with. Two small files beside the models hold times and choice; neither says anything about a patient.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ownTermFault } from '../../../audio/transcribe/ownTerms.ts';
import { loadVocabulary } from '../../../audio/transcribe/vocabulary.ts';
import type { RecogniserTime, RecogniserView } from '../../../shared/contract.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import { writeFileAtomically } from '../security/atomicWrite.ts';
import { isFastEnough } from './budget.ts';
import {
  bundledRecogniser,
  findRecogniser,
  listRecognisers,
  type RecogniserPlace,
  recogniserFingerprint,
} from './recogniserPlace.ts';
import { processorName, type TimingOptions, timeRecogniser } from './timeRecogniser.ts';

const timeSchema = z.object({
  realTimeFactor: z.number().positive(),
  loadMs: z.number().nonnegative(),
  threads: z.int().positive(),
  processor: z.string(),
  measuredAt: z.string(),
  /** Of the files that were timed: another model under the same name has no time yet. */
  fingerprint: z.string(),
});
const timesSchema = z.record(z.string(), timeSchema);
const choiceSchema = z.object({ name: z.string() });

export interface ModelLibrary {
  readonly folder: string;
  list(): Promise<readonly RecogniserView[]>;
  find(name: string): Promise<Result<RecogniserPlace>>;
  /** Measures one on this machine and keeps the time. */
  time(name: string, signal?: AbortSignal): Promise<Result<RecogniserTime>>;
  /** What the app works with from the next session on. Refused when it was not measured or is too slow. */
  choose(name: string): Promise<Result<null>>;
  /** The chosen one; the bundled one when nothing was chosen or the chosen one is gone. */
  chosen(): Promise<RecogniserPlace>;
  remove(name: string): Promise<Result<null>>;
  ownTermFault(term: string): Promise<string | null>;
}

export type LibraryOptions = Pick<TimingOptions, 'installation' | 'threads' | 'host'> & {
  /** Folder of the imported models; made when something is to be kept there. */
  readonly folder: string;
  /** How a time is taken. */
  readonly measure?: typeof timeRecogniser;
};

export function createModelLibrary(options: LibraryOptions): ModelLibrary {
  const { folder, installation, threads, measure = timeRecogniser } = options;
  const timesFile = join(folder, 'times.json');
  const choiceFile = join(folder, 'choice.json');
  const keyOf = (name: string): string => `${name} ${threads}`;

  const find = (name: string): Promise<Result<RecogniserPlace>> => findRecogniser(installation, folder, name);

  function timeOf(place: RecogniserPlace, fingerprint: string): RecogniserTime | null {
    const found = readKept(timesFile, timesSchema)?.[keyOf(place.name)];
    if (found?.fingerprint !== fingerprint || found.processor !== processorName()) return null;
    const { fingerprint: _, ...time } = found;
    return time;
  }

  async function measured(place: RecogniserPlace, signal?: AbortSignal): Promise<Result<RecogniserTime>> {
    try {
      return await measure(place, { ...options, signal });
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      throw error;
    }
  }

  async function view(place: RecogniserPlace, chosenName: string): Promise<RecogniserView> {
    const { name, origin } = place;
    const facts = { name, origin, isChosen: name === chosenName };
    const fingerprint = await recogniserFingerprint(place);
    if (!fingerprint.ok)
      return { ...facts, state: 'damaged', message: fingerprint.error.message, time: null, isOffered: false };
    const time = timeOf(place, fingerprint.value);
    const isOffered = origin === 'bundled' || (time !== null && isFastEnough(time.realTimeFactor));
    return { ...facts, state: 'good', message: null, time, isOffered };
  }

  async function chosen(): Promise<RecogniserPlace> {
    const name = readKept(choiceFile, choiceSchema)?.name;
    const found = name === undefined ? null : await find(name);
    return found?.ok ? found.value : bundledRecogniser(installation);
  }

  return {
    folder,
    find,
    chosen,
    async list() {
      const { name } = await chosen();
      const views: RecogniserView[] = [];
      for (const place of await listRecognisers(installation, folder)) views.push(await view(place, name));
      return views;
    },
    async time(name, signal) {
      const place = await find(name);
      if (!place.ok) return place;
      const fingerprint = await recogniserFingerprint(place.value);
      if (!fingerprint.ok) return fingerprint;
      const time = await measured(place.value, signal);
      if (!time.ok) return time;
      const times = readKept(timesFile, timesSchema) ?? {};
      return keep(
        timesFile,
        { ...times, [keyOf(name)]: { ...time.value, fingerprint: fingerprint.value } },
        time.value,
      );
    },
    async choose(name) {
      const place = await find(name);
      if (!place.ok) return place;
      const { state, message, isOffered } = await view(place.value, name);
      if (state === 'damaged') return fail('model_altered', message ?? 'The model is damaged.');
      if (!isOffered) return fail('conflict', `${name} was not found fast enough on this computer. Measure it first.`);
      return keep(choiceFile, { name }, null);
    },
    async remove(name) {
      const place = await find(name);
      if (!place.ok) return place;
      if (place.value.origin === 'bundled') return fail('conflict', 'The bundled model belongs to the app and stays.');
      try {
        await rm(place.value.folder, { recursive: true });
      } catch (error) {
        return fail('storage', `The model ${name} cannot be removed (${(error as NodeJS.ErrnoException).code}).`);
      }
      return ok(null);
    },
    async ownTermFault(term) {
      return ownTermFault(term, await loadVocabulary(join(installation.resources, 'asr/vocabulary.json')));
    },
  };

  function keep<T>(file: string, content: unknown, value: T): Result<T> {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileAtomically(file, Buffer.from(JSON.stringify(content, null, 1)));
      return ok(value);
    } catch (error) {
      return fail('storage', `Nothing can be written to ${folder} (${(error as NodeJS.ErrnoException).code}).`);
    }
  }
}

/** What was kept, or null when it is not there or not as we write it: a time can be taken again. */
function readKept<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Library of a data folder. */
export function libraryFolder(dataFolder: string): string {
  return join(dataFolder, 'models');
}
