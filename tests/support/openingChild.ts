/** Opens the app on a folder, says whether it got it, and keeps it until its input ends. */
import { createCore } from '../../src/main/core/createCore.ts';
import { testCoreDeps } from './testCore.ts';

const [folder = ''] = process.argv.slice(2);
const core = createCore({ ...testCoreDeps(() => new Date()), dataFolder: folder });
process.stdout.write(`${core.ok ? 'owner' : core.error.message}\n`);
process.stdin.resume();
process.stdin.once('end', () => void (core.ok ? core.value.close() : undefined));
