/**
 * The caseload that ships with the product: invented patients with dates counted back from today, so that deadlines and
 * trends look as on a working day. Their words are written, nobody spoke them; facts, minutes, units and drafts are worked
 * out from them as from any session. All of it is marked as sample, stands outside the chain of signatures and can go again.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PLAN_EVENT_KINDS } from '../../../shared/domain/clocks.ts';
import { ASSIST_LEVELS } from '../../../shared/domain/facts.ts';
import type { Patient, SessionHeader, Therapist } from '../../../shared/domain/record.ts';
import type { Transcript, Utterance, Word } from '../../../shared/domain/utterance.ts';
import { AppFailure, ok, type Result } from '../../../shared/result.ts';
import { ATTESTATION, CONSENT_SCRIPT } from '../../../shared/spokenTexts.ts';
import { noteSha256 } from '../export/noteHash.ts';
import type { WordsPort } from '../ports.ts';
import { canonicalRecord } from './canonicalRecord.ts';
import type { ReviewDesk } from './reviewDesk.ts';
import type { Unlocked } from './vault.ts';

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

type Caseload = z.infer<typeof caseloadSchema>;
type Invented = z.infer<typeof patient>;
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

export interface CaseloadDeps {
  readonly words: WordsPort;
  readonly reviews: ReviewDesk;
  /** Today at the clinic, "2026-03-31". */
  readonly today: string;
  readonly timeZone: string;
  readonly at: string;
  readonly newId: () => string;
}

/** Puts all of it in; patients that are there already stay as they are. */
export async function putCaseloadIn(caseload: Caseload, unlocked: Unlocked, deps: CaseloadDeps): Promise<Result<null>> {
  const { store } = unlocked;
  const signer: Therapist = { ...caseload.therapist, id: `${CASELOAD_ID}therapist`, licence: null };
  for (const invented of caseload.patients) {
    const made = toPatient(invented, deps);
    if (store.patients.get(made.id) !== null) continue;
    const drafts = await draftsOf(invented, made, signer, deps);
    if (!drafts.ok) return drafts;
    store.atomically(() => {
      store.patients.save(made, deps.at);
      addEpisode(invented, made.id, unlocked, deps);
      for (const draft of drafts.value) addSession(draft, signer, unlocked, deps);
    });
  }
  return ok(null);
}

function toPatient(invented: Invented, { today }: CaseloadDeps): Patient {
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

interface Draft {
  readonly invented: InventedSession;
  readonly header: SessionHeader;
  readonly transcript: Transcript;
  readonly made: Extract<Awaited<ReturnType<WordsPort['note']>>, { readonly ok: true }>['value'];
}

async function draftsOf(
  invented: Invented,
  patient: Patient,
  therapist: Therapist,
  { words, today, timeZone }: CaseloadDeps,
): Promise<Result<readonly Draft[]>> {
  const drafts: Draft[] = [];
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

function addEpisode(invented: Invented, patientId: string, { store, therapist }: Unlocked, deps: CaseloadDeps): void {
  const { today, at, newId } = deps;
  const by = therapist.id;
  for (const { kind, daysBefore, note } of invented.events) {
    const date = dayBefore(today, daysBefore);
    store.episode.addEvent(patientId, { id: newId(), kind, date, note, byAssistant: false, by, at });
  }
  if (invented.yearToDate !== undefined) {
    const { amountCents, daysBefore, source } = invented.yearToDate;
    const date = dayBefore(today, daysBefore);
    store.episode.addAmount(patientId, {
      ...{ id: newId(), kind: 'yearToDate', discipline: 'OT', amountCents, date, source, by, at },
    });
  }
}

function addSession(draft: Draft, signer: Therapist, unlocked: Unlocked, deps: CaseloadDeps): void {
  const { store, master, therapist } = unlocked;
  const { header, transcript, made } = draft;
  const { facts, ledger, note, charges } = made;
  const { key, wrapped } = master.newSessionKey(header.id);
  key.fill(0);
  store.sessions.add({ header, userId: therapist.id, wrappedKey: wrapped, at: header.startedAt ?? deps.at });
  store.findings.save(header.id, { frontEnd: null, transcript, facts, ledger });
  store.notes.save(header.id, { note, charges });
  store.search.index(header.id);
  if (draft.invented.state === 'signed') sign(header, signer, unlocked, deps);
}

/** By nobody real: the user of the app never read these notes. */
function sign(header: SessionHeader, signer: Therapist, unlocked: Unlocked, { reviews, timeZone }: CaseloadDeps): void {
  const state = reviews.state(unlocked, header.id);
  if (!state.ok) throw new AppFailure(state.error);
  const { issues } = state.value;
  const open = issues.find(({ severity }) => severity === 'blocker');
  if (open !== undefined) throw new Error(`A note of the sample caseload cannot be signed: ${open.message}`);
  const record = { ...state.value.record, therapist: signer };
  const { name, credentials, licence } = signer;
  const signedAt = `${header.dateOfService}T23:00:00.000Z`;
  unlocked.store.signatures.add(
    {
      sessionId: header.id,
      canonical: canonicalRecord({ record, issues }),
      signature: {
        ...{ by: name, credentials, licence, attestation: ATTESTATION.text, signedAt, timeZone },
        noteSha256: noteSha256(record),
      },
    },
    record.charges.lines,
    true,
  );
}

function dayBefore(today: string, count: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - count * MS_A_DAY).toISOString().slice(0, 10);
}
