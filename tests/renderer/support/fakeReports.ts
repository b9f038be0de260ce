/** Reports in the core in memory: written and checked for real, kept in a list, signed without a store. */

import { toIntake } from '../../../src/main/core/reports/toIntake.ts';
import type { CallInput, CallName, CarriedValue, ReportDraft, ReportState } from '../../../src/shared/contract.ts';
import type { DocumentType } from '../../../src/shared/domain/intake.ts';
import type { Signature } from '../../../src/shared/domain/note.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { ATTESTATION } from '../../../src/shared/spokenTexts.ts';
import { REPORTS } from '../../support/realReports.ts';
import { NOW, PASSPHRASE, PAYERS, TODAY, type World } from './fakeWorld.ts';
import { THERAPIST } from './sampleReview.ts';

type ReportCall = Extract<CallName, `reports.${string}`>;
type Handlers = { [N in ReportCall]: (body: CallInput<N>) => Result<unknown> | Promise<Result<unknown>> };

export interface FakeReport {
  readonly id: string;
  readonly patientId: string;
  readonly document: DocumentType;
  revision: number;
  draft: ReportDraft;
  readonly carried: readonly CarriedValue[];
  signature: Signature | null;
}

export function fakeReports(world: World, newId: (prefix: string) => string, changed: (id: string) => void): Handlers {
  const find = (reportId: string) => world.reports.find(({ id }) => id === reportId);
  const missing = fail('not_found', 'This report does not exist any more.');

  function recordOf(report: FakeReport) {
    const patient = world.patients.find(({ id }) => id === report.patientId);
    if (patient === undefined) throw new Error('A report without a patient.');
    const payerName = PAYERS.find(({ id }) => id === patient.payerId)?.name ?? null;
    const identity = { document: report.document, patient, payerName, therapist: THERAPIST, previous: null };
    return { patient, record: { ...REPORTS.write(toIntake(report.draft, identity)), signature: report.signature } };
  }

  function state(report: FakeReport): ReportState {
    const { patient, record } = recordOf(report);
    const { id, patientId, document, revision, draft, carried, signature } = report;
    return {
      ...{ id, patientId, document, revision, draft, carried, signature, previous: null, note: record.note },
      ...{ state: signature === null ? 'draft' : 'signed', date: draft.dates.report || TODAY, savedAt: NOW },
      ...{ patientName: patient.name, isSample: patient.isSample },
      ...REPORTS.show(record),
    };
  }

  return {
    'reports.list': ({ patientId }) =>
      ok(world.reports.filter((each) => each.patientId === patientId).map((each) => state(each))),
    'reports.create': ({ patientId, document }) => {
      const open = world.reports.find((each) => each.document === document && each.signature === null);
      if (open !== undefined) return ok(state(open));
      const patient = world.patients.find(({ id }) => id === patientId);
      if (patient === undefined) return fail('not_found', 'This patient does not exist any more.');
      const sessions = [...world.carriedSessions];
      const given = { document, patient, today: TODAY, events: [], sessions, last: null, lastHome: null };
      const report = { id: newId('r'), patientId, document, revision: 0, signature: null, ...REPORTS.carry(given) };
      world.reports.push(report);
      changed(patientId);
      return ok(state(report));
    },
    'reports.get': ({ reportId }) => {
      const report = find(reportId);
      return report === undefined ? missing : ok(state(report));
    },
    'reports.save': ({ reportId, revision, draft }) => {
      const report = find(reportId);
      if (report === undefined) return missing;
      if (report.revision !== revision) return fail('conflict', 'The report was changed meanwhile.');
      Object.assign(report, { draft, revision: revision + 1 });
      return ok(state(report));
    },
    'reports.compare': ({ reportId, text }) => {
      const report = find(reportId);
      return report === undefined ? missing : ok(REPORTS.compare(text, state(report).note));
    },
    'reports.discard': ({ reportId }) => {
      world.reports = world.reports.filter(({ id }) => id !== reportId);
      changed(reportId);
      return ok(null);
    },
    'reports.sign': ({ reportId, passphrase }) => {
      const report = find(reportId);
      if (report === undefined) return missing;
      if (state(report).issues.some(({ severity }) => severity === 'blocker')) return fail('blocked', 'Open points.');
      if (passphrase !== PASSPHRASE) return fail('wrong_passphrase', 'This is not the passphrase.', { waitMs: 0 });
      const { name, credentials, licence } = THERAPIST;
      report.signature = {
        ...{ by: name, credentials, licence, attestation: ATTESTATION.report },
        ...{ signedAt: NOW, timeZone: 'America/Chicago', noteSha256: 'a'.repeat(64) },
      };
      changed(report.patientId);
      return ok(state(report));
    },
    'reports.text': ({ reportId, sectionId }) => {
      const report = find(reportId);
      return report === undefined ? missing : ok({ text: REPORTS.text(recordOf(report).record, false, sectionId) });
    },
    'reports.pdf': () => ok({ fileName: 'progress.pdf', pdfBase64: Buffer.from('%PDF-1.7\n').toString('base64') }),
  };
}
