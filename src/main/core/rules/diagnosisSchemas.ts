/** The form of the diagnosis file under resources/clinical. */
import { z } from 'zod';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import { fileHead, pattern, source, text } from './schemaParts.ts';
import { fimItem } from './scoreSchemas.ts';

const icdCode = z.string().regex(/^[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/);
const side = z.enum(['left', 'right']);

export const diagnosisRulesFile = z.strictObject({
  ...fileHead,
  notAsserted: pattern,
  stroke: pattern,
  strokeFamilies: z.array(z.strictObject({ id: text, label: text, prefix: text, pattern })).min(1),
  strokeTypeQuestion: text,
  sideQuestion: text,
  handednessQuestion: text,
  handedness: z.strictObject({ left: pattern, right: pattern }),
  findings: z.array(
    z
      .strictObject({
        id: text,
        label: text,
        pattern,
        kind: z.enum(['strokeSide', 'strokeOr', 'code']),
        suffix: text.optional(),
        otherwise: icdCode.optional(),
        code: icdCode.optional(),
        notAfterStroke: z.boolean().optional(),
        notOneSided: z.boolean().optional(),
        caution: text.optional(),
        source,
      })
      .refine(({ kind, code, suffix }) => (kind === 'code' ? code !== undefined : suffix !== undefined), {
        error: 'A finding needs its code, or the suffix of the sequela family.',
      }),
  ),
  selfCare: z.strictObject({
    id: text,
    label: text,
    code: icdCode,
    items: z.array(fimItem),
    levels: z.array(z.enum(ASSIST_LEVELS)),
    pattern,
    caution: text,
    source,
  }),
  guards: z.array(z.strictObject({ id: text, pattern, afterStroke: z.boolean().optional(), message: text })),
  sideOfCode: z.array(z.strictObject({ pattern, side })),
  strokeSide: z.record(side, z.strictObject({ left: text, right: text, unknown: text })),
  examples: z
    .array(
      z.strictObject({
        given: z.strictObject({ diagnosis: text.nullable(), said: text }),
        expect: z.array(icdCode),
        why: text,
      }),
    )
    .min(1),
});
