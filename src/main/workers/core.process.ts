/** Entry of the core's own process under Electron; other shells open the core in the process they run in. */
import { openCore } from '../core/openCore.ts';
import { electronParentPort } from './core/messagePorts.ts';
import { runCore } from './core/runCore.ts';

const parent = electronParentPort();
if (!parent) throw new Error('this file is started by the app, not by hand');

runCore(
  parent,
  (start) => openCore({ shell: 'electron', ...start }),
  (code) => process.exit(code),
);
