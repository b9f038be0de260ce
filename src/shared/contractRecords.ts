/** Notes and records on their way out and back in. */
import { z } from 'zod';
import { call } from './contractCall.ts';
import type { ImportedRecord } from './contractViews.ts';

const id = z.string().min(1).max(100);

export const recordCalls = {
  'export.text': call<{ readonly text: string }>()({
    in: z.strictObject({ sessionId: id, sectionId: id.nullable() }),
    needs: 'unlocked',
    audit: 'note-copied',
  }),
  'export.pdf': call<{ readonly fileName: string; readonly pdfBase64: string }>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'note-exported',
  }),
  'export.markdown': call<{ readonly fileName: string; readonly markdownBase64: string }>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'note-exported',
  }),
  /** Takes in what `export --format json` wrote: the sound is not in it. */
  'records.import': call<ImportedRecord>()({
    in: z.strictObject({
      json: z
        .string()
        .min(1)
        .max(32 * 1024 * 1024),
    }),
    needs: 'unlocked',
    audit: 'record-imported',
  }),
  /** Everything behind the note, with the sound of what is cited, as a ZIP that opens without the app. */
  'export.audit': call<{ readonly fileName: string; readonly zipBase64: string }>()({
    in: z.strictObject({ sessionId: id }),
    needs: 'unlocked',
    audit: 'audit-pack-exported',
  }),
} as const;
