/** The signature of a report: refused while something stops it, else declaration and passphrase. */
import type { ReportState } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { date } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Refusal } from '../sign/Refusal.tsx';
import { Signer } from '../sign/Signer.tsx';
import { SignSheet } from '../sign/SignSheet.tsx';

export interface ReportSignDialogProps {
  readonly report: ReportState;
  readonly therapist: Therapist | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onGoToFirst: () => void;
  readonly onSigned: (next: ReportState) => void;
}

export function ReportSignDialog(props: ReportSignDialogProps) {
  const { report, isOpen, onClose, onGoToFirst } = props;
  const blockers = report.issues
    .filter(({ severity }) => severity === 'blocker')
    .map(({ code, at, message }) => ({ key: `${code}-${at}-${message}`, message }));
  return (
    <Dialog
      title={blockers.length > 0 ? 'This cannot be signed yet' : 'Sign the report'}
      isOpen={isOpen}
      onClose={onClose}
    >
      {blockers.length > 0 ? (
        <Refusal points={blockers} onClose={onClose} onGoToFirst={onGoToFirst} />
      ) : (
        <SignForm {...props} />
      )}
    </Dialog>
  );
}

function SignForm({ report, therapist, onClose, onSigned }: ReportSignDialogProps) {
  const sign = useAction();
  const announce = useAnnounce();
  const { id: reportId, revision, patientName, title } = report;

  const submit = async (passphrase: string): Promise<boolean> => {
    const done = await sign.run('reports.sign', { reportId, revision, passphrase, attested: true });
    if (done === null) return false;
    announce({ text: 'Signed and locked' });
    onSigned(done.value);
    return true;
  };

  return (
    <SignSheet
      facts={[
        { name: 'Patient', value: patientName },
        { name: 'Document', value: title },
        { name: 'Date', value: date(report.date) },
        { name: 'Signed by', value: <Signer person={therapist} /> },
      ]}
      attestation={ATTESTATION.report}
      help="After signing the report is locked. The next one is compared with it."
      action={sign}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
