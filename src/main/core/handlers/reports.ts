/** Reports over sessions: begun with what the store knows, filled in, signed, and on their way out. */
import type { ReportState } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import type { Unlocked } from '../session/vault.ts';
import { sha256 } from '../store/repositories/reports.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names =
  | 'reports.list'
  | 'reports.create'
  | 'reports.get'
  | 'reports.save'
  | 'reports.compare'
  | 'reports.discard'
  | 'reports.sign'
  | 'reports.text'
  | 'reports.pdf';

export function reportHandlers(app: App): SomeHandlers<Names> {
  const { reportDesk: desk, reports, signers, vault } = app;
  const changed = (patientId: string) => app.events.emit({ kind: 'changed', what: 'patients', id: patientId });

  /** The report at this revision, still open. */
  function openAt(unlocked: Unlocked, reportId: string, revision: number): Result<ReportState> {
    const state = desk.state(unlocked, reportId);
    if (!state.ok) return state;
    if (state.value.signature !== null) return fail('conflict', 'This report is signed and cannot be changed.');
    if (state.value.revision === revision) return state;
    return fail('conflict', 'The report was changed meanwhile. Look at the new version and repeat your change.', {
      retryable: true,
    });
  }

  function ready(unlocked: Unlocked, reportId: string, revision: number): Result<ReportState> {
    const state = openAt(unlocked, reportId, revision);
    if (!state.ok) return state;
    const open = state.value.issues.filter(({ severity }) => severity === 'blocker');
    if (open.length === 0) return state;
    const points = open.length === 1 ? 'One point has' : `${open.length} points have`;
    return fail('blocked', `${points} to be settled before the signature. ${open[0]?.message}`, { at: open[0]?.at });
  }

  /** A signed progress report ends its period of the plan. */
  function noteInPlan({ document, patientId, date }: ReportState, { store, therapist }: Unlocked): void {
    if (document !== 'progress') return;
    store.episode.addEvent(patientId, {
      ...{ id: app.newId(), kind: 'progressReport', date, note: 'signed report', byAssistant: false },
      ...{ by: therapist.id, at: app.now().toISOString() },
    });
  }

  return {
    'reports.list': whenUnlocked(({ patientId }, unlocked) => ok(desk.list(unlocked, patientId))),

    'reports.create': whenUnlocked(({ patientId, document }, unlocked) => {
      const at = app.now();
      const moment = { reportId: app.newId(), today: localDate(at, app.timeZone()), at: at.toISOString() };
      const begun = desk.begin(unlocked, patientId, document, moment);
      if (!begun.ok) return begun;
      changed(patientId);
      return desk.state(unlocked, begun.value);
    }),

    'reports.get': whenUnlocked(({ reportId }, unlocked) => desk.state(unlocked, reportId)),

    'reports.save': whenUnlocked(({ reportId, revision, draft }, unlocked) => {
      const before = openAt(unlocked, reportId, revision);
      if (!before.ok) return before;
      unlocked.store.reports.save(reportId, revision, draft, app.now().toISOString());
      return desk.state(unlocked, reportId);
    }),

    'reports.compare': whenUnlocked(({ reportId, text }, unlocked) => {
      const state = desk.state(unlocked, reportId);
      return state.ok ? ok(reports.compare(text, state.value.note)) : state;
    }),

    'reports.discard': whenUnlocked(({ reportId }, unlocked) => {
      const state = desk.state(unlocked, reportId);
      if (!state.ok) return state;
      if (state.value.signature !== null) return fail('conflict', 'This report is signed and stays.');
      unlocked.store.reports.remove(reportId);
      unlocked.store.flushDeleted();
      changed(state.value.patientId);
      return ok(null);
    }),

    'reports.sign': whenUnlocked(async ({ reportId, revision, personId, passphrase }, unlocked) => {
      const before = ready(unlocked, reportId, revision);
      if (!before.ok) return before;
      const person = await signers.prove(unlocked, personId ?? null, passphrase);
      if (!person.ok) {
        vault.audit('sign-refused', reportId);
        return person;
      }
      if (
        before.value.document !== 'home' &&
        (['assistant', 'student'].includes(app.access.roleOf(person.value, unlocked)) ||
          app.clinical.isAssistant(person.value) ||
          app.clinical.isStudent(person.value))
      ) {
        return fail('blocked', 'A therapist signs this report; an assistant may sign a home program.', {
          at: 'personId',
        });
      }
      // Read again: something may have been typed while the passphrase was checked.
      const state = ready(unlocked, reportId, revision);
      if (!state.ok) return state;
      const canonical = desk.canonical(unlocked, reportId);
      if (!canonical.ok) return canonical;
      const { name, credentials, licence } = person.value;
      const signature = {
        ...{ by: name, credentials, licence, attestation: ATTESTATION.report },
        ...{ signedAt: app.now().toISOString(), timeZone: app.timeZone(), noteSha256: sha256(canonical.value) },
      };
      unlocked.store.atomically(() => {
        unlocked.store.reports.sign({ reportId, signature, canonical: canonical.value }, state.value.isSample);
        noteInPlan(state.value, unlocked);
      });
      changed(state.value.patientId);
      return desk.state(unlocked, reportId);
    }),

    'reports.text': whenUnlocked(({ reportId, sectionId }, unlocked) => {
      const found = desk.record(unlocked, reportId);
      return found.ok ? ok({ text: reports.text(found.value.record, found.value.isSample, sectionId) }) : found;
    }),

    'reports.pdf': whenUnlocked(async ({ reportId }, unlocked) => {
      const found = desk.record(unlocked, reportId);
      if (!found.ok) return found;
      const { record, isSample } = found.value;
      const bytes = await reports.pdf(record, isSample);
      const day = record.intake.dates.report ?? record.intake.dates.evaluation;
      // Without the patient's name: file names show in dialogs, histories and backups.
      const fileName = `${[record.intake.document, day].filter((part) => part !== null).join('-')}.pdf`;
      return ok({ fileName, pdfBase64: Buffer.from(bytes).toString('base64') });
    }),
  };
}
