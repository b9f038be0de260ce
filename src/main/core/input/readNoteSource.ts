/**
 * What a note can be written from or checked against: the record of a session, a typed intake, or a document that was
 * written from one. The file's own "format" says which.
 */
import { z } from 'zod';
import type { DocumentRecord, Intake } from '../../../shared/domain/intake.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { intakeSchema, readIntake } from './readIntake.ts';
import { readJsonFile } from './readJson.ts';

export type NoteSource =
  | { readonly kind: 'session'; readonly record: SessionRecord }
  | { readonly kind: 'intake'; readonly intake: Intake };

const evidence = z.array(z.looseObject({ kind: z.enum(['spoken', 'heard', 'rule', 'entered']) })).min(1);
const statement = z.looseObject({ id: z.string(), text: z.string(), kind: z.string(), evidence });
const section = z.looseObject({ id: z.string(), heading: z.string(), statements: z.array(statement) });
const ledgerEntry = z.looseObject({ id: z.string(), minutes: z.number(), cpt: z.string().nullable() });

/** Enough of the form that nothing after it can stumble; the record is our own export, not typed by hand. */
export const recordSchema = z.looseObject({
  format: z.literal('ot-scribe-record'),
  version: z.literal(1),
  patient: z
    .looseObject({ payerId: z.string(), planOfCare: z.looseObject({ goals: z.array(z.looseObject({})) }) })
    .nullable(),
  session: z.looseObject({ id: z.string(), dateOfService: z.string(), durationMs: z.number() }),
  transcript: z.looseObject({
    utterances: z.array(z.looseObject({ id: z.string(), text: z.string(), words: z.array(z.looseObject({})) })),
    gaps: z.array(z.looseObject({})),
  }),
  facts: z.array(z.looseObject({ id: z.string(), kind: z.string(), evidence })),
  ledger: z.looseObject({ entries: z.array(ledgerEntry), timedMinutes: z.number(), treatmentMinutes: z.number() }),
  charges: z.looseObject({ lines: z.array(z.looseObject({ code: z.string() })) }),
  note: z.looseObject({ type: z.string(), sections: z.array(section) }),
});

const documentSchema = z.looseObject({
  format: z.literal('ot-scribe-document'),
  version: z.literal(1),
  intake: intakeSchema,
  note: z.looseObject({ sections: z.array(section) }),
});

export async function readNoteSource(path: string): Promise<Result<NoteSource>> {
  const peeked = await readJsonFile(path, 'record or intake', z.looseObject({ format: z.string() }));
  if (!peeked.ok) return peeked;
  switch (peeked.value.format) {
    case 'ot-scribe-record': {
      const read = await readJsonFile(path, 'record', recordSchema);
      return read.ok ? ok({ kind: 'session', record: read.value as unknown as SessionRecord }) : read;
    }
    case 'ot-scribe-intake': {
      const read = await readIntake(path);
      return read.ok ? ok({ kind: 'intake', intake: read.value }) : read;
    }
    case 'ot-scribe-document': {
      const read = await readJsonFile(path, 'document', documentSchema);
      return read.ok ? ok({ kind: 'intake', intake: (read.value as unknown as DocumentRecord).intake }) : read;
    }
    default:
      return fail('invalid_input', `The file is neither a record nor an intake (format "${peeked.value.format}").`);
  }
}
