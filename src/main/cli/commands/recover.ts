import { fail, ok } from '../../../shared/result.ts';
import { recoverFolder } from '../../core/capture/recoverFolder.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const recoverCommand: CommandSpec = {
  name: 'recover',
  summary: 'Finishes a recording that a crash or a power cut interrupted.',
  positionals: ['DIR'],
  options: {},
  async run(arguments_, output) {
    const recovered = await recoverFolder(userPath(arguments_.positionals[0] ?? ''));
    if (!recovered.ok) return recovered;
    if (!recovered.value) return fail('not_found', 'There is no interrupted recording in this folder.');
    await output.json(recovered.value);
    return ok(EXIT.done);
  },
};
