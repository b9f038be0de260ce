/** Writes resources/schemas from the schemas the program reads files with, so that the two cannot differ. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { intakeJsonSchema } from '../src/main/core/input/intakeJsonSchema.ts';

const folder = join(resolve(import.meta.dirname, '..'), 'resources/schemas');
writeFileSync(join(folder, 'intake.schema.json'), `${JSON.stringify(intakeJsonSchema(), null, 2)}\n`);
