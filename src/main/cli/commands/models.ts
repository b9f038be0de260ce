import { checkModels } from '../../../audio/onnx/checkModels.ts';
import { ok } from '../../../shared/result.ts';
import { findInstallation } from '../../core/installation.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';

export const modelsCommand: CommandSpec = {
  name: 'models',
  summary: 'Lists the bundled models and checks each file against its checksum.',
  positionals: [],
  options: {},
  async run(_arguments, output) {
    const checked = await checkModels(findInstallation().models);
    if (!checked.ok) return checked;
    await output.json({
      fingerprint: checked.value.fingerprint,
      models: [...checked.value.models.values()].map((model) => ({
        id: model.id,
        purpose: model.purpose,
        file: model.file,
        bytes: model.bytes,
        sha256: model.sha256,
        licence: model.licence,
        source: model.source,
        state: 'good',
      })),
    });
    return ok(EXIT.done);
  },
};
