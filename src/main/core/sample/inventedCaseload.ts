/**
 * The invented patients that ship with the product, as data: their sessions are written words, with dates counted back from
 * a day, and become facts, minutes, units and drafts as any session does.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PLAN_EVENT_KINDS } from '../../../shared/domain/clocks.ts';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import type { Patient, SessionHeader, Therapist } from '../../../shared/domain/record.ts';
import type { Transcript, Utterance, Word } from '../../../shared/domain/utterance.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { CONSENT_SCRIPT } from '../../../shared/spokenTexts.ts';
import type { WordsPort } from '../ports.ts';

const text = z.string().min(1);
const days = z.number().int().min(0).max(400);

const session = z.strictObject({
  daysBefore: days,
  state: z.enum(['signed', 'review']),
  /** What stands in the places of the script: "{transfer}". */
  say: z.record(z.string(), text),
});

const patient = z.strictObject({
  key: z.string().regex(/^[a-z]+$/),
  name: z.string().endsWith('(sample)', 'The name of an invented patient says that it is a sample.'),
  diagnosis: text,
  affectedSide: z.enum(['left', 'right', 'both']).nullable(),
  precautions: text.nullable(),
  payerId: text,
  frequency: text.nullable(),
  certified: z.strictObject({ startDaysBefore: days, endDaysAfter: days }).nullable(),
  goals: z.array(
    z.strictObject({
      term: z.enum(['long', 'short']),
      text,
      target: z
        .strictObject({
          follows: text,
          level: z.enum(ASSIST_LEVELS).nullable(),
          value: z.number().nullable(),
          unit: text.nullable(),
          better: z.enum(['higher', 'lower']),
        })
        .optional(),
    }),
  ),
  events: z.array(z.strictObject({ kind: z.enum(PLAN_EVENT_KINDS), daysBefore: days, note: text })),
  yearToDate: z.strictObject({ amountCents: z.number().int().min(0), daysBefore: days, source: text }).optional(),
  script: z.array(z.tuple([z.enum(['therapist', 'patient', 'caregiver']), text])),
  sessions: z.array(session),
});

const caseloadSchema = z.strictObject({
  therapist: z.strictObject({ name: text, credentials: text }),
  patients: z.array(patient).min(1),
});

export type Caseload = z.infer<typeof caseloadSchema>;
export type Invented = z.infer<typeof patient>;
type InventedSession = z.infer<typeof session>;

/** Patients of this sample are told from the one of the sample session by their ids. */
export const CASELOAD_ID = 'caseload-';

const MS_A_WORD = 400;
const MS_BETWEEN_TURNS = 900;
const MS_A_DAY = 86_400_000;
/** Ten in the morning, somewhere: only the day is shown. */
const HOUR_OF_SESSIONS = 'T16:00:00.000Z';

export async function readCaseload(resourcesFolder: string): Promise<Caseload> {
  const file = join(resourcesFolder, 'sample', 'caseload', 'caseload.json');
  return caseloadSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** By nobody real: the user of the app never read these notes. */
export function inventedTherapist({ therapist }: Caseload): Therapist {
  return { ...therapist, id: `${CASELOAD_ID}therapist`, licence: null };
}

export interface Calendar {
  /** Today at the clinic, "2026-03-31". */
  readonly today: string;
  readonly timeZone: string;
}

export function inventedPatient(invented: Invented, { today }: Calendar): Patient {
  const { key, certified, goals, frequency, name, diagnosis, affectedSide, precautions, payerId } = invented;
  const id = `${CASELOAD_ID}${key}`;
  return {
    ...{ id, name, diagnosis, affectedSide, precautions, payerId },
    ...{ birthDate: null, recordNumber: null, isSample: true },
    planOfCare: {
      goals: goals.map((goal, index) => ({ ...goal, id: `${id}-goal-${index}` })),
      frequency,
      certificationStart: certified === null ? null : dayBefore(today, certified.startDaysBefore),
      certificationEnd: certified === null ? null : dayBefore(today, -certified.endDaysAfter),
    },
  };
}

export interface InventedDraft {
  readonly invented: InventedSession;
  readonly header: SessionHeader;
  readonly transcript: Transcript;
  readonly made: Extract<Awaited<ReturnType<WordsPort['note']>>, { readonly ok: true }>['value'];
}

export async function inventedDrafts(
  invented: Invented,
  patient: Patient,
  therapist: Therapist,
  { words, today, timeZone }: Calendar & { readonly words: WordsPort },
): Promise<Result<readonly InventedDraft[]>> {
  const drafts: InventedDraft[] = [];
  for (const [index, each] of invented.sessions.entries()) {
    const dateOfService = dayBefore(today, each.daysBefore);
    const startedAt = `${dateOfService}${HOUR_OF_SESSIONS}`;
    const header: SessionHeader = {
      ...{ id: `${patient.id}-${index}`, patientId: patient.id, state: 'review', dateOfService, startedAt, timeZone },
      ...{ durationMs: 0, isSample: true },
      consent: {
        ...({ kind: 'given', at: startedAt, by: 'sample', method: 'sample' } as const),
        scriptVersion: CONSENT_SCRIPT.version,
      },
    };
    const transcript = spoken(invented, each);
    const made = await words.note({ transcript, session: header, patient, therapist });
    if (!made.ok) return made;
    drafts.push({ invented: each, header, transcript, made: made.value });
  }
  return ok(drafts);
}

function spoken({ key, script }: Invented, { say }: InventedSession): Transcript {
  let at = 0;
  const utterances = script.map(([speaker, pattern], index): Utterance => {
    const line = pattern.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const said = say[name];
      if (said === undefined) throw new Error(`The sample caseload says nothing for {${name}} of ${key}.`);
      return said;
    });
    const words = line.split(' ').map((word, place): Word => {
      const startMs = at + place * MS_A_WORD;
      return { text: word, startMs, endMs: startMs + MS_A_WORD, p: 1 };
    });
    const startMs = at;
    const endMs = at + words.length * MS_A_WORD;
    at = endMs + MS_BETWEEN_TURNS;
    return { id: `u${index}`, speaker, speakerP: 1, setBy: 'file', text: line, words, startMs, endMs };
  });
  return { utterances, gaps: [] };
}

export function dayBefore(today: string, count: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - count * MS_A_DAY).toISOString().slice(0, 10);
}
