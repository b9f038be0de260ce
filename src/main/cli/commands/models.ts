/** `models`: what is bundled and what was imported, importing, timing, removing. */
import type { RecogniserTime } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { findInstallation } from '../../core/installation.ts';
import { listModels } from '../../core/listModels.ts';
import { createModelLibrary, libraryFolder, type ModelLibrary } from '../../core/recognisers/modelLibrary.ts';
import { defaultDataFolder } from '../../core/security/dataFolder.ts';
import { type Arguments, type CommandSpec, PROGRAM, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { importWeights } from './importWeights.ts';
import { RECOGNISER_THREADS } from './soundOptions.ts';

const ACTIONS: Readonly<
  Record<string, (library: ModelLibrary, arguments_: Arguments, output: Output) => Promise<Result<number>>>
> = {
  list: listAll,
  import: importWeights,
  time: async (library, arguments_, output) => {
    const name = arguments_.positionals[1];
    const names = name === undefined ? (await library.list()).map((each) => each.name) : [name];
    const times = await timeThese(library, names, output);
    if (!times.ok) return times;
    await output.json(times.value);
    return ok(EXIT.done);
  },
  remove: async (library, arguments_) => {
    const name = arguments_.positionals[1];
    if (name === undefined) return usageError('Which model is to be removed? Give its name.');
    const removed = await library.remove(name);
    return removed.ok ? ok(EXIT.done) : removed;
  },
};

export const modelsCommand: CommandSpec = {
  name: 'models',
  summary: 'Lists the models and checks each file; imports, times and removes recognisers.',
  positionals: ['list|import|time|remove?', 'FOLDER|FILE|NAME?'],
  options: {
    time: { value: null, help: 'measure every recogniser on this machine before listing' },
    name: { value: 'NAME', help: 'import: the name to keep it under, that of the folder or file unless given' },
    calibration: {
      value: 'FILE',
      help: 'import: largest magnitudes per channel (JSON); measured with the sample speech unless given',
    },
    precision: { value: 'int8|float32', help: 'import: 8-bit weights unless given' },
  },
  details: [
    `${PROGRAM} models import FOLDER|FILE   Whisper of any size: a Hugging Face folder (safetensors), a CTranslate2`,
    '                                  (faster-whisper) folder, or a ggml file of whisper.cpp',
    `${PROGRAM} models time [NAME]          seconds of work per second of speech, on this machine`,
    `${PROGRAM} models remove NAME`,
    'Imported models are kept in the data folder; use one with --model NAME, or choose it in the settings of the app.',
  ].join('\n'),
  async run(arguments_, output) {
    const action = ACTIONS[arguments_.positionals[0] ?? 'list'];
    if (!action) {
      return usageError(`"${arguments_.positionals[0]}" is nothing to do with models. See "${PROGRAM} models --help".`);
    }
    const library = createModelLibrary({
      folder: libraryFolder(defaultDataFolder()),
      installation: findInstallation(),
      threads: RECOGNISER_THREADS,
    });
    if (arguments_.has('time')) {
      const timed = await timeThese(
        library,
        (await library.list()).map((each) => each.name),
        output,
      );
      if (!timed.ok) return timed;
    }
    return action(library, arguments_, output);
  },
};

async function listAll(library: ModelLibrary, _arguments: Arguments, output: Output): Promise<Result<number>> {
  const listing = await listModels(findInstallation());
  if (!listing.ok) return listing;
  const recognisers = await library.list();
  await output.json({ ...listing.value, recognisers });
  const damaged = recognisers.find((each) => each.state === 'damaged');
  return damaged ? fail('model_altered', damaged.message ?? `The model ${damaged.name} is damaged.`) : ok(EXIT.done);
}

async function timeThese(
  library: ModelLibrary,
  names: readonly string[],
  output: Output,
): Promise<Result<Readonly<Record<string, RecogniserTime>>>> {
  const times: Record<string, RecogniserTime> = {};
  for (const name of names) {
    output.progress(`timing ${name}`);
    const time = await library.time(name);
    if (!time.ok) return time;
    times[name] = time.value;
    const { realTimeFactor, loadMs } = time.value;
    output.message(
      `${name}: ${realTimeFactor} s per second of speech, ${(loadMs / 1000).toFixed(1)} s to its first words`,
    );
  }
  return ok(times);
}
