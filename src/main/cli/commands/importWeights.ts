/** `models import`: reads the options, lets Ctrl-C cancel, says what came of it. */
import { ok, type Result } from '../../../shared/result.ts';
import { findInstallation } from '../../core/installation.ts';
import { importRecogniser } from '../../core/recognisers/importRecogniser.ts';
import type { ModelLibrary } from '../../core/recognisers/modelLibrary.ts';
import { type Arguments, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { userPath } from '../paths.ts';

export async function importWeights(
  library: ModelLibrary,
  arguments_: Arguments,
  output: Output,
): Promise<Result<number>> {
  const source = arguments_.positionals[1];
  if (source === undefined) return usageError('What is to be imported? Give the folder or the file of the weights.');
  const precision = arguments_.option('precision') ?? 'int8';
  if (precision !== 'int8' && precision !== 'float32') return usageError('--precision is int8 or float32.');
  const calibration = arguments_.option('calibration');
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const imported = await importRecogniser(library, {
      from: userPath(source),
      name: arguments_.option('name'),
      calibrationFile: calibration === null ? null : userPath(calibration),
      precision,
      installation: findInstallation(),
      signal: controller.signal,
      onProgress: (step) => output.progress(`importing: ${step}`),
    });
    if (!imported.ok) return imported;
    if (imported.value.alignmentHeads === 'default') {
      output.message('The weights do not say which heads follow the sound: word times may be less exact.');
    }
    await output.json(imported.value);
    return ok(EXIT.done);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
