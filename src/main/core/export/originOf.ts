/** What a machine-readable export carries of the note it was made from: its hash, and the rules it was written by. */
import { noteSha256 } from './noteHash.ts';
import type { ReleasedRecord } from './release.ts';

export interface Origin {
  /** Of the note as it is in this record; for a signed one the hash that was signed. */
  readonly noteSha256: string;
  /** SHA-256 of the rule files. */
  readonly rules: string;
  /** "daily-soap@2026.3". */
  readonly template: string;
  readonly app: string;
}

export function originOf(record: ReleasedRecord): Origin {
  const { rules, template, app } = record.note.stamp;
  return { noteSha256: record.signature?.noteSha256 ?? noteSha256(record), rules, template, app };
}
