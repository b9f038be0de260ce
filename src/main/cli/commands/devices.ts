import { ok } from '../../../shared/result.ts';
import { listMicrophones } from '../../core/capture/listMicrophones.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';

export const devicesCommand: CommandSpec = {
  name: 'devices',
  summary: 'Lists the microphones that record can use.',
  positionals: [],
  options: {},
  details:
    'Gives { devices: [{ id, label, maxChannels }] }; `id` is what `record --device` takes, maxChannels is null where the system does not tell.',
  async run(_arguments, output) {
    const devices = await listMicrophones();
    if (!devices.ok) return devices;
    if (devices.value.length === 0) output.message('No microphone was found. Plug one in and try again.');
    await output.json({ devices: devices.value });
    return ok(EXIT.done);
  },
};
