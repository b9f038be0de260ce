/**
 * The front end's own process: opens the stored sound itself, tells who speaks, and hands back each segment's sound.
 * It yields to the recorder and the pages; a bug in it ends it, and its owner starts it again.
 */
import '../../audio/onnx/telemetry.ts';
import os from 'node:os';
import { join } from 'node:path';
import {
  type AnalysedSound,
  type SoundInput as AnalysisInput,
  analyseSound,
  type SoundModels,
} from '../../audio/frontEnd/analyseSound.ts';
import { HeadStart } from '../../audio/frontEnd/headStart.ts';
import { hearSpan } from '../../audio/frontEnd/hearSpan.ts';
import { packed } from '../../audio/frontEnd/packedSound.ts';
import type { RunControl } from '../../audio/frontEnd/runControl.ts';
import { checkModels, modelPath } from '../../audio/onnx/checkModels.ts';
import { openSoundModels } from '../../audio/onnx/soundModels.ts';
import type { SegmentSound } from '../../shared/domain/audio.ts';
import { AppFailure } from '../../shared/result.ts';
import { frontEndConfigurationSchema, frontEndContract } from '../core/host/frontEndContract.ts';
import type { SoundInput } from '../core/pipeline/graph.ts';
import { type OpenSound, openSound, type SoundDescriptor } from '../core/sound/soundDescriptor.ts';
import { parentPort } from './parentPort.ts';
import { serveWorker } from './serveWorker.ts';

const configuration = frontEndConfigurationSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

let opening: Promise<SoundModels> | undefined;

async function openModels(): Promise<SoundModels> {
  const checked = await checkModels(configuration.modelsFolder, ['vad.', 'speaker.']);
  if (!checked.ok) throw new AppFailure(checked.error);
  return openSoundModels({
    vad: modelPath(checked.value, 'vad.silero'),
    voice: modelPath(checked.value, 'speaker.ge2e'),
    segmenter: join(configuration.resourcesFolder, 'audio/segmenter.json'),
  });
}

async function open(descriptor: SoundDescriptor): Promise<OpenSound> {
  const opened = await openSound(descriptor);
  if (!opened.ok) throw new AppFailure(opened.error);
  return opened.value;
}

/** One recording goes on at a time: what is known of it, by the place of its sound. */
let ahead: { readonly place: string; readonly headStart: HeadStart } | null = null;

function headStartOf(session: SoundDescriptor): HeadStart {
  const place = session.kind === 'wav' ? session.path : session.folder;
  if (ahead?.place !== place) ahead = { place, headStart: new HeadStart() };
  return ahead.headStart;
}

/** One after the other: a call that was just cancelled may still be at its last chunk. */
let turn: Promise<unknown> = Promise.resolve();

type Analyse<T> = (opened: AnalysisInput, models: SoundModels) => Promise<T>;

function inTurn<T>(input: SoundInput, work: Analyse<T>): Promise<T> {
  const mine = turn.then(() => withSound(input, work));
  turn = mine.catch(() => undefined);
  return mine;
}

async function withSound<T>({ session, enrolment: sample, ...rest }: SoundInput, work: Analyse<T>): Promise<T> {
  opening ??= openModels();
  const models = await opening.catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  const source = await open(session);
  const enrolment = sample ? await open(sample) : null;
  try {
    const { geometry, channel, hasCompanion } = rest;
    return await work({ source, enrolment, geometry, channel, hasCompanion }, models);
  } finally {
    await source.close();
    await enrolment?.close();
  }
}

function analyse(input: SoundInput, isWhole: boolean, run: RunControl): Promise<AnalysedSound> {
  return inTurn(input, async (opened, models) => {
    try {
      return await analyseSound({ ...opened, headStart: headStartOf(input.session), isWhole }, models, run);
    } finally {
      if (isWhole) ahead = null;
    }
  });
}

const packedSounds = (sounds: readonly SegmentSound[]) =>
  sounds.map((sound) => ({ ...sound, samples: packed(sound.samples) }));

serveWorker(
  parentPort(),
  frontEndContract,
  {
    hear: async (input, { signal, progress }) => {
      const heard = await analyse(input, true, { signal, progress });
      return { frontEnd: heard.result, sounds: packedSounds(heard.sounds) };
    },
    hearAhead: async ({ fromMs, ...input }, { signal }) => {
      const heard = await analyse(input, false, { signal, progress: () => undefined });
      const fresh = heard.sounds.filter(({ segment }) => segment.startMs >= fromMs);
      return { heardToMs: heard.result.durationMs, sounds: packedSounds(fresh) };
    },
    hearSpan: async ({ startMs, endMs, ...input }, { signal }) => {
      const run = { signal, progress: () => undefined };
      const sounds = await inTurn(input, (opened, models) => hearSpan(opened, { startMs, endMs }, models, run));
      return { sounds: packedSounds(sounds) };
    },
  },
  async () => undefined,
);
