import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openCore } from '../../core/openCore.ts';
import { dataPaths, defaultDataFolder } from '../../core/security/dataFolder.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { readPassphrase } from '../passphrase.ts';
import { userPath } from '../paths.ts';

export const verifyCommand: CommandSpec = {
  name: 'verify',
  summary: 'Proves that signed notes, audit trail, database and recordings are unaltered.',
  positionals: [],
  options: {
    data: { value: 'DIR', help: "the app's data folder, that of this user unless given" },
    chain: { value: 'FILE', help: 'also writes all signed notes with their links, to be checked without the app' },
    'passphrase-file': { value: 'FILE', help: 'holds the passphrase; else OT_SCRIBE_PASSPHRASE, else it is asked for' },
  },
  async run(arguments_, output) {
    const given = arguments_.option('data');
    const dataFolder = given === null ? defaultDataFolder() : userPath(given);
    if (!existsSync(dataPaths(dataFolder).bootstrap))
      return fail('not_found', 'There is nothing to verify: the app has not been set up here.');
    const passphrase = await readPassphrase(arguments_.option('passphrase-file'));
    if (!passphrase.ok) return passphrase;
    const core = await openCore({ shell: 'cli', dataFolder });
    if (!core.ok) return core;
    try {
      const unlocked = await core.value.call('security.unlock', { passphrase: passphrase.value });
      if (!unlocked.ok) return unlocked;
      const report = await core.value.call('security.verify', {});
      if (!report.ok) return report;
      const file = arguments_.option('chain');
      if (file !== null) {
        const chain = await core.value.call('security.chain', {});
        if (!chain.ok) return chain;
        const written = await writeNew(userPath(file), Buffer.from(chain.value.jsonBase64, 'base64'));
        if (!written.ok) return written;
      }
      await output.json(report.value);
      return ok(report.value.ok ? EXIT.done : EXIT.findings);
    } finally {
      await core.value.close();
    }
  },
};

/** Never over a file that is there: it may be an older chain, which is worth as much. */
async function writeNew(file: string, bytes: Uint8Array): Promise<Result<null>> {
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
    return ok(null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'there is a file of this name' : `the folder cannot be written (${code})`;
    return fail('storage', `The chain file was not written: ${why}. Choose another name or folder.`);
  }
}
