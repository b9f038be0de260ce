import { ok } from '../../../shared/result.ts';
import { reckonRecord } from '../../core/input/reckonRecord.ts';
import { findInstallation } from '../../core/installation.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const scoresCommand: CommandSpec = {
  name: 'scores',
  summary: 'Scores what a record observed, with the reason of each, and what the rules say beside it.',
  positionals: ['RECORD.json'],
  options: { payer: { value: 'ID', help: 'payer profile where the record names none, medicare-part-b unless given' } },
  details: 'prints scores (burden of care, Section GG), questions, band, diagnoses and the checklist of claim errors',
  async run(arguments_, output) {
    const payerId = arguments_.option('payer') ?? 'medicare-part-b';
    const reckoned = await reckonRecord(userPath(arguments_.positionals[0] ?? ''), payerId, findInstallation());
    if (!reckoned.ok) return reckoned;
    const { scores, band, diagnoses, claimChecks } = reckoned.value;
    await output.json({ ...scores, band, diagnoses, claimChecks });
    return ok(EXIT.done);
  },
};
