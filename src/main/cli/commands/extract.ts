import { z } from 'zod';
import { extractFacts } from '../../../nlp/extractFacts.ts';
import { toGoldForm } from '../../../nlp/goldForm.ts';
import { parseTranscript } from '../../../nlp/parseTranscript.ts';
import { ok } from '../../../shared/result.ts';
import { readJsonFile } from '../../core/input/readJson.ts';
import { findInstallation } from '../../core/installation.ts';
import { loadLexicon } from '../../core/rules/loadLexicon.ts';
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
    const json = await readJsonFile(userPath(arguments_.positionals[0] ?? ''), 'transcript', z.unknown());
    if (!json.ok) return json;
    const transcript = parseTranscript(json.value);
    if (!transcript.ok) return transcript;
    const lexicon = loadLexicon(`${findInstallation().resources}/lexicon`);
    if (!lexicon.ok) return lexicon;
    await output.json(toGoldForm(extractFacts(transcript.value, lexicon.value), transcript.value));
    return ok(EXIT.done);
  },
};
