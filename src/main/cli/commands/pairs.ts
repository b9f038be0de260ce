import { ok } from '../../../shared/result.ts';
import { pairsOfFile } from '../../core/input/pairsOfFile.ts';
import { findInstallation } from '../../core/installation.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const pairsCommand: CommandSpec = {
  name: 'pairs',
  summary: 'Reads the CMS file of code pairs of a quarter into the form of resources/billing/pair-edits.json.',
  positionals: ['FILE'],
  options: { name: { value: 'QUARTER', help: 'name of the quarter, for example 2026-Q4', required: true } },
  details: 'The file is the practitioner PTP edits as text or CSV, as CMS publishes it; it is not shipped.',
  async run(arguments_, output) {
    const head = { name: arguments_.option('name') ?? '', retrieved: new Date().toISOString().slice(0, 10) };
    const pairs = await pairsOfFile(userPath(arguments_.positionals[0] ?? ''), head, findInstallation());
    if (!pairs.ok) return pairs;
    await output.json(pairs.value);
    return ok(EXIT.done);
  },
};
