import { ok } from '../../../shared/result.ts';
import { extractFile } from '../../core/input/extractFile.ts';
import { findInstallation } from '../../core/installation.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const extractCommand: CommandSpec = {
  name: 'extract',
  summary: 'Pulls the facts out of a transcript, each with the utterances it rests on.',
  positionals: ['TRANSCRIPT.json'],
  options: {},
  details: 'The file is an object with "utterances": [{ "t0", "t1", "speaker", "text" }]; nothing else in it is used.',
  async run(arguments_, output) {
    const facts = await extractFile(userPath(arguments_.positionals[0] ?? ''), findInstallation());
    if (!facts.ok) return facts;
    await output.json(facts.value);
    return ok(EXIT.done);
  },
};
