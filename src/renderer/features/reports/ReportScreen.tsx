/** A report: the form left, the document it makes right, what is still open above it. */
import { LockKeyhole, PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AppStatus, ReportDraft, ReportIssue, ReportState } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date, instant } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ExportButtons } from '../review/ExportBar.tsx';
import { CompareReport } from './CompareReport.tsx';
import { FormContext } from './FormContext.tsx';
import { focusPlace } from './focusPlace.ts';
import { DOCUMENT_WORDS, formSections } from './formSections.tsx';
import { issueKey, ReportPoints } from './ReportPoints.tsx';
import { ReportPreview } from './ReportPreview.tsx';
import { ReportSignDialog } from './ReportSignDialog.tsx';
import { type OpenReport, type SaveState, useReport } from './useReport.ts';
import { useReportExports } from './useReportExports.ts';
import '../review/review.css';
import '../review/note.css';
import './report.css';

export interface ReportScreenProps {
  readonly reportId: string;
  readonly status: AppStatus;
}

export function ReportScreen({ reportId, status }: ReportScreenProps) {
  const report = useReport(reportId);
  if (report.state === undefined || report.draft === undefined) {
    return (
      <main className="centred" aria-busy={report.error === null}>
        <ErrorNote error={report.error} />
      </main>
    );
  }
  return <LoadedReport report={report} state={report.state} draft={report.draft} status={status} />;
}

interface LoadedReportProps {
  readonly report: OpenReport;
  readonly state: ReportState;
  readonly draft: ReportDraft;
  readonly status: AppStatus;
}

const SAVE_WORDS: Readonly<Record<SaveState, string>> = { saved: 'Saved', typing: 'Not saved yet', saving: 'Saving' };

function LoadedReport({ report, state, draft, status }: LoadedReportProps) {
  const { go } = useNavigation();
  const exports = useReportExports(state.id, report.flush);
  const [current, setCurrent] = useState<{ readonly key: string; readonly place: number } | null>(null);
  const [isSigning, setSigning] = useState(false);
  const { issues, signature, document } = state;
  const isLocked = signature !== null;
  const back = (): void => go({ name: 'caseload', patientId: state.patientId });

  const goToPoint = (issue: ReportIssue): void => {
    setCurrent({ key: issueKey(issue), place: issues.indexOf(issue) });
    if (issue.field !== null) focusPlace(issue.field);
  };
  const nextPoint = (): void => {
    const at = issues.findIndex((issue) => issueKey(issue) === current?.key);
    // The point before was settled: what took its place is the next one.
    const from = at >= 0 ? at + 1 : (current?.place ?? 0);
    const reachable = issues.filter(({ field }) => field !== null);
    const next = reachable.find((issue) => issues.indexOf(issue) >= from) ?? reachable[0];
    if (next !== undefined) goToPoint(next);
  };
  const openSigning = async (): Promise<void> => {
    if ((await report.flush()) !== null) setSigning(true);
  };
  useShortcuts(isLocked ? {} : { f8: nextPoint, 'mod+enter': () => void openSigning() });

  return (
    <main className="review">
      <header className="review-head">
        <div className="review-title">
          <BackLink label={state.patientName} onPress={back} />
          <div className="row">
            <h1>{DOCUMENT_WORDS[document]}</h1>
            {isLocked ? (
              <Badge tone="good" icon={LockKeyhole}>
                Signed and locked
              </Badge>
            ) : (
              <Badge tone="attention" icon={PenLine}>
                DRAFT, not signed
              </Badge>
            )}
          </div>
          <p className="small soft">
            {date(state.date)}
            {state.wordLimit !== null && ` · ${state.words} of ${state.wordLimit} words`}
            {!isLocked && <span role="status"> · {SAVE_WORDS[report.saveState]}</span>}
          </p>
        </div>
        <div className="row push">
          {!isLocked && <DiscardButton reportId={state.id} onDiscarded={back} />}
          <ExportButtons exports={exports} name="Report" />
          {!isLocked && (
            <Button variant="primary" icon={PenLine} keys="Ctrl Enter" onPress={() => void openSigning()}>
              Sign
            </Button>
          )}
        </div>
      </header>
      <div className="report-panes" data-locked={isLocked || undefined}>
        {!isLocked && (
          <section className="report-form" aria-label="Form">
            <FormContext value={{ draft, carried: state.carried, set: report.set }}>
              {formSections(document, state.previous !== null).map(({ id, title, content }) => (
                <section key={id} className="card stack" aria-labelledby={`form-${id}`}>
                  <h2 id={`form-${id}`}>{title}</h2>
                  {content}
                </section>
              ))}
            </FormContext>
          </section>
        )}
        <section className="report-preview" aria-label="Preview">
          <div className="report-preview-inner">
            <ErrorNote error={report.error ?? exports.error} />
            {signature !== null && (
              <Banner tone="good">
                Signed by {signature.by}, {signature.credentials}, on {instant(signature.signedAt, signature.timeZone)}.
                The report is locked.
              </Banner>
            )}
            {!isLocked && <ReportPoints issues={issues} currentKey={current?.key ?? null} onGoTo={goToPoint} />}
            <ReportPreview report={state} onGoTo={isLocked ? null : focusPlace} />
            <div className="row">
              <CompareReport reportId={state.id} flush={report.flush} />
            </div>
          </div>
        </section>
      </div>
      <ReportSignDialog
        report={state}
        therapist={status.therapist}
        isOpen={isSigning && !isLocked}
        onClose={() => setSigning(false)}
        onGoToFirst={() => {
          setSigning(false);
          const first = issues.find(({ severity, field }) => severity === 'blocker' && field !== null);
          // After the dialog has given the focus back.
          if (first !== undefined) setTimeout(() => goToPoint(first), 0);
        }}
        onSigned={(next) => {
          setSigning(false);
          report.take(next);
        }}
      />
    </main>
  );
}

/** A draft may go, with a second thought. */
function DiscardButton({ reportId, onDiscarded }: { readonly reportId: string; readonly onDiscarded: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const discard = useAction();
  const announce = useAnnounce();
  const confirm = async (): Promise<void> => {
    if ((await discard.run('reports.discard', { reportId, confirm: 'DISCARD' })) === null) return;
    announce({ text: 'Draft deleted' });
    onDiscarded();
  };
  return (
    <>
      <Button variant="quiet" icon={Trash2} onPress={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog title="Delete this draft?" role="alertdialog" isOpen={isAsking} onClose={() => setAsking(false)}>
        <p className="soft">What you entered here is gone for good. The sessions it was filled in from stay.</p>
        <ErrorNote error={discard.error} />
        <DialogActions>
          <Button size="large" autoFocus onPress={() => setAsking(false)}>
            Keep it
          </Button>
          <Button size="large" variant="danger" isDisabled={discard.isBusy} onPress={() => void confirm()}>
            Delete the draft
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
