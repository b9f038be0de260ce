/**
 * The front end's own process: opens the stored sound itself, tells who speaks, and hands back each segment's sound.
 * It yields to the recorder and the pages; a bug in it ends it, and its owner starts it again.
 */
import '../../audio/onnx/telemetry.ts';
import os from 'node:os';
import { join } from 'node:path';
import { analyseSound, type SoundModels } from '../../audio/frontEnd/analyseSound.ts';
import { packed } from '../../audio/frontEnd/packedSound.ts';
import { checkModels, modelPath } from '../../audio/onnx/checkModels.ts';
import { openSoundModels } from '../../audio/onnx/soundModels.ts';
import { AppFailure } from '../../shared/result.ts';
import { frontEndConfigurationSchema, frontEndContract } from '../core/host/frontEndContract.ts';
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

serveWorker(
  parentPort(),
  frontEndContract,
  {
    hear: async (input, { signal, progress }) => {
      opening ??= openModels();
      const models = await opening.catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      const source = await open(input.session);
      const enrolment = input.enrolment ? await open(input.enrolment) : null;
      try {
        const { geometry, channel } = input;
        const heard = await analyseSound({ source, enrolment, geometry, channel }, models, { signal, progress });
        const sounds = heard.sounds.map((sound) => ({ ...sound, samples: packed(sound.samples) }));
        return { frontEnd: heard.result, sounds };
      } finally {
        await source.close();
        await enrolment?.close();
      }
    },
  },
  async () => undefined,
);
