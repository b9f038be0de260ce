import { z } from 'zod';
import { intakeSchema } from './readIntake.ts';

/** The intake's form for people and editors: JSON Schema 2020-12 of what may be written into the file. */
export function intakeJsonSchema(): object {
  return {
    title: 'OT Scribe intake',
    description:
      'What a progress report, plan of care, discharge note or home program is written from. Everything may be left out but format, version and document.',
    ...z.toJSONSchema(intakeSchema, { io: 'input' }),
  };
}
