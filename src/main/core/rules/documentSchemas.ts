/** The form of the document templates: layout and wording of what is written from a typed intake. */
import { z } from 'zod';
import { LIST_STYLES } from '../../../shared/domain/documentTemplate.ts';
import { CARE_SETTINGS, DOCUMENT_TYPES } from '../../../shared/domain/intake.ts';
import { fileHead as head, text } from './schemaParts.ts';

const settings = z.enum(CARE_SETTINGS);
const conditions = z
  .array(z.strictObject({ path: text, is: z.array(text).optional(), empty: z.boolean().optional() }))
  .optional();
const lines = z.array(
  z.strictObject({
    say: z.array(text).min(1),
    if: conditions,
    each: text.optional(),
    join: text.optional(),
    list: z.enum(LIST_STYLES).optional(),
  }),
);

export const documentTemplateFile = z.strictObject({
  ...head,
  type: z.enum(DOCUMENT_TYPES),
  title: text,
  wordLimit: z.number().int().positive().nullable(),
  header: z.array(z.strictObject({ label: text, say: text, placeholder: text.optional() })).min(1),
  sections: z
    .array(
      z.strictObject({
        id: text,
        heading: text,
        goalTable: z
          .array(z.strictObject({ heading: text, say: text, width: z.number().positive() }))
          .min(1)
          .optional(),
        scoreTable: z
          .array(z.strictObject({ heading: text, say: text, width: z.number().positive(), each: text.optional() }))
          .min(1)
          .optional(),
        lines,
      }),
    )
    .min(1),
  questions: z.array(
    z.strictObject({
      path: text,
      each: text.optional(),
      if: conditions,
      sectionId: text,
      prompt: text,
      required: z.boolean(),
    }),
  ),
  words: z.record(z.string(), text),
  bareTreatments: z.array(text),
  variants: z.array(
    z.strictObject({
      settings: z.array(settings).optional(),
      payers: z.array(text).optional(),
      title: text.optional(),
      order: z.array(text).optional(),
      headings: z.record(z.string(), text).optional(),
      lines: z.record(z.string(), lines).optional(),
    }),
  ),
});
