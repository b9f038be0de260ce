/** The signature of a report: refused while something stops it, else declaration and passphrase. */
import { useState } from 'react';
import type { ReportState } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PersonChoice } from '../sign/PersonChoice.tsx';
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
  const people = useRead('people.list', {});
  const [personId, setPersonId] = useState<string | null>(null);
  const { id: reportId, revision, patientName, title, document } = report;
  // An assistant may sign a home program; the others are a therapist's.
  const user = people.data?.find(({ isUser }) => isUser);
  const mayUserSign = document === 'home' || !(user?.isAssistant || user?.isStudent);
  const therapists = (people.data ?? []).filter(({ isAssistant, isStudent }) => !isAssistant && !isStudent);
  const other = therapists.find(({ id }) => id === personId) ?? therapists[0] ?? null;

  const submit = async (passphrase: string): Promise<boolean> => {
    const who = mayUserSign || other === null ? {} : { personId: other.id };
    const done = await sign.run('reports.sign', { reportId, revision, ...who, passphrase, attested: true });
    if (done === null) return false;
    announce({ text: 'Signed and locked' });
    onSigned(done.value);
    return true;
  };

  if (people.data === undefined) return null;
  const choice = !mayUserSign && (
    <PersonChoice
      label="Therapist who signs"
      people={therapists}
      chosen={other}
      onChoose={setPersonId}
      credentialsExample="OTR/L"
    />
  );
  if (!mayUserSign && other === null) return choice;
  return (
    <SignSheet
      facts={[
        { name: 'Patient', value: patientName },
        { name: 'Document', value: title },
        { name: 'Date', value: date(report.date) },
        { name: 'Signed by', value: <Signer person={mayUserSign ? therapist : other} /> },
      ]}
      attestation={ATTESTATION.report}
      help="After signing the report is locked. The next one is compared with it."
      action={sign}
      onSubmit={submit}
      onClose={onClose}
    >
      {choice}
    </SignSheet>
  );
}
