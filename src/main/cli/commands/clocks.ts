import { ok } from '../../../shared/result.ts';
import { clocksOfFile } from '../../core/input/clocksOfFile.ts';
import { findInstallation } from '../../core/installation.ts';
import { type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import { userPath } from '../paths.ts';

export const clocksCommand: CommandSpec = {
  name: 'clocks',
  summary: 'Tells what is due in an episode: progress report, certification, plan signature.',
  positionals: ['EPISODE.json'],
  options: { date: { value: 'YYYY-MM-DD', help: 'the day to look from', required: true } },
  details:
    'The file: { "treatmentDates": ["2026-03-02", …], "certificationStart", "certificationEnd", "events": [{ "kind": "planSent", "date": … }] }',
  async run(arguments_, output) {
    const date = arguments_.option('date') ?? '';
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`));
    if (!isDate) return usageError(`"${date}" is no date: give it as YYYY-MM-DD.`);
    const clocks = await clocksOfFile(userPath(arguments_.positionals[0] ?? ''), date, findInstallation());
    if (!clocks.ok) return clocks;
    await output.json({ clocks: clocks.value });
    return ok(EXIT.done);
  },
};
