/** What Electron starts. In a build this file lies at dist/main/shell/electron, as deep as in the source. */

import { join } from 'node:path';
import * as electron from 'electron';
import { findInstallation } from '../../core/installation.ts';
import { alteredNatives } from './checkNatives.ts';
import { main } from './main.ts';

const EXIT_BROKEN = 70;
const root = join(import.meta.dirname, '..', '..', '..');

main(electron, {
  words: process.argv.slice(1),
  platform: process.platform,
  files: {
    preload: join(root, 'main', 'preload.cjs'),
    workers: join(root, 'main', 'workers'),
    pages: join(root, 'renderer'),
  },
  installation: findInstallation(),
  alteredNatives: () => alteredNatives(join(root, 'main', 'natives.json'), `${electron.app.getAppPath()}.unpacked`),
  dataFolder: process.env.OT_SCRIBE_DATA ?? null,
  complain: (message) => process.stderr.write(`${message}\n`),
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  electron.dialog.showErrorBox(
    'OT Scribe',
    'OT Scribe could not start. Install it anew; your records stay where they are.',
  );
  electron.app.exit(EXIT_BROKEN);
});
