/**
 * `import`: takes in what `export --format json` wrote, and says whether it is still what was exported and signed. With
 * --data it goes into the app's own store, where it then stands in the caseload.
 */
import { readFile } from 'node:fs/promises';
import { ok, type Result } from '../../../shared/result.ts';
import { readExchange } from '../../core/export/exchange.ts';
import { openCore } from '../../core/openCore.ts';
import { type Arguments, type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { readPassphrase } from '../passphrase.ts';
import { prepareOutputFolder, userPath } from '../paths.ts';

export const importCommand: CommandSpec = {
  name: 'import',
  summary: 'Takes in an exported record and proves that it is unchanged; exit 1 when its signature does not hold.',
  positionals: ['EXPORT.json'],
  options: {
    out: { value: 'DIR', help: 'folder for record.json; nothing is written without it' },
    data: { value: 'DIR', help: "the app's data folder: puts the record into its store" },
    'passphrase-file': { value: 'FILE', help: 'holds the passphrase; else OT_SCRIBE_PASSPHRASE, else it is asked for' },
  },
  async run(arguments_, output) {
    const data = arguments_.option('data');
    if (data !== null && arguments_.option('out') !== null) return usageError('Give either --out or --data.');
    const path = userPath(arguments_.positionals[0] ?? '');
    const imported = await readExchange(path);
    if (!imported.ok) return imported;
    if (data !== null) return intoStore(path, userPath(data), arguments_, output);
    const { record, signatureHolds } = imported.value;
    const folder = arguments_.option('out');
    if (folder !== null) {
      const out = await prepareOutputFolder(folder);
      if (!out.ok) return out;
      await out.value.write('record.json', `${JSON.stringify(record, null, 1)}\n`);
    }
    const signature = signatureHolds === null ? 'none' : signatureHolds ? 'holds' : 'broken';
    await output.json({
      ...{ session: record.session.id, dateOfService: record.session.dateOfService, facts: record.facts.length },
      ...{ statements: record.note.sections.reduce((sum, { statements }) => sum + statements.length, 0), signature },
    });
    return ok(signature === 'broken' ? EXIT.findings : EXIT.done);
  },
};

async function intoStore(
  path: string,
  dataFolder: string,
  arguments_: Arguments,
  output: Output,
): Promise<Result<number>> {
  const passphrase = await readPassphrase(arguments_.option('passphrase-file'));
  if (!passphrase.ok) return passphrase;
  const core = await openCore({ shell: 'cli', dataFolder });
  if (!core.ok) return core;
  try {
    const unlocked = await core.value.call('security.unlock', { passphrase: passphrase.value });
    if (!unlocked.ok) return unlocked;
    const put = await core.value.call('records.import', { json: await readFile(path, 'utf8') });
    if (!put.ok) return put;
    await output.json(put.value);
    return ok(EXIT.done);
  } finally {
    await core.value.close();
  }
}
