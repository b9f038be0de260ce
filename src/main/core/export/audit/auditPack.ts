/**
 * The audit-defence pack: what stands behind a note, in files that open without this program. The page leads from every
 * claim line to the sound; the script and the list of hashes prove that nothing was changed.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../../shared/result.ts';
import { ok } from '../../../../shared/result.ts';
import type { Span } from '../../../../shared/time.ts';
import type { SignatureLink } from '../../store/repositories/signatures.ts';
import { toExchange } from '../exchange.ts';
import { noteToPdf } from '../noteToPdf.ts';
import { noteToText } from '../noteToText.ts';
import { printableSession } from '../printable.ts';
import type { ReleasedRecord } from '../release.ts';
import { auditPage } from './auditPage.ts';
import { citationsOf } from './citations.ts';

export interface AuditSource {
  readonly record: ReleasedRecord;
  /** null: the record comes from a file, not from the database that holds the chain. */
  readonly signed: (SignatureLink & { readonly canonical: string; readonly sessionId: string }) | null;
  /** A mono WAV of a stretch of the session; null where there is no sound. */
  readonly clip: ((span: Span) => Promise<Result<Uint8Array>>) | null;
  readonly resourcesFolder: string;
}

/** Heard around the words, so that none is cut off. */
const CLIP_MARGIN_MS = 300;

export async function auditPack(source: AuditSource): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const { record, signed, resourcesFolder } = source;
  const citations = citationsOf(record);
  const sounds = await clipsOf(source, new Map(citations.map(({ utterance }) => [utterance.id, utterance])));
  if (!sounds.ok) return sounds;
  const clips = new Map([...sounds.value].map(([id, { file, startMs }]) => [id, { file, startMs }]));
  const printable = printableSession(record);
  const files = new Map<string, Uint8Array>([
    ['index.html', encoded(auditPage({ record, link: signed, citations, clips }))],
    ['note.pdf', await noteToPdf(printable, resourcesFolder)],
    ['note.txt', encoded(noteToText(printable))],
    ['export.json', encoded(`${JSON.stringify(toExchange(record), null, 1)}\n`)],
    ['verify.mjs', await readFile(join(resourcesFolder, 'audit/verify.mjs'))],
    ...[...sounds.value.values()].map(({ file, bytes }) => [file, bytes] as const),
  ]);
  if (signed !== null) {
    const link = { format: 'ot-scribe-signature', version: 1, ...signed, signature: record.signature };
    files.set('signature.json', encoded(`${JSON.stringify(link, null, 1)}\n`));
  }
  const sums = [...files].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  files.set('SHA256SUMS', encoded(sums.join('')));
  return ok(files);
}

interface Clip {
  readonly file: string;
  readonly startMs: number;
  readonly bytes: Uint8Array;
}

/** One clip for each utterance that is cited. */
async function clipsOf(
  { clip, record }: AuditSource,
  utterances: ReadonlyMap<string, Span>,
): Promise<Result<ReadonlyMap<string, Clip>>> {
  const clips = new Map<string, Clip>();
  if (clip === null) return ok(clips);
  for (const [id, { startMs, endMs }] of utterances) {
    const from = Math.max(0, startMs - CLIP_MARGIN_MS);
    const to = Math.min(record.session.durationMs, endMs + CLIP_MARGIN_MS);
    const bytes = await clip({ startMs: from, endMs: to });
    if (!bytes.ok) return bytes;
    clips.set(id, { file: `sound/${id}.wav`, startMs: from, bytes: bytes.value });
  }
  return ok(clips);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
