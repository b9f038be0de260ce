/** The signature: refused while something stops it, and then it says what; else attestation, name, passphrase. */
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ReviewState } from '../../../shared/contract.ts';
import type { Therapist } from '../../../shared/domain/record.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PersonChoice } from '../sign/PersonChoice.tsx';
import { Refusal } from '../sign/Refusal.tsx';
import { Signer } from '../sign/Signer.tsx';
import { SignSheet } from '../sign/SignSheet.tsx';
import { type OpenPoint, openPoints } from './openPoints.ts';

export interface SignDialogProps {
  readonly review: ReviewState;
  readonly therapist: Therapist | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onGoTo: (point: OpenPoint) => void;
  readonly onSigned: (next: ReviewState) => void;
  /** A student contributed: they sign first. */
  readonly onStudent: () => void;
}

export function SignDialog(props: SignDialogProps) {
  const { review, isOpen, onClose, onGoTo } = props;
  const blockers = openPoints(review).filter((point) => point.severity === 'blocker');
  const [first] = blockers;
  return (
    <Dialog title={first ? 'This cannot be signed yet' : 'Sign the note'} isOpen={isOpen} onClose={onClose}>
      {first ? (
        <Refusal points={blockers} onClose={onClose} onGoToFirst={() => onGoTo(first)} />
      ) : (
        <SignForm {...props} />
      )}
    </Dialog>
  );
}

function SignForm({ review, therapist, onClose, onSigned, onStudent }: SignDialogProps) {
  const sign = useAction();
  const announce = useAnnounce();
  const people = useRead('people.list', {});
  const [personId, setPersonId] = useState<string | null>(null);
  const { record, revision } = review;
  const { contribution } = record;
  const therapists = (people.data ?? []).filter(({ isAssistant, isStudent }) => !isAssistant && !isStudent);
  const coSigner = therapists.find(({ id }) => id === personId) ?? therapists[0] ?? null;
  const isCoSigned = contribution !== undefined;
  const { units } = record.charges.result;

  const submit = async (passphrase: string): Promise<boolean> => {
    const sessionId = record.session.id;
    const who = isCoSigned && coSigner !== null ? { personId: coSigner.id } : {};
    const done = await sign.run('note.sign', { sessionId, revision, ...who, passphrase, attested: true });
    if (done === null) return false;
    announce({ text: 'Signed and locked' });
    onSigned(done.value);
    return true;
  };

  const choice = isCoSigned && (
    <PersonChoice
      label="Therapist who co-signs"
      people={therapists}
      chosen={coSigner}
      onChoose={setPersonId}
      credentialsExample="OTR/L"
    />
  );
  if (isCoSigned && people.data !== undefined && coSigner === null) return choice;
  return (
    <SignSheet
      facts={[
        { name: 'Patient', value: record.patient?.name ?? 'Not named' },
        { name: 'Date of service', value: date(record.session.dateOfService) },
        ...(contribution === undefined
          ? []
          : [
              {
                name: contribution.role === 'student' ? 'Student' : 'Assistant',
                value: `${contribution.by}, ${contribution.credentials}${contribution.role === 'student' ? '' : `: ${contribution.minutes} min`}`,
              },
            ]),
        {
          name: isCoSigned ? 'Co-signed by' : 'Signed by',
          value: <Signer person={isCoSigned ? coSigner : therapist} />,
        },
        {
          name: 'Billed',
          value: `${units} ${units === 1 ? 'unit' : 'units'} from ${record.ledger.timedMinutes} timed minutes`,
        },
      ]}
      attestation={ATTESTATION.text}
      help="After signing the note is locked. Corrections are added below it, never over it."
      submitWords={isCoSigned ? 'Co-sign and lock' : 'Sign and lock'}
      action={sign}
      otherwise={
        !isCoSigned && (
          <div>
            <Button size="small" variant="quiet" icon={UserPlus} onPress={onStudent}>
              A student took part
            </Button>
          </div>
        )
      }
      onSubmit={submit}
      onClose={onClose}
    >
      {choice}
    </SignSheet>
  );
}
