import { factsToJson } from '../../core/export/factsToJson.ts';
import { noteToJson } from '../../core/export/noteToJson.ts';
import { noteToPdf } from '../../core/export/noteToPdf.ts';
import { noteToText } from '../../core/export/noteToText.ts';
import { printableSession } from '../../core/export/printable.ts';
import type { ReleasedRecord } from '../../core/export/release.ts';
import { transcriptToJson } from '../../core/export/transcriptToJson.ts';
import { findInstallation } from '../../core/installation.ts';

/** The files a drafted session becomes, by name. */
export async function noteFiles(record: ReleasedRecord): Promise<Readonly<Record<string, string | Uint8Array>>> {
  return {
    'transcript.json': json(transcriptToJson(record.transcript)),
    'facts.json': json(factsToJson(record)),
    'record.json': json(record),
    'note.txt': noteToText(printableSession(record)),
    'note.json': json(noteToJson(record)),
    'note.pdf': await noteToPdf(printableSession(record), findInstallation().resources),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
