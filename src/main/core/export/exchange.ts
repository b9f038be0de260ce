/** A record as one file that can be taken in again: with a hash over all of it, so that a changed byte is noticed. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readJsonFile } from '../input/readJson.ts';
import { recordSchema } from '../input/readNoteSource.ts';
import { noteSha256 } from './noteHash.ts';
import type { ReleasedRecord } from './release.ts';

export interface ExchangeFile {
  readonly format: 'ot-scribe-export';
  readonly version: 1;
  readonly status: 'DRAFT' | 'signed';
  readonly record: SessionRecord;
  readonly sha256: string;
}

const exchangeSchema = z.looseObject({
  format: z.literal('ot-scribe-export'),
  version: z.literal(1),
  record: recordSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export function toExchange(record: ReleasedRecord): ExchangeFile {
  const status = record.signature === null ? 'DRAFT' : 'signed';
  return { format: 'ot-scribe-export', version: 1, status, record, sha256: hashOf(record) };
}

export interface Imported {
  readonly record: SessionRecord;
  /** null: nobody signed it. */
  readonly signatureHolds: boolean | null;
}

export async function readExchange(path: string): Promise<Result<Imported>> {
  const read = await readJsonFile(path, 'export', exchangeSchema);
  return read.ok ? opened(read.value) : read;
}

/** The same of a file that was read already. */
export function exchangeOf(value: unknown): Result<Imported> {
  const parsed = exchangeSchema.safeParse(value);
  return parsed.success ? opened(parsed.data) : fail('invalid_input', 'This is no export of OT Scribe.');
}

/** Refuses a file of which a byte was changed; says whether the signature still covers the note. */
function opened(file: z.infer<typeof exchangeSchema>): Result<Imported> {
  const record = file.record as unknown as SessionRecord;
  if (hashOf(record) !== file.sha256) {
    return fail('invalid_input', 'The file was changed after it was exported: its content and its hash differ.');
  }
  const { signature } = record;
  return ok({ record, signatureHolds: signature === null ? null : noteSha256(record) === signature.noteSha256 });
}

function hashOf(record: SessionRecord): string {
  return createHash('sha256').update(canonicalJson(record)).digest('hex');
}
