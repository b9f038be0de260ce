import { ok } from '../../../shared/result.ts';
import { transcriptToJson } from '../../core/export/transcriptToJson.ts';
import type { CommandSpec } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { progressLine, readSoundRequest, SOUND_OPTIONS, withPipeline } from './soundOptions.ts';

export const transcribeCommand: CommandSpec = {
  name: 'transcribe',
  summary: 'Writes down who said what when, as JSON.',
  positionals: ['SESSION.wav'],
  options: {
    ...SOUND_OPTIONS,
    channel: { value: 'N', help: 'skip the front end and use this microphone alone (from 0)' },
  },
  async run(arguments_, output) {
    const request = await readSoundRequest(arguments_);
    if (!request.ok) return request;
    const outcome = await withPipeline(arguments_, (pipeline, signal) =>
      pipeline.transcribe({ sound: request.value.input, signal, onProgress: progressLine(output) }),
    );
    if (!outcome.ok) return outcome;
    for (const notice of outcome.value.graph.heard.frontEnd.notices) output.message(notice);
    await output.json(transcriptToJson(outcome.value.graph.transcript));
    return ok(EXIT.done);
  },
};
