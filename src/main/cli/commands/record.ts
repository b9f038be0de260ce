import { ok } from '../../../shared/result.ts';
import { checkRecordArguments } from '../../core/capture/recordArguments.ts';
import { recordToFolder } from '../../core/capture/recordToFolder.ts';
import { createChildProcessHost } from '../../core/host/childProcessHost.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const recordCommand: CommandSpec = {
  name: 'record',
  summary: 'Records from a microphone into a folder; a crash costs a fraction of a second.',
  positionals: [],
  options: {
    device: {
      value: 'NAME',
      help: 'the microphone as ALSA names it, "default" for that of the system',
      required: true,
    },
    channels: { value: 'N', help: 'how many microphones, 1 to 16', required: true },
    seconds: { value: 'S', help: 'how long', required: true },
    out: { value: 'DIR', help: 'folder for session.wav', required: true },
  },
  details: 'Ctrl-C stops early and keeps what there is. What a crash left in the folder is finished first.',
  async run(arguments_, output) {
    const out = arguments_.option('out');
    const request = checkRecordArguments({
      device: arguments_.option('device') ?? undefined,
      channels: arguments_.option('channels') ?? undefined,
      seconds: arguments_.option('seconds') ?? undefined,
      out: out ? userPath(out) : undefined,
    });
    if (!request.ok) return request;
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const recorded = await recordToFolder(request.value, {
      host: createChildProcessHost(),
      say: output.message,
      onProgress: (seconds) => output.progress(`recording ${seconds.toFixed(1)} s`),
      signal: controller.signal,
    });
    if (!recorded.ok) return recorded;
    await output.json(recorded.value);
    if (recorded.value.endedEarly) return { ok: false, error: recorded.value.endedEarly };
    return ok(EXIT.done);
  },
};
