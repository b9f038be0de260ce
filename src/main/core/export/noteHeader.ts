/** The facts about a note that stand around it: whose it is, when, by whom, in which state. Used by text and PDF. */
import type { SessionRecord } from '../../../shared/domain/record.ts';
import type { IsoInstant } from '../../../shared/time.ts';

export interface HeaderField {
  readonly label: string;
  readonly value: string;
}

const TITLES: Readonly<Record<SessionRecord['note']['type'], string>> = {
  daily: 'Occupational Therapy Daily Note',
  treatment: 'Occupational Therapy Treatment Note',
  progress: 'Occupational Therapy Progress Report',
  plan: 'Occupational Therapy Plan of Care',
  discharge: 'Occupational Therapy Discharge Note',
  home: 'Home Programme',
};

export const DRAFT_LINE = 'DRAFT - not signed';
export const SAMPLE_LINE = 'Sample session: no real person';

export function noteTitle(record: SessionRecord): string {
  return TITLES[record.note.type];
}

/** Fields without a value stay out: a blank is not a statement about the patient. */
export function headerFields(record: SessionRecord): readonly HeaderField[] {
  const { patient, session } = record;
  const fields: readonly (readonly [string, string | null | undefined])[] = [
    ['Patient', patient?.name ?? 'not given'],
    ['Date of service', session.dateOfService],
    ['Date of birth', patient?.birthDate],
    ['Record number', patient?.recordNumber],
    ['Diagnosis', patient?.diagnosis],
    ['Precautions', patient?.precautions],
    ['Therapist', authorLine(record)],
  ];
  return fields.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ label, value }],
  );
}

export function authorLine(record: SessionRecord): string {
  const { signature, therapist } = record;
  if (signature !== null) return `${signature.by}, ${signature.credentials}`;
  return therapist === null ? 'not given' : `${therapist.name}, ${therapist.credentials}`;
}

/** "2026-03-02 14:05 (America/Chicago), 20:05 UTC": local time with its zone, and UTC. */
export function signedAtText(signedAt: IsoInstant, timeZone: string): string {
  const at = new Date(signedAt);
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  const utc = at.toISOString().slice(0, 16).replace('T', ' ');
  return local === utc ? `${utc} UTC` : `${local} (${timeZone}), ${utc} UTC`;
}
