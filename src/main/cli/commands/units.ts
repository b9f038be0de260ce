import { ok, type Result } from '../../../shared/result.ts';
import { findInstallation } from '../../core/installation.ts';
import { unitsOfDay } from '../../core/rules/unitsOfDay.ts';
import { type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';

export const unitsCommand: CommandSpec = {
  name: 'units',
  summary: 'Reckons billing units from the minutes of one day.',
  positionals: ['MINUTES'],
  options: {
    rule: {
      value: 'ID',
      help: 'cms (total minutes of the day decide) or ama (each code by its midpoint)',
      required: true,
    },
  },
  details: 'example: units \'{"97530":12,"97535":11}\' --rule cms',
  async run(arguments_, output) {
    const minutes = parseMinutes(arguments_.positionals[0] ?? '');
    if (!minutes.ok) return minutes;
    const units = await unitsOfDay(minutes.value, arguments_.option('rule') ?? '', findInstallation());
    if (!units.ok) return units;
    await output.json(units.value);
    return ok(EXIT.done);
  },
};

function parseMinutes(text: string): Result<Record<string, number>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return usageError('The minutes are not valid JSON: give them by code, for example {"97530":12,"97535":11}.');
  }
  // JSON keeps the last of two equal keys; a lost entry would be a silent loss of minutes.
  const keys = [...text.matchAll(/"([^"]*)"\s*:/g)].map((match) => match[1]);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return usageError(`Code ${twice} is given twice: add its minutes up.`);
  return ok(value as Record<string, number>);
}
