/** `import`: takes in what `export --format json` wrote, and says whether it is still what was exported and signed. */

import { ok } from '../../../shared/result.ts';
import { readExchange } from '../../core/export/exchange.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { prepareOutputFolder, userPath } from '../paths.ts';

export const importCommand: CommandSpec = {
  name: 'import',
  summary: 'Takes in an exported record and proves that it is unchanged; exit 1 when its signature does not hold.',
  positionals: ['EXPORT.json'],
  options: { out: { value: 'DIR', help: 'folder for record.json; nothing is written without it' } },
  async run(arguments_, output) {
    const imported = await readExchange(userPath(arguments_.positionals[0] ?? ''));
    if (!imported.ok) return imported;
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
