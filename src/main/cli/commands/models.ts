import { ok } from '../../../shared/result.ts';
import { findInstallation } from '../../core/installation.ts';
import { listModels } from '../../core/listModels.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';

export const modelsCommand: CommandSpec = {
  name: 'models',
  summary: 'Lists the bundled models and checks each file against its checksum.',
  positionals: [],
  options: {},
  async run(_arguments, output) {
    const listing = await listModels(findInstallation());
    if (!listing.ok) return listing;
    await output.json(listing.value);
    return ok(EXIT.done);
  },
};
