/** Started by tests as a program of its own, to be killed: records DEVICE with CHANNELS into FOLDER for a minute. */

import { recordToFolder } from '../../src/main/core/capture/recordToFolder.ts';
import { createChildProcessHost } from '../../src/main/core/host/childProcessHost.ts';

const [device = '', channels = '', folder = ''] = process.argv.slice(2);

await recordToFolder(
  { device, channels: Number(channels), seconds: 60, folder },
  {
    host: createChildProcessHost(),
    say: (message) => void process.stderr.write(`${message}\n`),
    onProgress: (seconds) => void process.stdout.write(`${seconds}\n`),
  },
);
