/** The form of the clock file under resources/billing. */
import { z } from 'zod';
import { count, fileHead, isoDate, source } from './schemaParts.ts';

const days = count.min(1);
const warnDays = z.array(days).min(1);

export const clocksFile = z.strictObject({
  ...fileHead,
  progressReport: z
    .strictObject({ treatmentDays: days, warnFrom: days, source })
    .refine(({ treatmentDays, warnFrom }) => warnFrom < treatmentDays, {
      error: 'The warning must come before the report is due.',
    }),
  certification: z.strictObject({ mostDays: days, warnDays, source }),
  planSignature: z.strictObject({ days, verbalOrderDays: days, warnDays, source }),
  orderException: z.strictObject({ from: isoDate, days, source }),
});
