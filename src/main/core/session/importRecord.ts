/**
 * An exported record into the store of this installation: facts, note, minutes, signature and addenda as they were, so
 * that a record survives a move. The sound stays where it was. All of it or nothing; a session that is here already is
 * left alone.
 */
import { z } from 'zod';
import type { ImportedRecord } from '../../../shared/contractViews.ts';
import { FIM_ITEMS } from '../../../shared/domain/facts.ts';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { exchangeOf } from '../export/exchange.ts';
import { payerFile } from '../rules/billingSchemas.ts';
import { canonicalRecord } from './canonicalRecord.ts';
import { keepOwnPayers, ownPayers } from './ownPayers.ts';
import type { Unlocked } from './vault.ts';

const text = z.string();
const whole = z.number().int();
const time = z.number().min(0);
const orNull = <T extends z.ZodType>(type: T) => type.nullable();

/** What becomes a column of the store: a file may have been written by hand, and its hash with it. */
const storable = z.looseObject({
  patient: z.looseObject({
    ...{ id: text.min(1), name: text, birthDate: orNull(text), recordNumber: orNull(text), diagnosis: orNull(text) },
    ...{ affectedSide: orNull(z.enum(['left', 'right', 'both'])), precautions: orNull(text), isSample: z.boolean() },
    payerId: text,
    planOfCare: z.looseObject({
      goals: z.array(z.looseObject({ id: text, term: z.enum(['long', 'short']), text })),
      ...{ frequency: orNull(text), certificationStart: orNull(text), certificationEnd: orNull(text) },
    }),
  }),
  session: z.looseObject({
    ...{ id: text.min(1), patientId: text.min(1), dateOfService: z.iso.date(), startedAt: orNull(text) },
    ...{ timeZone: text, durationMs: time, isSample: z.boolean() },
    consent: z.looseObject({
      ...{ kind: z.literal('given'), at: text, scriptVersion: text },
      by: z.enum(['patient', 'caregiver', 'sample']),
      method: z.enum(['verbal', 'written', 'sample']),
    }),
  }),
  transcript: z.looseObject({
    utterances: z.array(
      z.looseObject({
        ...{ id: text, startMs: time, endMs: time, text, speakerP: z.number(), words: z.array(z.looseObject({})) },
        speaker: z.enum(['therapist', 'patient', 'caregiver', 'other']),
        setBy: z.enum(['model', 'user', 'file']),
      }),
    ),
    gaps: z.array(
      z.looseObject({
        ...{ startMs: time, endMs: time },
        reason: z.enum(['loop', 'no_words', 'stock_phrase', 'engine_failed']),
      }),
    ),
  }),
  facts: z.array(
    z.looseObject({
      ...{ id: text, kind: text, rule: text, source: text, certainty: text, polarity: text },
      fimItem: z.enum(FIM_ITEMS).nullable().optional(),
      evidence: z.array(z.looseObject({ utteranceId: text, from: whole, to: whole })).min(1),
    }),
  ),
  ledger: z.looseObject({
    entries: z.array(
      z.looseObject({
        ...{
          id: text,
          task: text,
          minutes: z.number(),
          cpt: orNull(text),
          source: z.enum(['spoken', 'timer', 'typed']),
        },
        ...{ timed: z.boolean(), approximate: z.boolean(), needsConfirmation: z.boolean() },
      }),
    ),
  }),
  charges: z.looseObject({
    lines: z.array(z.looseObject({ code: text, minutes: z.number(), units: whole, timed: z.boolean() })),
  }),
  note: z.looseObject({
    ...{ questions: z.array(z.looseObject({})), leftOut: z.array(text), issues: z.array(z.looseObject({})) },
    stamp: z.looseObject({ app: text, rules: text }),
    sections: z.array(
      z.looseObject({
        statements: z.array(
          z.looseObject({
            ...{ factIds: z.array(text), anchors: z.array(z.looseObject({})) },
            kind: z.enum(['heard', 'timed', 'typed', 'record', 'standard']),
          }),
        ),
      }),
    ),
  }),
  ownPayer: payerFile.optional(),
  signature: z
    .looseObject({ by: text, credentials: text, attestation: text, signedAt: text, timeZone: text, noteSha256: text })
    .nullable(),
});

/** @param json the text of a file that `export --format json` wrote */
export function importRecord(json: string, unlocked: Unlocked, now: Date): Result<ImportedRecord> {
  const parsed = parsedJson(json);
  if (parsed === undefined) return fail('invalid_input', 'This is no export of OT Scribe: it is not valid JSON.');
  const read = exchangeOf(parsed);
  if (!read.ok) return read;
  const { record, signatureHolds } = read.value;
  const refusal = refusalOf(record, signatureHolds, unlocked);
  if (refusal !== null) return refusal;
  store(record, unlocked, now);
  const { session, note, facts } = record;
  return ok({
    ...{ sessionId: session.id, patientId: session.patientId, dateOfService: session.dateOfService },
    ...{ facts: facts.length, statements: note.sections.reduce((sum, { statements }) => sum + statements.length, 0) },
    signature: record.signature === null ? 'none' : 'holds',
  });
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function refusalOf(record: SessionRecord, signatureHolds: boolean | null, { store }: Unlocked): Result<never> | null {
  const checked = storable.safeParse(record);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const at = issue?.path.join('.') ?? 'record';
    return fail('invalid_input', `The export cannot be taken in: "${at}" is not as it should be.`, { at });
  }
  if (signatureHolds === false) {
    return fail('invalid_input', 'The signature does not fit the note: it was changed after it was signed.');
  }
  if (record.session.isSample) return fail('invalid_input', 'This is the sample session: open it from the caseload.');
  if (record.patient?.id !== record.session.patientId) {
    return fail('invalid_input', 'The export does not say whose session this is.');
  }
  if (store.sessions.get(record.session.id) !== null) return fail('conflict', 'This session is here already.');
  const isTyped = record.note.sections.some(({ statements }) => statements.some(({ kind }) => kind === 'typed'));
  if (record.signature === null && isTyped) {
    return fail(
      'invalid_input',
      'This draft was changed by hand after it was written: sign it where it is, then move it.',
    );
  }
  return null;
}

function store(record: SessionRecord, { store, master, therapist }: Unlocked, now: Date): void {
  const { patient, session, frontEnd, transcript, facts, ledger, note, charges, signature, addenda, ownPayer } = record;
  const known = ownPayers(store);
  const at = now.toISOString();
  const header = { ...session, state: 'review' } as const;
  const { key, wrapped } = master.newSessionKey(session.id);
  key.fill(0);
  store.atomically(() => {
    if (ownPayer !== undefined && !known.some(({ id }) => id === ownPayer.id))
      keepOwnPayers(store, [...known, ownPayer]);
    if (patient !== null && store.patients.get(patient.id) === null) store.patients.save(patient, at);
    store.sessions.add({ header, userId: therapist.id, wrappedKey: wrapped, at });
    store.findings.save(session.id, { frontEnd, transcript, facts, ledger });
    store.notes.save(session.id, { note, charges });
    if (signature === null) return;
    const { addenda: _addenda, ...signed } = record;
    const canonical = canonicalRecord({ record: { ...signed, session: header }, issues: note.issues });
    store.signatures.add({ sessionId: session.id, canonical, signature }, charges.lines, false);
    for (const addendum of addenda ?? []) store.addenda.add(session.id, addendum);
  });
}
