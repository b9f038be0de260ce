/**
 * What a signed note is shown from, whatever the app learns later: the whole record as it stood at the signature, as
 * one canonical text. The printed hash covers the note in it; the chain of signatures covers all of it.
 */
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';

export interface SignedContent {
  readonly record: SessionRecord;
  readonly issues: readonly Issue[];
}

export function canonicalRecord({ record, issues }: SignedContent): string {
  return canonicalJson({ issues, record: { ...record, signature: null } });
}

export function readSigned(canonical: string): SignedContent {
  return JSON.parse(canonical) as SignedContent;
}
