/** The clocks of an episode whose dates stand in a file: days treated, plan and its events. */
import { z } from 'zod';
import { episodeClocks } from '../../../nlp/reckon/clocks/episodeClocks.ts';
import { type Clock, PLAN_EVENT_KINDS } from '../../../shared/domain/clocks.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Installation } from '../installation.ts';
import { loadRules } from '../rules/loadRules.ts';
import { readJsonFile } from './readJson.ts';

const date = z.iso.date();

const episodeFile = z.strictObject({
  certificationStart: date.nullish(),
  certificationEnd: date.nullish(),
  treatmentDates: z.array(date),
  events: z
    .array(
      z.strictObject({
        kind: z.enum(PLAN_EVENT_KINDS),
        date,
        note: z.string().max(300).optional(),
        byAssistant: z.boolean().optional(),
      }),
    )
    .optional(),
});

export async function clocksOfFile(
  path: string,
  today: string,
  installation: Installation,
): Promise<Result<readonly Clock[]>> {
  const rules = await loadRules(installation.resources);
  if (!rules.ok) return rules;
  const given = await readJsonFile(path, 'episode', episodeFile);
  if (!given.ok) return given;
  const { certificationStart = null, certificationEnd = null, treatmentDates, events = [] } = given.value;
  const dated = events.map(({ kind, date: day, note = '', byAssistant = false }, i) => ({
    ...{ id: `e${i}`, kind, date: day, note, byAssistant, by: 'file' },
    // Events of one day keep the order of the file.
    at: `${day}T00:00:00.${String(i).padStart(3, '0')}Z`,
  }));
  return ok(
    episodeClocks(
      { plan: { certificationStart, certificationEnd }, treatmentDates, events: dated, today },
      rules.value.clocks,
    ),
  );
}
