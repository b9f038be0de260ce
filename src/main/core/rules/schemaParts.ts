/** What every rule file is made of: names, dates, patterns, and a head that says who says so and since when. */
import { z } from 'zod';

export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write dates as 2026-01-31.');
export const text = z.string().min(1);
export const procedureCode = z.string().regex(/^(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])$/, 'A code has five characters.');
export const count = z.number().int().min(0);
export const source = z.strictObject({ title: text, section: text, retrieved: isoDate });
export const pattern = text.refine(isRegExp, { error: 'This is no regular expression.' });
export const fileHead = {
  id: text,
  version: text,
  effective: z.strictObject({ from: isoDate, to: isoDate.nullable() }),
  source,
};

function isRegExp(given: string): boolean {
  try {
    new RegExp(given, 'iu');
    return true;
  } catch {
    return false;
  }
}
