/** The form of the threshold and fee files under resources/billing. */
import { z } from 'zod';
import { count, fileHead, source, text } from './schemaParts.ts';

const year = z.number().int().min(2018).max(2100);

export const thresholdsFile = z.strictObject({
  ...fileHead,
  reviewSource: source,
  modifier: z.string().regex(/^[A-Z0-9]{2}$/),
  noticeShare: z.number().gt(0).lt(1),
  soonVisits: count.min(1),
  fewestReasonWords: count.min(1),
  years: z
    .array(
      z.strictObject({
        year,
        otCents: count,
        ptSlpCents: count,
        reviewCents: count,
        source: text,
        verified: z.boolean(),
      }),
    )
    .min(1)
    .refine((rows) => new Set(rows.map((row) => row.year)).size === rows.length, { error: 'A year stands twice.' }),
});

export const allowedAmountsFile = z.strictObject({
  ...fileHead,
  reducedShare: z.number().min(0).max(1),
  conversionFactors: z.array(z.strictObject({ year, factor: z.number().gt(0), source: text })),
});
