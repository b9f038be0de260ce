/** From hand-written facts to a draft, the way the stages of the application go. */
import { draftDailyNote } from '../../../src/nlp/draft/draftDailyNote.ts';
import { buildLedger } from '../../../src/nlp/reckon/buildLedger.ts';
import { proposeCharges } from '../../../src/nlp/reckon/proposeCharges.ts';
import type { LedgerChange, TieChoice } from '../../../src/shared/domain/billing.ts';
import type { NoteDraft } from '../../../src/shared/domain/note.ts';
import type { Patient, SessionRecord } from '../../../src/shared/domain/record.ts';
import { medicare, rules } from '../rules.ts';
import type { TestSession } from './sessions.ts';

export const template = rules.templates.find((each) => each.type === 'daily')!;

export interface Entered {
  readonly typed?: readonly LedgerChange[];
  readonly choices?: readonly TieChoice[];
  readonly patient?: Patient | null;
}

export function recordOf(session: TestSession, entered: Entered = {}): SessionRecord {
  const { facts, transcript } = session;
  const patient = entered.patient ?? null;
  const ledger = buildLedger(facts, [], entered.typed ?? [], rules.catalogue);
  const charges = proposeCharges(ledger, medicare, rules, { choices: entered.choices ?? [] });
  const header: SessionRecord['session'] = {
    id: 's1',
    patientId: 'p1',
    state: 'review',
    dateOfService: '2026-03-02',
    startedAt: '2026-03-02T15:00:00Z',
    timeZone: 'America/Chicago',
    consent: { kind: 'pending' },
    durationMs: 80_000,
    isSample: false,
  };
  const stamp = { app: '0.1.0', models: 'test' };
  const note = draftDailyNote({ facts, transcript, ledger, charges, patient, session: header, template, rules, stamp });
  return {
    format: 'ot-scribe-record',
    version: 1,
    therapist: { id: 't1', name: 'Jordan Example', credentials: 'OTR/L', licence: 'OT-1234' },
    patient,
    session: header,
    tracks: [],
    frontEnd: null,
    transcript,
    facts,
    ledger,
    charges,
    note,
    signature: null,
  };
}

export function noteOf(session: TestSession, entered: Entered = {}): NoteDraft {
  return recordOf(session, entered).note;
}

export function textOf(note: NoteDraft, sectionId: string): string {
  const section = note.sections.find((candidate) => candidate.id === sectionId)!;
  return section.statements.map((statement) => statement.text).join('\n');
}

export const walter: Patient = {
  id: 'p1',
  name: 'Walter Example',
  birthDate: '1950-04-12',
  recordNumber: 'MRN-0001',
  diagnosis: 'Right hemiparesis after stroke',
  affectedSide: 'right',
  precautions: null,
  payerId: 'medicare-part-b',
  planOfCare: {
    goals: [
      { id: 'g1', term: 'short', text: 'Complete toilet transfer with CGA and no more than 1 verbal cue' },
      { id: 'g2', term: 'long', text: 'Prepare a light breakfast standing' },
    ],
    frequency: null,
    certificationStart: null,
    certificationEnd: null,
  },
  isSample: true,
};
