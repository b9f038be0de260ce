import { z } from 'zod';
import type { Patient } from '../../../shared/domain/record.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { readJsonFile } from './readJson.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'give dates as YYYY-MM-DD');
const words = z.string().max(500);

const patientSchema = z.strictObject({
  id: z.string().max(64).optional(),
  name: z.string().min(1).max(120),
  birthDate: isoDate.nullish(),
  recordNumber: z.string().max(40).nullish(),
  diagnosis: words.nullish(),
  affectedSide: z.enum(['left', 'right', 'both']).nullish(),
  precautions: words.nullish(),
  payerId: z.string().max(64).optional(),
  goals: z
    .array(z.strictObject({ term: z.enum(['long', 'short']), text: z.string().min(1).max(400) }))
    .max(40)
    .optional(),
  frequency: z.string().max(80).nullish(),
  certificationStart: isoDate.nullish(),
  certificationEnd: isoDate.nullish(),
});

/** A patient typed by hand for the command line; what is left out stays blank in the note. */
export async function readPatient(path: string, defaultPayerId: string): Promise<Result<Patient>> {
  const read = await readJsonFile(path, 'patient', patientSchema);
  if (!read.ok) return read;
  const given = read.value;
  return ok({
    id: given.id ?? 'patient',
    name: given.name,
    birthDate: given.birthDate ?? null,
    recordNumber: given.recordNumber ?? null,
    diagnosis: given.diagnosis ?? null,
    affectedSide: given.affectedSide ?? null,
    precautions: given.precautions ?? null,
    payerId: given.payerId ?? defaultPayerId,
    planOfCare: {
      goals: (given.goals ?? []).map((goal, index) => ({ id: `g${index}`, ...goal })),
      frequency: given.frequency ?? null,
      certificationStart: given.certificationStart ?? null,
      certificationEnd: given.certificationEnd ?? null,
    },
    isSample: false,
  });
}
