/**
 * The text a signature is made over: the whole record as JSON with sorted keys, so that the same record always gives
 * the same bytes. It is kept with the signature and is what a signed note is shown from.
 */
import { createHash } from 'node:crypto';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';

export interface SignedContent {
  readonly record: SessionRecord;
  readonly issues: readonly Issue[];
}

export function canonicalRecord({ record, issues }: SignedContent): string {
  return JSON.stringify(sorted({ issues, record: { ...record, signature: null } }));
}

export function readSigned(canonical: string): SignedContent {
  return JSON.parse(canonical) as SignedContent;
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
