/** The form of the scale files under resources/clinical. */
import { z } from 'zod';
import { ASSIST_LEVELS, FIM_ITEMS } from '../../../shared/domain/facts.ts';
import { fileHead, pattern, text } from './schemaParts.ts';

export const fimItem = z.enum(FIM_ITEMS);
const level = z.enum(ASSIST_LEVELS);
const burdenLevel = z.literal([1, 2, 3, 4, 5, 6, 7]);
const ggCode = z.enum(['01', '02', '03', '04', '05', '06']);
const given = z.strictObject({
  level,
  helpers: z.number().int().min(1).optional(),
  device: z.boolean().optional(),
});

export const burdenScaleFile = z.strictObject({
  ...fileHead,
  levels: z.array(z.strictObject({ value: burdenLevel, name: text, meaning: text })).length(7),
  fromLevel: z.record(level, burdenLevel),
  items: z.array(
    z.strictObject({ id: fimItem, label: text, parts: z.array(z.strictObject({ label: text, pattern })) }),
  ),
  setUpPattern: pattern,
  setUpDispute: z.strictObject({ levels: z.array(level), items: z.array(fimItem), pattern, prompt: text }),
  missingLevelPrompt: text,
  examples: z.array(z.strictObject({ given, expect: burdenLevel, why: text })).min(1),
});

export const sectionGgFile = z.strictObject({
  ...fileHead,
  codes: z.array(z.strictObject({ value: ggCode, meaning: text, loinc: text })).length(6),
  notAttempted: z.array(z.strictObject({ value: text, meaning: text, loinc: text })),
  fromLevel: z.record(level, ggCode),
  setUpCode: ggCode,
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^GG\d{4}[A-Z]{1,2}$/),
      label: text,
      loinc: text.nullable(),
      fimItem: fimItem.nullable(),
      pattern: pattern.optional(),
    }),
  ),
  examples: z.array(z.strictObject({ given, expect: ggCode, why: text })).min(1),
});

const band = z.enum(['CH', 'CI', 'CJ', 'CK', 'CL', 'CM', 'CN']);
const percent = z.number().min(0).max(100);

export const severityBandsFile = z.strictObject({
  ...fileHead,
  formula: text,
  fewestItems: z.number().int().min(1),
  bands: z
    .array(z.strictObject({ band, from: percent, below: percent.nullable() }))
    .min(1)
    .refine((bands) => bands.every(({ from }, i) => from === (i === 0 ? 0 : bands[i - 1]?.below)), {
      error: 'Each band must begin where the one before ends.',
    }),
  examples: z
    .array(z.strictObject({ given: z.array(burdenLevel), expect: z.strictObject({ percent, band }), why: text }))
    .min(1),
});
