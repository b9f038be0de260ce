/**
 * Reports being filled in and signed. What is shown is written anew from the form each time; a signed report is shown as
 * it was signed, whatever rules the app has learned since.
 */
import { canonicalJson } from '../../../shared/canonicalJson.ts';
import type { CarriedValue, ReportDraft, ReportIssue, ReportState, ReportSummary } from '../../../shared/contract.ts';
import type { DocumentRecord, DocumentType, Intake } from '../../../shared/domain/intake.ts';
import type { Patient } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ClinicalPort, ReportPort } from '../ports.ts';
import { type CarriedSession, carriedSession } from '../reports/carriedSession.ts';
import type { LastReport } from '../reports/carryOver.ts';
import { toIntake } from '../reports/toIntake.ts';
import type { StoredReport } from '../store/repositories/reports.ts';
import { readSigned } from './canonicalRecord.ts';
import { ownPayers } from './ownPayers.ts';
import type { Unlocked } from './vault.ts';

/** A report as it stood at its signature: what is hashed, and what it is shown from ever after. */
interface SignedReportContent {
  readonly record: DocumentRecord;
  readonly draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
  readonly issues: readonly ReportIssue[];
  readonly patient: Patient;
}

export interface ReportDesk {
  list(unlocked: Unlocked, patientId: string): readonly ReportSummary[];
  /** The report as a page shows it. */
  state(unlocked: Unlocked, reportId: string): Result<ReportState>;
  /** The document itself, for paper and clipboard. */
  record(unlocked: Unlocked, reportId: string): Result<{ readonly record: DocumentRecord; readonly isSample: boolean }>;
  /** What a signature covers now, as one canonical text. */
  canonical(unlocked: Unlocked, reportId: string): Result<string>;
  begin(unlocked: Unlocked, patientId: string, document: DocumentType, at: Moment): Result<string>;
}

export interface Moment {
  readonly reportId: string;
  readonly today: string;
  readonly at: string;
}

export function createReportDesk(reports: ReportPort, clinical: ClinicalPort): ReportDesk {
  const payerName = (patient: Patient, { store }: Unlocked) =>
    clinical.payers(ownPayers(store)).find(({ id }) => id === patient.payerId)?.name ?? null;

  function identity(
    { document, previous }: Pick<StoredReport, 'document' | 'previous'>,
    patient: Patient,
    by: Unlocked,
  ) {
    const content = previous?.content ?? null;
    return { document, patient, payerName: payerName(patient, by), therapist: by.therapist, previous: content };
  }

  function content(
    unlocked: Unlocked,
    reportId: string,
  ): Result<SignedReportContent & { readonly stored: StoredReport }> {
    const { store } = unlocked;
    const stored = store.reports.get(reportId);
    if (stored === null) return fail('not_found', 'This report does not exist any more.');
    const signed = store.reports.signed(reportId);
    if (signed !== null) {
      const kept = JSON.parse(signed.canonical) as SignedReportContent;
      return ok({ ...kept, stored, record: { ...kept.record, signature: signed.signature } });
    }
    const patient = store.patients.get(stored.patientId);
    if (patient === null) return fail('not_found', 'This patient does not exist any more.');
    const record = reports.write(toIntake(stored.draft, identity(stored, patient, unlocked)));
    const { issues } = reports.show(record);
    return ok({ stored, record, draft: stored.draft, carried: stored.carried, issues, patient });
  }

  return {
    list: ({ store }, patientId) =>
      store.reports.ofPatient(patientId).map((stored) => toSummary(stored, store.reports.signed(stored.id) !== null)),

    state(unlocked, reportId) {
      const found = content(unlocked, reportId);
      if (!found.ok) return found;
      const { stored, record, draft, carried, issues, patient } = found.value;
      const { title, header, words, wordLimit } = reports.show(record);
      const { previous, revision } = stored;
      return ok({
        ...toSummary({ ...stored, draft }, record.signature !== null),
        ...{ patientName: patient.name, isSample: patient.isSample, revision, draft, carried, issues },
        previous: previous === null ? null : { reportId: previous.reportId, date: previous.content.date },
        ...{ title, header, words, wordLimit, note: record.note, signature: record.signature },
      });
    },

    record(unlocked, reportId) {
      const found = content(unlocked, reportId);
      return found.ok ? ok({ record: found.value.record, isSample: found.value.patient.isSample }) : found;
    },

    canonical(unlocked, reportId) {
      const found = content(unlocked, reportId);
      if (!found.ok) return found;
      const { stored: _stored, ...signed } = found.value;
      return ok(canonicalJson({ ...signed, record: { ...signed.record, signature: null } }));
    },

    begin(unlocked, patientId, document, { reportId, today, at }) {
      const { store, therapist } = unlocked;
      const patient = store.patients.get(patientId);
      if (patient === null) return fail('not_found', 'This patient does not exist any more.');
      const open = store.reports
        .ofPatient(patientId)
        .find((each) => each.document === document && store.reports.signed(each.id) === null);
      if (open !== undefined) return ok(open.id);
      const last = lastReport(unlocked, patientId, ['progress', 'plan', 'discharge']);
      const lastHome = lastReport(unlocked, patientId, ['home']);
      const sessions = sessionsOfPeriod(unlocked, patient, document, last);
      const events = store.episode.events(patientId);
      const carried = reports.carry({ document, patient, today, events, sessions, last, lastHome });
      const previous =
        last === null || document === 'home' ? null : { reportId: last.reportId, content: asPrevious(last) };
      const fresh = { id: reportId, patientId, document, begunOn: today, previous, revision: 0, savedAt: at };
      store.reports.add({ ...fresh, ...carried }, therapist.id);
      return ok(reportId);
    },
  };
}

function toSummary(
  { id, patientId, document, draft, begunOn, savedAt }: StoredReport,
  isSigned: boolean,
): ReportSummary {
  const date = draft.dates.report === '' ? begunOn : draft.dates.report;
  return { id, patientId, document, state: isSigned ? 'signed' : 'draft', date, savedAt };
}

/** The newest signed report of these kinds, by its own date. */
function lastReport({ store }: Unlocked, patientId: string, kinds: readonly DocumentType[]): LastReport | null {
  const signed = store.reports.ofPatient(patientId).flatMap(({ id, document, begunOn }): readonly LastReport[] => {
    const found = store.reports.signed(id);
    if (found === null || !kinds.includes(document)) return [];
    const { intake } = (JSON.parse(found.canonical) as SignedReportContent).record;
    return [{ reportId: id, date: intake.dates.report ?? intake.dates.evaluation ?? begunOn, intake }];
  });
  return signed.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).at(-1) ?? null;
}

function asPrevious({ intake, date }: LastReport): NonNullable<Intake['previous']> {
  return {
    date,
    goals: intake.goals.flatMap(({ id, current }) => (current === null ? [] : [{ id, current }])),
    steps: intake.plan.steps,
    explanation: null,
  };
}

/**
 * A progress report tells the time since the last report, a discharge note the whole episode; without a report the
 * certification period begins it. A day with a report belongs to that report.
 */
function sessionsOfPeriod(
  { store }: Unlocked,
  { id, planOfCare }: Patient,
  document: DocumentType,
  last: LastReport | null,
): readonly CarriedSession[] {
  const since = document === 'discharge' ? null : last;
  const from = document === 'discharge' ? null : planOfCare.certificationStart;
  return store.sessions
    .ofPatient(id)
    .filter(({ state, dateOfService }) => {
      if (state !== 'signed') return false;
      return since === null ? from === null || dateOfService >= from : dateOfService > since.date;
    })
    .flatMap((session) => {
      const signed = store.signatures.get(session.id);
      return signed === null ? [] : [carriedSession({ ...readSigned(signed.canonical).record, session })];
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
